import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toldCloud } from './told-cloud.ts'

type Vector = { readonly cloud: string; readonly expected: { readonly clientId?: string; readonly username?: string; readonly password?: string } }
const vectors = JSON.parse(readFileSync(new URL('../../../test/vectors/cloud-credentials.json', import.meta.url), 'utf8')) as readonly Vector[]

test('no published login is taken for another cloud’s', () => {
  const told = vectors.map(({ cloud, expected }) => ({ cloud, told: toldCloud(expected) })).filter(({ told: one }) => one !== undefined)
  expect(new Set(told.map(({ cloud }) => cloud)).size).toBeGreaterThanOrEqual(5)
  for (const { cloud, told: one } of told) expect(one).toBe(cloud)
})

test.each([
  ['alibaba-iot', 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com'],
  ['tencent-iothub', 'QCWGDPVYC6.iotcloud.tencentdevices.com'],
  ['onenet', 'mqtts.heclouds.com'],
  ['huawei-iotda', 'iot-mqtts.cn-north-4.myhuaweicloud.com'],
  ['baidu-iotcore', 'abcdefg.iot.gz.baidubce.com'],
  ['tuya-link', 'm1.tuyacn.com'],
  ['azure-iothub', 'contoso.azure-devices.net'],
  ['aws', 'a39i0c3i2yvc9z-ats.iot.ap-south-1.amazonaws.com'],
])('%s by its host', (cloud, host) => expect(toldCloud({ host })).toBe(cloud))

test('by a part alone, and not at all where anybody’s login looks so', () => {
  expect(toldCloud({ clientId: '12345|securemode=3,signmethod=hmacsha1,timestamp=789|', username: 'device&pk' })).toBe('alibaba-iot')
  expect(toldCloud({ host: 'mqtt.example.com', clientId: 'client-1', username: 'user', password: 'secret' })).toBeUndefined()
})
