import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../shared/text/bytes.ts'
import { checkCommand, type CheckOptions } from './check.ts'
import { listCommand } from './list.ts'
import { signCommand, type SignOptions } from './sign.ts'

/** The device of the published Air780EP guide. */
const device = ['productKey=k1hipglLdjU', 'deviceName=868488076506128', 'deviceSecret=fef32adf6dad46c2c7cbf335d3a7b021', 'clientId=868488076506128', 'signmethod=hmacmd5', 'securemode=3']
const right = ['clientId=868488076506128|securemode=3,signmethod=hmacmd5|', 'username=868488076506128&k1hipglLdjU', 'password=0f655b12adf519b9a7a2b0a990f398b6']

const printed = async (command: (out: { line: (text: string) => void; remark: (text: string) => void }) => Promise<number>) => {
  const lines: string[] = []
  const remarks: string[] = []
  const code = await command({ line: (text) => lines.push(text), remark: (text) => remarks.push(text) })
  return { code, lines, remarks, json: () => JSON.parse(lines.join('\n')) as Record<string, unknown> }
}
const sign = (cloud: string, options: SignOptions) => printed((out) => signCommand(cloud, options, out))
const check = (cloud: string, options: Partial<CheckOptions>, stdin: string | Uint8Array = '') => printed((out) => checkCommand(cloud, { set: [], given: [], ...options }, out, async () => (typeof stdin === 'string' ? utf8(stdin) : stdin)))

describe('sign', () => {
  it('gives the published login as one JSON object with only what applies', async () => {
    const { code, json } = await sign('alibaba-iot', { set: device, json: true })
    expect(code).toBe(0)
    expect(json()).toStrictEqual({
      host: 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com',
      port: 1883,
      transport: 'tcp',
      clientId: '868488076506128|securemode=3,signmethod=hmacmd5|',
      username: '868488076506128&k1hipglLdjU',
      password: '0f655b12adf519b9a7a2b0a990f398b6',
      content: 'clientId868488076506128deviceName868488076506128productKeyk1hipglLdjU',
    })
  })

  it('finds the operation by the inputs, and by its name', async () => {
    const set = ['productKey=k1hipglLdjU', 'deviceName=868488076506128', 'random=123456', 'productSecret=8LQwOYSZMwp3DFBd', 'signMethod=HmacMD5']
    for (const options of [{ set }, { set, operation: 'http-register' }]) {
      const { json } = await sign('alibaba-iot', { ...options, json: true })
      expect(json()).toMatchObject({ sign: '20558baadb2a0b04847767980f0ee67b', bodyLength: 120 })
    }
  })

  it('explains every step', async () => {
    const { lines } = await sign('alibaba-iot', { set: device, explain: true, lang: 'en' })
    expect(lines.join('\n')).toContain('clientId868488076506128deviceName868488076506128productKeyk1hipglLdjU')
    expect(lines.join('\n')).toContain('HMAC-MD5')
  })

  it('names the known inputs when one is unknown, and repeats no value', async () => {
    const failed = sign('alibaba-iot', { set: [...device, 'devSecret=hunter2'] })
    await expect(failed).rejects.toThrow(/no input “devSecret”; it has .*productKey.*deviceSecret/)
    await expect(failed).rejects.not.toThrow(/hunter2/)
    await expect(sign('aliyun', { set: [] })).rejects.toThrow(/unknown cloud “aliyun”; there is mqtt, alibaba-iot/)
    await expect(sign('alibaba-iot', { set: [], operation: 'coap' })).rejects.toThrow(/no operation “coap”; it has login, http-auth/)
  })

  it('gives no credential beside an error, and says which field', async () => {
    const { code, json } = await sign('alibaba-iot', { set: device.filter((pair) => !pair.startsWith('deviceSecret')), json: true })
    expect(code).toBe(2)
    expect(json()).not.toHaveProperty('password')
    expect(json()).toMatchObject({ findings: [{ severity: 'error', code: 'input.missing', field: 'deviceSecret' }] })
  })
})

