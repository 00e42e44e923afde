import { expect, test } from 'vitest'
import { clouds } from '../../clouds/index.ts'
import { deviceNames } from './device-names.ts'

const names = (host: string, clientId: string, username: string) => deviceNames({ host, port: 1883, clientId, username }, clouds)

// The logins are those of the clouds' documents.
test.each([
  ['a1B2c3D4e5F.iot-as-mqtt.cn-shanghai.aliyuncs.com', 'esp32|securemode=3,signmethod=hmacsha256|', 'lamp1&a1B2c3D4e5F', { productKey: 'a1B2c3D4e5F', deviceName: 'lamp1' }],
  ['127.0.0.1', 'esp32|securemode=3,signmethod=hmacsha256|', 'lamp1&a1B2c3D4e5F', { productKey: 'a1B2c3D4e5F', deviceName: 'lamp1' }],
  ['ABCDE12345.iotcloud.tencentdevices.com', 'ABCDE12345dev01', 'ABCDE12345dev01;12010126;E4F3Q;1591948593', { productKey: 'ABCDE12345', deviceName: 'dev01' }],
  ['mqtts.heclouds.com', 'dev01', 'Pd3kq8', { productKey: 'Pd3kq8', deviceName: 'dev01' }],
] as const)('a login at %s tells its device', (host, clientId, username, expected) => {
  expect(names(host, clientId, username)).toEqual({ clientId, ...expected })
})

test('a login at a broker of one’s own tells no more than its client', () => {
  expect(names('192.168.1.10', 'pc-1', 'bench')).toEqual({ clientId: 'pc-1' })
})
