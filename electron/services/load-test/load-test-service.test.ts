import { describe, expect, test } from 'vitest'
import type { LoadPlan } from '../../../shared/contract/load-test.ts'
import { LoadTestService } from './load-test-service.ts'

const plan: LoadPlan = {
  broker: {
    name: '', protocol: 'mqtt', host: '127.0.0.1', port: 1883, path: '', clientId: 'load', username: '', password: 'secret-99', keepAlive: 60, cleanSession: true, version: 4,
    ca: null, certificate: null, privateKey: null, verifyServer: true,
  },
  publishers: 1,
  subscribers: 1,
  rate: 10,
  payloadBytes: 64,
  qos: 0,
  seconds: 1,
  topic: 'load',
  delivery: 'each',
}

/** Without its thread: what gets past every refusal ends at that. */
const answer = async (host: string, { confirmed = null, addresses = [], aliases = [] }: { confirmed?: string | null; addresses?: string[]; aliases?: string[] } = {}) => {
  const service = new LoadTestService({ runner: undefined, findNames: async () => ({ addresses, aliases }) })
  const result = await service.start({ ...plan, broker: { ...plan.broker, host } }, confirmed)
  return result.ok ? 'started' : [result.failure.code, result.failure.evidence]
}

describe('which broker may be loaded', () => {
  test('this PC and its own network, without being asked', async () => {
    expect(await answer('broker.lab.example', { addresses: ['192.168.1.5', 'fd00::5'] })).toEqual(['load-test.no-runner', undefined])
  })

  test('any other host only after a person has confirmed that very name', async () => {
    expect(await answer('broker.example', { addresses: ['192.168.1.5', '203.0.113.7'] })).toEqual(['load-test.confirm', '192.168.1.5, 203.0.113.7'])
    expect(await answer('broker.example', { confirmed: 'other.example', addresses: ['203.0.113.7'] })).toEqual(['load-test.confirm', '203.0.113.7'])
    expect(await answer('broker.example', { confirmed: 'broker.example', addresses: ['203.0.113.7'] })).toEqual(['load-test.no-runner', undefined])
    expect(await answer('gone.example')).toEqual(['load-test.confirm', 'no address found'])
  })

  test('never a cloud’s endpoint, nor a name that is an alias of one, whatever was confirmed', async () => {
    const cloud = 'a1.iot-as-mqtt.cn-shanghai.aliyuncs.com'
    expect(await answer(cloud, { confirmed: cloud, addresses: ['127.0.0.1'] })).toEqual(['load-test.public-endpoint', undefined])
    const mine = { confirmed: 'mqtt.mine.example', addresses: ['203.0.113.7'] }
    expect(await answer('mqtt.mine.example', { ...mine, aliases: ['lb.mine.example', 'contoso.azure-devices.net'] })).toEqual([
      'load-test.public-endpoint',
      'mqtt.mine.example → contoso.azure-devices.net',
    ])
  })

  test('nor an address whose certificate is to be a cloud’s', async () => {
    const service = new LoadTestService({ runner: undefined, findNames: async () => ({ addresses: ['192.168.1.5'], aliases: [] }) })
    const result = await service.start({ ...plan, broker: { ...plan.broker, protocol: 'mqtts', host: '192.168.1.5', servername: 'contoso.azure-devices.net' } }, '192.168.1.5')
    expect(result.ok || [result.failure.code, result.failure.evidence]).toEqual(['load-test.public-endpoint', '192.168.1.5 → contoso.azure-devices.net'])
  })

  test('what is beyond the limits is refused before anything is looked up', async () => {
    const service = new LoadTestService({ runner: undefined, findNames: () => Promise.reject(new Error('asked')) })
    const result = await service.start({ ...plan, publishers: 600, subscribers: 600 }, null)
    expect(result.ok || result.failure.code).toBe('load-test.too-many-clients')
  })
})
