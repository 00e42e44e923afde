import { describe, expect, it } from 'vitest'
import { circumstances } from '../../../test/support/check-properties.ts'
import { textOf } from '../../signature/working.ts'
import { utf8 } from '../../text/bytes.ts'
import { prepareJob } from '../prepare.ts'
import type { Inputs } from '../profile.ts'
import { signWith } from '../sign.ts'
import { tencentIotHub } from './profile.ts'

/** The published login of a Raspberry Pi with a DHT11. */
const device: Inputs = { productId: 'J5M4D6INI9', deviceName: 'pi_dht11', psk: 'u/nAbSmZKbCW7lugludvLg==', connId: '13GB9', expiry: '4294967295' }
const pem = (name: string) => ({ name, bytes: utf8(name) })
const certificate: Inputs = { productId: 'J5M4D6INI9', deviceName: 'pi_dht11', auth: 'cert', cert: pem('cert.crt'), privateKey: pem('private.key') }

const sign = (inputs: Inputs) => signWith(tencentIotHub, tencentIotHub.operations[0], inputs, circumstances)
const codes = (inputs: Inputs) => sign(inputs).findings.map(({ field, code, severity }) => `${severity} ${field}: ${code}`)

describe('where a device of Tencent Cloud connects', () => {
  it.each([
    ['ap-guangzhou', 'tcp', 'J5M4D6INI9.iotcloud.tencentdevices.com', 1883],
    ['ap-guangzhou', 'tls', 'J5M4D6INI9.iotcloud.tencentdevices.com', 8883],
    ['ap-guangzhou', 'ws', 'J5M4D6INI9.ap-guangzhou.iothub.tencentdevices.com', 80],
    ['ap-guangzhou', 'wss', 'J5M4D6INI9.ap-guangzhou.iothub.tencentdevices.com', 443],
    ['us-east', 'tcp', 'J5M4D6INI9.us-east.iotcloud.tencentdevices.com', 1883],
    ['us-east', 'wss', 'J5M4D6INI9.us-east.iothub.tencentdevices.com', 443],
    ['europe', 'tls', 'J5M4D6INI9.europe.iothub.tencentdevices.com', 8883],
    ['ap-bangkok', 'tcp', 'J5M4D6INI9.ap-bangkok.iothub.tencentdevices.com', 1883],
    ['ap-bangkok', 'ws', 'J5M4D6INI9.ap-bangkok.iothub.tencentdevices.com', 80],
  ] as const)('%s by %s', (region, transport, host, port) => {
    expect(sign({ ...device, region, transport }).made?.login).toMatchObject({ host, port, transport, ...(transport.startsWith('ws') && { path: '/mqtt' }) })
  })

  it('is another host and port where they are given', () => {
    expect(sign({ ...device, host: 'localhost', port: '18830' }).made?.login).toMatchObject({ host: 'localhost', port: 18_830, transport: 'tcp' })
  })
})

describe('the parts that change with every login', () => {
  it('come from clock and chance', () => {
    const { connId: _, expiry: __, ...rest } = device
    const { made } = sign(rest)
    const [identity, sdkAppId, connId, expiry] = made?.login?.username?.split(';') ?? []
    expect([identity, sdkAppId]).toStrictEqual(['J5M4D6INI9pi_dht11', '12010126'])
    expect(connId).toMatch(/^[A-Z0-9]{5}$/)
    expect(Number(expiry)).toBe(circumstances.now / 1000 + 24 * 60 * 60)
    expect(made?.expiresAt).toBe(circumstances.now + 24 * 60 * 60 * 1000)
  })

  it.each<[string, string, string[]]>([
    ['a far year', '32472115200', []],
    ['the SDKs’ never', '9223372036854775807', []],
    ['a time that is over', '1645079520', ['warning expiry: input.time-past']],
    ['milliseconds', '1800000000000', ['error expiry: input.time-unit']],
    ['a date', '2026-01-01', ['error expiry: input.time']],
  ])('take %s as expiry as they should', (_, expiry, expected) => {
    expect(codes({ ...device, expiry })).toStrictEqual(expected)
  })

  it('name no day for what never ends', () => {
    expect(sign({ ...device, expiry: '9223372036854775807' }).made).not.toHaveProperty('expiresAt')
  })
})

