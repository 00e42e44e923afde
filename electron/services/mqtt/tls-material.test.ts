import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { issue, makeAuthority, pemFile } from '../../../test/support/certificates.ts'
import { readTlsMaterial } from './tls-material.ts'

const secret = 'correct horse'
let own: { cert: string; key: string }
let other: string
let pkcs8: string
let traditional: string

beforeAll(async () => {
  own = await issue(await makeAuthority('Bench CA'), 'device', { usage: 'client' })
  other = (await issue(await makeAuthority('Other CA'), 'device', { usage: 'client' })).key
  pkcs8 = String(createPrivateKey(own.key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: secret }))
  traditional = String(createPrivateKey(own.key).export({ type: 'sec1', format: 'pem', cipher: 'aes-128-cbc', passphrase: secret }))
})

const read = (key: string, passphrase?: string, cert = own.cert) =>
  readTlsMaterial({ ca: null, certificate: pemFile('device.pem', cert), privateKey: pemFile('device.key', key), ...(passphrase !== undefined && { passphrase }) })

const codeOf = (result: ReturnType<typeof read>): string => (result.ok ? 'ok' : result.failure.code)

test('an encrypted key in both forms is opened by its pass phrase, and is plain from then on', () => {
  for (const key of [pkcs8, traditional]) {
    const result = read(key, secret)
    expect(result.ok && [result.value.context.key?.slice(0, 27), result.value.mended]).toEqual(['-----BEGIN PRIVATE KEY-----', undefined])
  }
})

test('no pass phrase, a wrong one and a damaged file are three different things', () => {
  const cutOff = (key: string) => key.split('\n').toSpliced(2, 1).join('\n')
  expect([read(pkcs8), read(pkcs8, ''), read(pkcs8, 'wrong'), read(traditional, 'wrong'), read(cutOff(pkcs8), secret), read(pkcs8.slice(0, 200), secret)].map(codeOf)).toEqual([
    'tls.key-passphrase-needed',
    'tls.key-passphrase-needed',
    'tls.key-passphrase-wrong',
    'tls.key-passphrase-wrong',
    'tls.key-encrypted-damaged',
    'tls.key-encrypted-damaged',
  ])
})

test('a cipher that is no longer there is named as such', () => {
  // openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkcs8 -topk8 -v1 PBE-MD5-DES -passout pass:right -provider legacy -provider default
  const des = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGwMBsGCSqGSIb3DQEFAzAOBAh01REMgvKEEgICCAAEgZDsAnI2zN4rFO0ynGNE
x70yRGFo60tSh5R0jaGwr1zxgl/Yd9hIxg4lB2nqQZAlBQPNiGyLygIfvFPU5LpE
iZC5RrOan50KOfdPl14v+hz6RPqMCO7DEWZnXaVAQeNoyBjSAEHsKIojv+FMCPpR
2bixZCI6blMH/i2lY9CxT7Aaw1lQ1kfef/v/Sih1udXBps0=
-----END ENCRYPTED PRIVATE KEY-----
`
  expect(codeOf(read(des, 'right'))).toBe('tls.key-cipher-unsupported')
})

test('a pass phrase for a key that needs none does no harm', () => {
  expect(codeOf(read(own.key, 'whatever'))).toBe('ok')
})

test('neither key nor pass phrase is in a message', () => {
  const told = [read(pkcs8, 'wrong pass phrase'), read(traditional, 'wrong pass phrase'), read(other)].map((result) => JSON.stringify(result))
  expect(told.filter((each) => each.includes('wrong pass phrase') || each.includes('MIG') || each.includes('MHc'))).toEqual([])
})

test('certificate and key that do not match, of any two kinds', () => {
  const rsa = String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }))
  expect([read(other), read(rsa)].map(codeOf)).toEqual(['tls.key-mismatch', 'tls.key-mismatch'])
})

test('line ends that were lost on the way are put back, and it is said', () => {
  const oneLine = (pem: string) => pem.trim().replaceAll('\n', ' ')
  const result = read(oneLine(pkcs8), secret, oneLine(own.cert))
  expect(result.ok && result.value.mended?.map(({ en }) => en)).toEqual([
    'device.pem was mended for this connection: Line ends put back; Line end put after the last line',
    'device.key was mended for this connection: Line ends put back; Line end put after the last line',
  ])
  const escaped = read(own.key.replaceAll('\n', String.raw`\n`), undefined, own.cert.replaceAll('\n', String.raw`\r\n`))
  expect(escaped.ok && escaped.value.mended?.map(({ zh }) => zh)).toEqual(['device.pem 已为本次连接修正：写成两个字符的“\\n”已改成换行', 'device.key 已为本次连接修正：写成两个字符的“\\n”已改成换行'])
  expect(codeOf(read(own.key.replaceAll('\n', ''), undefined, own.cert.replaceAll('\n', '')))).toBe('ok')
})

test('a file from which something is missing is not mended but told', () => {
  const lost = (pem: string) => pem.split('\n').toSpliced(2, 1).join(' ')
  expect([read(own.key, undefined, lost(own.cert)), read(lost(own.key))].map(codeOf)).toEqual(['tls.certificate-one-line', 'tls.key-one-line'])
})
