import { createCipheriv, createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances } from '../../../test/support/check-properties.ts'
import { fromUtf8 } from '../../text/bytes.ts'
import { isFile } from '../inputs.ts'
import type { HttpRequest, Inputs } from '../profile.ts'
import { findOperation, signWith } from '../sign.ts'
import { tencentIotHub } from './profile.ts'

const sign = (operation: string, inputs: Inputs) => {
  const found = findOperation(tencentIotHub, operation)
  if (!found) throw new Error(`no operation ${operation}`)
  return signWith(tencentIotHub, found, inputs, circumstances)
}
const codes = (operation: string, inputs: Inputs) => sign(operation, inputs).findings.map(({ field, code, severity }) => `${severity} ${field}: ${code}`)
const requestOf = (operation: string, inputs: Inputs): HttpRequest => {
  const { made, findings } = sign(operation, inputs)
  if (!made?.request) throw new Error(findings.map(({ code }) => code).join())
  return made.request
}

/** AES-128-CBC with zeros to the end of the block, as the platform seals. */
function seal(plain: string, productSecret: string): string {
  const bytes = Buffer.from(plain)
  const padded = Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)])
  const cipher = createCipheriv('aes-128-cbc', productSecret.slice(0, 16), '0'.repeat(16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** From the run-time log in the C SDK's document on dynamic registration. */
const logged: Inputs = { productId: 'S3EUVBRJLB', deviceName: 'device_1234', productSecret: '8XzjN8rfgFVGDTNTUGau4snA', nonce: '1439928322', timestamp: '1568692235' }
/** From “Dynamic registration API description”, payload example. */
const example = {
  payload: 's6FB3a1BA/YYbcmSE12XpeDVmQNDcf1QgVD141RRbmmAnFwQfp1ECAu5O016mCOvYlJJ6V59yM4OqQSiWphfTg==',
  productSecret: 'hzvf5LF9S0isvBhDSauWMaIk',
}
const device = { productId: 'ASJ1234567', deviceName: 'xyz' }

describe('a registration at /register/dev', () => {
  it('is the request of the published log', () => {
    const { method, url, headers, body } = requestOf('http-dynreg-v1', logged)
    expect({ method, url, headers }).toStrictEqual({
      method: 'POST',
      url: 'https://ap-guangzhou.gateway.tencentdevices.com/register/dev',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(JSON.parse(body)).toStrictEqual({
      deviceName: 'device_1234',
      nonce: 1_439_928_322,
      productId: 'S3EUVBRJLB',
      timestamp: 1_568_692_235,
      signature: 'ZWM4YTEyMWE2ODUxYzk1M2Q0MDc2OWNmN2FhMTg1ZWM1ODgxMWNkNQ==',
    })
  })

  it('goes to the region’s gateway, or to an endpoint of one’s own', () => {
    expect(requestOf('http-dynreg-v1', { ...logged, region: 'europe' }).url).toBe('https://europe.gateway.tencentdevices.com/register/dev')
    expect(requestOf('http-dynreg-v1', { ...logged, httpEndpoint: 'http://localhost:8080/' }).url).toBe('http://localhost:8080/register/dev')
  })

  it('finds nonce and time for itself', () => {
    const { nonce: _, timestamp: __, ...rest } = logged
    const { nonce, timestamp } = JSON.parse(requestOf('http-dynreg-v1', rest).body) as { nonce: number; timestamp: number }
    expect(timestamp).toBe(circumstances.now / 1000)
    expect(Number.isInteger(nonce) && nonce > 0 && nonce < 2 ** 31).toBe(true)
  })

  it('brings the device key of the published payload', () => {
    const { read } = requestOf('http-dynreg-v1', { ...device, productSecret: example.productSecret })
    const answer = read(200, JSON.stringify({ code: 0, message: '', len: 53, payload: example.payload }))
    expect(answer).toMatchObject({ kind: 'done', inputs: { ...device, auth: 'key', psk: 'lDZ6Uqt+I9E0wW7rvDUs7Q==' } })
    expect(answer).toStrictEqual(read(200, JSON.stringify({ code: '0', payload: example.payload })))
  })

  it('is refused in the cloud’s words, with what to do', () => {
    const { read } = requestOf('http-dynreg-v1', logged)
    const refused = read(200, '{"code":1010,"message":"Check signature failed","requestId":"2bdf231e-be51-4ef8-9d32-0a9f3bcd27ab"}')
    expect(refused).toMatchObject({ kind: 'failed', failure: { code: 'tencent.register.1010', stage: 'cloud', evidence: 'HTTP 200' } })
    expect(JSON.stringify(refused)).toMatch(/Check signature failed/)
    expect(JSON.stringify(refused)).not.toMatch(/8XzjN8/)
  })
})

describe('a registration at /device/register', () => {
  const inputs: Inputs = { ...device, productSecret: '8XzjN8rfgFVGDTNTUGau4snA', timestamp: '1600000000', nonce: '5456' }
  const body = '{"ProductId":"ASJ1234567","DeviceName":"xyz"}'
  const signatureOf = (host: string, algorithm: 'sha256' | 'sha1' = 'sha256') =>
    createHmac(algorithm, '8XzjN8rfgFVGDTNTUGau4snA')
      .update(`POST\n${host}\n/device/register\n\nhmac${algorithm}\n1600000000\n5456\n${createHash('sha256').update(body).digest('hex')}`)
      .digest('base64')

  it('is made of product ID and device name alone', () => {
    const { read: _, ...request } = requestOf('http-dynreg-v2', inputs)
    expect(request).toStrictEqual({
      method: 'POST',
      url: 'https://ap-guangzhou.gateway.tencentdevices.com/device/register',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-TC-Algorithm': 'hmacsha256',
        'X-TC-Timestamp': '1600000000',
        'X-TC-Nonce': '5456',
        'X-TC-Signature': signatureOf('ap-guangzhou.gateway.tencentdevices.com'),
      },
      body,
    })
  })

  it('signs the host that it goes to', () => {
    const signature = (more: Inputs) => requestOf('http-dynreg-v2', { ...inputs, ...more }).headers['X-TC-Signature']
    expect(signature({ region: 'us-east' })).toBe(signatureOf('us-east.gateway.tencentdevices.com'))
    expect(signature({ host: 'gateway.example.com' })).toBe(signatureOf('gateway.example.com'))
    expect(signature({ httpEndpoint: 'http://localhost:18080', host: 'mqtt.example.com' })).toBe(signatureOf('localhost'))
    expect(signature({ algorithm: 'hmacsha1' })).toBe(signatureOf('ap-guangzhou.gateway.tencentdevices.com', 'sha1'))
  })

  it('takes a whole body, and finds the device in it', () => {
    const { productId: _, deviceName: __, ...rest } = inputs
    const { made, inputs: resolved } = sign('http-dynreg-v2', { ...rest, body })
    expect(made?.request?.body).toBe(body)
    expect(resolved).toMatchObject(device)
    expect(codes('http-dynreg-v2', { ...inputs, body: '{"ProductId":"ASJ1234567","DeviceName":"abc"}' })).toStrictEqual(['error body: tencent.body-differs'])
    expect(codes('http-dynreg-v2', { ...inputs, body: 'ProductId=ASJ1234567' })).toContain('error body: input.json')
  })

  it('brings a device key, or a certificate with its key', () => {
    const { read } = requestOf('http-dynreg-v2', inputs)
    const answerOf = (plain: string) => JSON.stringify({ Response: { Len: plain.length, Payload: seal(plain, '8XzjN8rfgFVGDTNTUGau4snA'), RequestId: 'f4da4f1f' } })
    // 53 and 64 bytes: with padding and without.
    for (const psk of ['lDZ6Uqt+I9E0wW7rvDUs7Q==', 'lDZ6Uqt+I9E0wW7rvDUs7Q==lDZ6Uqt+I9E']) {
      expect(read(200, answerOf(`{"encryptionType":2,"psk":"${psk}"}`))).toMatchObject({ kind: 'done', inputs: { ...device, auth: 'key', psk } })
    }
    const [clientCert, clientKey] = [
      '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
      '-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n',
    ]
    const answer = read(200, answerOf(JSON.stringify({ encryptionType: 1, psk: '', clientCert, clientKey })))
    if (answer.kind !== 'done') throw new Error('refused')
    expect(answer.inputs).toMatchObject({ ...device, auth: 'cert', cert: { name: 'xyz_cert.crt' }, privateKey: { name: 'xyz_private.key' } })
    const text = (key: string) => {
      const file = answer.inputs[key]
      return isFile(file) ? fromUtf8(file.bytes) : ''
    }
    expect([text('cert'), text('privateKey')]).toStrictEqual([clientCert, clientKey])
    expect(JSON.stringify(answer.remarks)).not.toMatch(/BEGIN|lDZ6/)
  })

  it.each([
    ['{"Response":{"Error":{"Code":"FailedOperation","Message":"Device has been activated"},"RequestId":"1"}}', 'tencent.register.FailedOperation', /already|before/],
    ['{"Response":{"Error":{"Code":"FailedOperation","Message":"Pre create mode: device not exists"}}}', 'tencent.register.FailedOperation', /console first/],
    [
      '{"Response":{"Error":{"Code":"X","Message":"Not support dynamic device register, please check setting first"}}}',
      'tencent.register.X',
      /Switch dynamic registration on/,
    ],
    // The page’s own sample: sealed with a secret that nobody knows.
    [
      '{"Response":{"Len":53,"Payload":"031T01DWAoqFePDt71VuZXuLzkUzbIhGOnvMzpAFtNgOjagyFNHVSostNl9ztvhOuRx0dMM/DMoWAXQCfL7jyA=="}}',
      'tencent.register.payload',
      /product secret/,
    ],
    ['{"Response":{"Len":3,"Payload":"AAAA"}}', 'tencent.register.payload', /product secret/],
    ['{"Response":{"RequestId":"1"}}', 'tencent.register.unreadable', /address/],
    ['<html>Bad gateway</html>', 'tencent.register.unreadable', /address/],
  ])('says what an answer means: %s', (answer, code, next) => {
    const read = requestOf('http-dynreg-v2', inputs).read(200, answer)
    if (read.kind !== 'failed') throw new Error('taken')
    expect(read.failure.code).toBe(code)
    expect(read.failure.next.en).toMatch(next)
  })

  it('reads any answer without a throw', () => {
    const reads = (['http-dynreg-v1', 'http-dynreg-v2'] as const).map((operation) => requestOf(operation, { ...inputs }).read)
    const odd = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((payload) => `{"code":0,"payload":${payload},"Response":{"Payload":${payload}}}`),
      fc.base64String().map((payload) => JSON.stringify({ code: 0, payload, Response: { Payload: payload } })),
    )
    fc.assert(fc.property(odd, (answer) => reads.forEach((read) => expect(read(200, answer).kind).toBe('failed'))))
  })
})

describe('opening a payload by hand', () => {
  it('gives what the page prints', () => {
    expect(sign('dynreg-payload', example).made).toMatchObject({ values: { plaintext: '{"encryptionType":2,"psk":"lDZ6Uqt+I9E0wW7rvDUs7Q=="}' } })
    expect(sign('dynreg-payload', { ...example, payload: ` ${example.payload}` }).made).toBeDefined()
  })

  it.each<[string, Inputs, string]>([
    ['another secret', { ...example, productSecret: '8XzjN8rfgFVGDTNTUGau4snA' }, 'error productSecret: tencent.payload-secret'],
    ['a payload cut short', { ...example, payload: example.payload.slice(0, 60) }, 'error payload: tencent.payload-form'],
    ['no Base64', { ...example, payload: '{"psk":1}' }, 'error payload: tencent.payload-form'],
    ['no payload', { productSecret: example.productSecret }, 'error payload: input.missing'],
    ['a secret that is too short', { ...example, productSecret: 'hzvf5LF9' }, 'error productSecret: input.form'],
  ])('says what is wrong with %s', (_, inputs, expected) => {
    expect(codes('dynreg-payload', inputs)).toContain(expected)
    expect(sign('dynreg-payload', inputs).made).toBeUndefined()
  })
})

describe('registration fields', () => {
  it.each<[string, Inputs, string]>([
    ['a timestamp in milliseconds', { ...logged, timestamp: '1568692235000' }, 'error timestamp: input.time-unit'],
    ['a nonce of letters', { ...logged, nonce: 'k3Jd93hG' }, 'error nonce: input.nonce'],
    ['a nonce that JSON would not take', { ...logged, nonce: '007' }, 'error nonce: input.form'],
    ['a device name with a blank', { ...logged, deviceName: 'device 1' }, 'error deviceName: input.form'],
    ['a product ID in lower case', { ...logged, productId: 's3euvbrjlb' }, 'warning productId: input.form'],
  ])('refuse or doubt %s', (_, inputs, expected) => {
    expect(codes('http-dynreg-v1', inputs)).toStrictEqual([expected])
  })
})