describe('a login by certificate', () => {
  it('carries both files and no password, over TLS unless told otherwise', () => {
    const { made, findings } = sign({ ...certificate, expiry: '4294967295', connId: '13GB9' })
    expect(findings).toStrictEqual([])
    expect(made?.login).toStrictEqual({
      host: 'J5M4D6INI9.iotcloud.tencentdevices.com',
      port: 8883,
      transport: 'tls',
      clientId: 'J5M4D6INI9pi_dht11',
      username: 'J5M4D6INI9pi_dht11;12010126;13GB9;4294967295',
      certificate: pem('cert.crt'),
      privateKey: pem('private.key'),
    })
  })

  it('asks for its files, and not for a device key', () => {
    expect(codes({ productId: 'J5M4D6INI9', deviceName: 'pi_dht11', auth: 'cert' })).toStrictEqual(['error cert: input.missing', 'error privateKey: input.missing'])
  })

  it.each(['tcp', 'ws'])('is refused over %s', (transport) => {
    expect(codes({ ...certificate, transport })).toStrictEqual(['error transport: tencent.certificate-transport'])
  })
})

it('shows its work: the user name signed, the key decoded, the password put together', () => {
  const work = sign({ ...device, expiry: '1645079520' }).made?.work ?? []
  expect(work.map(({ kind }) => kind)).toStrictEqual(['parameters', 'content', 'key', 'digest', 'assembly', 'assembly', 'assembly'])
  expect(textOf(work[1]?.parts ?? [])).toBe('J5M4D6INI9pi_dht11;12010126;13GB9;1645079520')
  // The published key's bytes, decoded by hand.
  expect(textOf(work[2]?.parts ?? [])).toBe('bbf9c06d299929b096ee5ba096e76f2e')
  expect(textOf(work[6]?.parts ?? [])).toBe('995566e2241a06391c30d9ac23de2706a0e9e59247830c556eb55ccfdee5f127;hmacsha256')
})

describe('the device key', () => {
  it.each<[string, string, string[]]>([
    ['cut short', 'u/nAbSmZKbCW7lugludv', ['warning psk: input.key-length']],
    ['without its padding', 'u/nAbSmZKbCW7lugludvLg', ['warning psk: input.base64-loose']],
    ['that is no Base64', 'u/nAbSmZKbCW7lugludvLg*=', ['error psk: input.base64']],
    ['with Chinese characters', '密钥', ['error psk: input.non-ascii']],
  ])('%s is found', (_, psk, expected) => {
    expect(codes({ ...device, psk })).toStrictEqual(expected)
  })
})

describe('what the platform takes', () => {
  const refused = (inputs: Inputs) => prepareJob(tencentIotHub, { ...device, ...inputs }, circumstances).findings.map(({ field, code }) => `${field}: ${code}`)
  const publishTopic = 'J5M4D6INI9/pi_dht11/event'

  it('is a message of 16 KB in IoT Hub, of 64 KB in IoT Explorer', () => {
    expect(refused({ publishTopic, payload: 'x'.repeat(16_384) })).toStrictEqual([])
    expect(refused({ publishTopic, payload: 'x'.repeat(16_385) })).toStrictEqual(['payload: cloud.payload-length'])
    expect(refused({ publishTopic, service: 'explorer', payload: 'x'.repeat(65_536) })).toStrictEqual([])
    expect(refused({ publishTopic, service: 'explorer', payload: 'x'.repeat(65_537) })).toStrictEqual(['payload: cloud.payload-length'])
  })

  it('is a keep-alive up to 900 s, QoS 0 and 1, ten slashes', () => {
    expect(refused({ keepAlive: '0' })).toStrictEqual([])
    expect(refused({ keepAlive: '900' })).toStrictEqual([])
    expect(refused({ keepAlive: '901' })).toStrictEqual(['keepAlive: input.keepAlive'])
    expect(refused({ publishTopic, payload: 'x', qos: '2' })).toContain('qos: cloud.qos')
    expect(refused({ publishTopic: 'a/b/c/d/e/f/g/h/i/j/k', payload: 'x' })).toStrictEqual([])
    expect(refused({ publishTopic: 'a/b/c/d/e/f/g/h/i/j/k/l', payload: 'x' })).toStrictEqual(['publishTopic: cloud.topic-levels'])
  })

  it('are the topics of the service, with the device’s own names', () => {
    const topics = (inputs: Inputs) => tencentIotHub.topics(inputs).map(({ topic }) => topic)
    expect(topics(device)).toContain('$shadow/operation/result/J5M4D6INI9/pi_dht11')
    expect(topics({ ...device, service: 'explorer' })).toContain('$thing/down/property/J5M4D6INI9/pi_dht11')
    expect(topics({ ...device, service: 'explorer' })).not.toContain(publishTopic)
    for (const { payload } of tencentIotHub.topics({ service: 'explorer' })) if (payload?.startsWith('{')) expect(() => JSON.parse(payload) as unknown).not.toThrow()
  })
})
