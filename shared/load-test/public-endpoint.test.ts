import { expect, test } from 'vitest'
import { isLocalAddress } from './local-address.ts'
import { publicEndpoint } from './public-endpoint.ts'

// Hosts as the clouds' own pages print them.
test.each([
  'a1XYZ.iot-as-mqtt.cn-shanghai.aliyuncs.com',
  'iot-060a02m5.mqtt.iothub.aliyuncs.com',
  'ABCDE12345.iotcloud.tencentdevices.com',
  'us-east.iotcloud.tencentdevices.com',
  'mqtts.heclouds.com',
  'studio-mqtt.heclouds.com',
  '6e69a63a03.st1.iotda-device.cn-north-4.myhuaweicloud.com',
  'iot-mqtts.cn-north-4.myhuaweicloud.com',
  'abcdef.iot.gz.baidubce.com',
  'm1.tuyacn.com',
  'm2.tuyaus.com',
  'a1b2c3d4e5f6g7-ats.iot.us-east-1.amazonaws.com',
  'a1b2c3.ats.iot.cn-north-1.amazonaws.com.cn',
  'contoso.azure-devices.net',
  'global.azure-devices-provisioning.net',
  'broker.emqx.io',
  'BROKER.EMQX.IO.',
  'test.mosquitto.org',
  'mqtt.eclipseprojects.io',
  'broker.hivemq.com',
  'sh-1-mqtt.iot-api.com',
  'gz-3-mqtt.iot-api.com',
  'mqtt.thingsboard.cloud',
])('%s belongs to others', (host) => {
  expect(publicEndpoint(host)?.zh).toMatch(/\S/)
})

test.each(['127.0.0.1', 'localhost', 'broker.lab.example', 'myaliyuncs.com.example', 'notemqx.io', 'my-iot-api.com', '', '10.1.2.3'])('%s does not', (host) => {
  expect(publicEndpoint(host)).toBeNull()
})

test('addresses of this PC and its network', () => {
  for (const address of ['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '172.31.255.1', '192.168.1.9', '169.254.3.4', '::1', 'fd00::1', 'fe80::1%eth0', '::ffff:192.168.0.2']) expect([address, isLocalAddress(address)]).toEqual([address, true])
  for (const address of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.64.0.1', '2001:db8::1', 'localhost', '10.0.0.1.example', '::ffff:8.8.8.8']) expect([address, isLocalAddress(address)]).toEqual([address, false])
})
