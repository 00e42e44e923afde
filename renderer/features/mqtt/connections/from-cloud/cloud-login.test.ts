import { expect, test } from 'vitest'
import { builtInCatalogue } from '../../../../../shared/catalogue.ts'
import { circumstancesOf } from '../../../../../shared/signature/circumstances.ts'
import { cloudLogin } from './cloud-login.ts'

const circumstances = circumstancesOf(Date.UTC(2026, 0, 2), (length) => new Uint8Array(length).fill(7))
const tencent = builtInCatalogue.findCloud('tencent-iothub')!

test('an empty form asks for what the login needs, and makes no connection', () => {
  const { shown, options, findings } = cloudLogin(tencent, {}, circumstances)
  expect([shown.some(({ key }) => key === 'deviceSecret' || key === 'psk'), shown.some(({ group }) => group === 'exchange'), options, findings.some(({ severity }) => severity === 'error')]).toEqual([true, false, undefined, true])
})

test('a filled one is a connection under the cloud’s rules', () => {
  const { options } = cloudLogin(tencent, { service: 'hub', productId: 'ABCDEF1234', deviceName: 'dev001', psk: 'c2VzYW1lLXNlc2FtZQ==', deviceSecret: 'c2VzYW1lLXNlc2FtZQ==' }, circumstances)
  expect(options && [options.host, options.clientId, options.keepAlive, options.version, options.cloud]).toEqual(['ABCDEF1234.iotcloud.tencentdevices.com', 'ABCDEF1234dev001', 240, 4, 'tencent-iothub'])
})
