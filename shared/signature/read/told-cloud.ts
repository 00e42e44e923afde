import type { Given, GivenPart } from '../given.ts'

/** What only one cloud's logins have: the domains of its endpoints, and forms of a part that its documents prescribe and nobody else's do. */
const signs: readonly { readonly cloud: string; readonly host: RegExp; readonly part?: readonly [GivenPart, RegExp] }[] = [
  { cloud: 'alibaba-iot', host: /\.(iot-as-mqtt\.[a-z0-9-]+|iothub)\.aliyuncs\.com$/i, part: ['clientId', /\|.*securemode=-?\d/] },
  { cloud: 'tencent-iothub', host: /\.tencentdevices\.com$/i, part: ['username', /^[A-Z0-9]{10}[^;]+;12010126;/] },
  { cloud: 'onenet', host: /\.heclouds\.com$/i, part: ['password', /(^|&)version=2018-10-31(&|$)/] },
  { cloud: 'huawei-iotda', host: /\.myhuaweicloud\.com$/i, part: ['clientId', /_0_[01]_20\d{8}$/] },
  { cloud: 'baidu-iotcore', host: /\.iot\.[a-z]{2}\.baidubce\.com$/i, part: ['username', /^thingidp@/] },
  { cloud: 'tuya-link', host: /\.tuya[a-z]*\.com$/i, part: ['clientId', /^tuyalink_/] },
  { cloud: 'azure-iothub', host: /\.azure-devices\.(net|cn)$/i, part: ['password', /^SharedAccessSignature /] },
  { cloud: 'aws', host: /\.iot(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/i },
]

/** The cloud that the login itself proves, host first; undefined where it could be anybody's. */
export function toldCloud(given: Given): string | undefined {
  const host = given.host?.trim() ?? ''
  const byHost = signs.find((sign) => sign.host.test(host))
  const byPart = signs.find(({ part }) => part && part[1].test(given[part[0]]?.trim() ?? ''))
  return (byHost ?? byPart)?.cloud
}
