import { clouds } from '../clouds/index.ts'
import type { Found } from '../signature/read/found.ts'
import { toldCloud } from '../signature/read/told-cloud.ts'

/** Hosts and topics that only one cloud has, anywhere in a log: its documents' endpoints, and the topics that it prescribes. */
const signs: readonly { readonly cloud: string; readonly pattern: RegExp }[] = [
  { cloud: 'alibaba-iot', pattern: /\biot-auth\.[a-z0-9-]+\.aliyuncs\.com|\.iot-as-mqtt\.[a-z0-9-]+\.aliyuncs\.com|\.iothub\.aliyuncs\.com|"\/sys\/[A-Za-z0-9]+\/[^/"]+\/thing\// },
  { cloud: 'tencent-iothub', pattern: /\.tencentdevices\.com|"\$thing\/(?:up|down)\// },
  { cloud: 'onenet', pattern: /\.heclouds\.com|"\$sys\/[A-Za-z0-9]+\/[^/"]+\/(?:thing|dp|cmd)\// },
  { cloud: 'huawei-iotda', pattern: /\.myhuaweicloud\.com|"\$oc\/devices\// },
  { cloud: 'aws', pattern: /\.iot(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com|"?\$aws\/things\// },
  { cloud: 'azure-iothub', pattern: /\.azure-devices\.(?:net|cn)\b|"devices\/[^/"]+\/messages\/(?:events|devicebound)\// },
  { cloud: 'baidu-iotcore', pattern: /\.iot\.[a-z]{2}\.baidubce\.com|"\$iot\/[^/"]+\/(?:events|msg|user)/ },
  { cloud: 'tuya-link', pattern: /\bm\d\.tuya[a-z]*\.com|\btuyalink_/ },
]

/** The cloud that a login proves, else that a host or a topic names. */
export function recogniseCloud(log: string, logins: readonly Found[]): string | undefined {
  const proven = logins.map((found) => toldCloud(found.given)).find((id) => id !== undefined)
  return proven ?? signs.find(({ cloud, pattern }) => clouds.some(({ id }) => id === cloud) && pattern.test(log))?.cloud
}