describe('check', () => {
  it('finds nothing in the published login', async () => {
    const { code, json } = await check('alibaba-iot', { set: device, given: right, json: true })
    expect(json()).toMatchObject({ ok: true, logins: [{ ok: true, recomputed: true, marks: [] }] })
    expect(code).toBe(0)
  })

  it('takes the login by --set as well', async () => {
    const set = [...device.filter((pair) => !pair.startsWith('clientId')), ...right]
    expect((await check('alibaba-iot', { set })).code).toBe(0)
  })

  it('names what is wrong with a command line from a log', async () => {
    const log = '[03:51:26.001]发→◇AT+MCONFIG="868488076506128|securemode=3,signmethod=hmacsha1|","868488076506128&k1hipglLdjU","0f655b12adf519b9a7a2b0a990f398b6"\r\nOK\r\n'
    const { code, json } = await check('alibaba-iot', { set: device.filter((pair) => !pair.startsWith('signmethod')), text: '-', json: true }, log)
    expect(code).toBe(1)
    expect(json()).toMatchObject({ logins: [{ marks: [{ part: 'password', code: 'check.algorithm' }] }] })
  })

  it('asks for a login when none was given', async () => {
    await expect(check('alibaba-iot', { set: device })).rejects.toThrow(/no login to check/)
    await expect(check('alibaba-iot', { given: ['clientid=x'] })).rejects.toThrow(/no part “clientid”; it has host, port, clientId/)
  })
})

it('lists the clouds alone, with operations and inputs', async () => {
  const { json } = await printed(async (out) => listCommand('clouds', { json: true }, out))
  const { clouds, modems } = json() as { clouds: { id: string; operations: { id: string; inputs: string[] }[] }[]; modems?: unknown }
  expect(modems).toBeUndefined()
  const alibaba = clouds.find(({ id }) => id === 'alibaba-iot')
  expect(alibaba?.operations.map(({ id }) => id)).toStrictEqual(['login', 'http-auth', 'http-register', 'mqtt-register'])
  expect(alibaba?.operations[2]?.inputs).toContain('productSecret')
})

describe('files', () => {
  it('a certificate or key that cannot be read gives no credential, and is named at its input', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-sign-'))
    const bad = join(folder, 'bad.pem')
    await writeFile(bad, 'no certificate at all')
    const set = ['productId=ABCDE12345', 'deviceName=d1', 'auth=cert', `cert=${bad}`, `privateKey=${bad}`]
    const { code, json } = await sign('tencent-iothub', { set, json: true })
    await rm(folder, { recursive: true })
    expect(code).toBe(2)
    expect(json()).not.toHaveProperty('clientId')
    const fields = (json()['findings'] as { field?: string; severity: string }[]).filter(({ severity }) => severity === 'error').map(({ field }) => field)
    expect(new Set(fields)).toStrictEqual(new Set(['cert', 'privateKey']))
  })
})

describe('pasted text in the encodings of Windows', () => {
  // 设备名称 in GBK, then UTF-16 with its mark.
  const labelled = right.join('\r\n')
  it.each([
    ['GBK', new Uint8Array([0xc9, 0xe8, 0xb1, 0xb8, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a, ...utf8(labelled)])],
    ['UTF-16 little-endian', new Uint8Array([0xff, 0xfe, ...[...utf8(labelled)].flatMap((byte) => [byte, 0])])],
    ['UTF-16 big-endian', new Uint8Array([0xfe, 0xff, ...[...utf8(labelled)].flatMap((byte) => [0, byte])])],
  ])('%s', async (_, bytes) => {
    const { code } = await check('alibaba-iot', { set: device, text: '-' }, bytes)
    expect(code).toBe(0)
  })

  it('says where broken JSON is broken', async () => {
    await expect(check('alibaba-iot', { set: device, text: '-' }, '{"clientId":"a","username":"b"')).rejects.toThrow(/JSON that cannot be read/)
  })
})

it('a known secret of the wrong length is said, though the login was signed by it', async () => {
  // 15 bytes where the console gives 16.
  const psk = Buffer.alloc(15, 7).toString('base64')
  const set = ['productId=ABCDE12345', 'deviceName=d1', `psk=${psk}`, 'connId=abcde', 'expiry=4294967295']
  const made = (await sign('tencent-iothub', { set, json: true })).json()
  const given = ['clientId', 'username', 'password'].map((part) => `${part}=${String(made[part])}`)
  const { code, json } = await check('tencent-iothub', { set, given, json: true })
  expect(code).toBe(0)
  const [{ marks }] = json()['logins'] as [{ marks: { code: string; field?: string }[] }]
  expect(marks.map(({ code: which, field }) => `${field}: ${which}`)).toContain('psk: input.key-length')
})
