import { beforeAll, expect, test } from 'vitest'
import type { Credential } from '../../../shared/wizard/credential.ts'
import { daysFromNow, issue, makeAuthority, pemFile, type Authority, type Issued } from '../../../test/support/certificates.ts'
import { certificateFindings, inspectCertificate } from './inspect-certificate.ts'

let ca: Authority
let client: Issued
const from = new Date('2024-03-01T00:00:00Z')
const to = new Date('2044-03-01T00:00:00Z')
beforeAll(async () => {
  ca = await makeAuthority('Bench CA', { from, to })
  client = await issue(ca, 'device-1', { from, to, usage: 'client' })
})

test('tells what a certificate file holds, byte for byte as it will be uploaded', async () => {
  expect(await inspectCertificate(pemFile('ca.pem', ca.cert), null)).toEqual({
    ok: true,
    value: {
      subject: 'CN=Bench CA, O=ATelier test',
      issuer: 'CN=Bench CA, O=ATelier test',
      validFrom: from.getTime(),
      validTo: to.getTime(),
      isCa: true,
      isForClients: true,
      bytes: ca.cert.length,
      lineEnds: 'LF',
      count: 1,
    },
  })
})

test('counts certificates and names the line ends', async () => {
  const crlf = ca.cert.replaceAll('\n', '\r\n')
  const look = async (content: string) => {
    const result = await inspectCertificate(pemFile('x.pem', content), null)
    return result.ok && [result.value.count, result.value.lineEnds, result.value.bytes]
  }
  expect(await Promise.all([look(crlf), look(crlf + ca.cert), look(ca.cert + client.cert)])).toEqual([
    [1, 'CRLF', crlf.length],
    [2, 'mixed', crlf.length + ca.cert.length],
    [2, 'LF', ca.cert.length + client.cert.length],
  ])
})

test('says whether a key belongs to the certificate', async () => {
  const matches = async (key: string) => {
    const result = await inspectCertificate(pemFile('c.pem', client.cert), pemFile('k.pem', key))
    return result.ok ? result.value.keyMatches : result.failure.code
  }
  expect(await Promise.all([matches(client.key), matches(ca.key), matches(client.cert)])).toEqual([true, false, 'tls.key-is-certificate'])
})

test('PEM armour around bytes that are no certificate is unreadable, not a crash', async () => {
  const fake = Buffer.from([0x30, 0x03, 0x02, 0x01, 0x05]).toString('base64').padEnd(8, '=')
  const result = await inspectCertificate(pemFile('x.pem', `-----BEGIN CERTIFICATE-----\n${fake}\n-----END CERTIFICATE-----\n`), null)
  expect(result.ok ? 'ok' : result.failure.code).toBe('tls.certificate-unreadable')
  const key = await inspectCertificate(pemFile('c.pem', client.cert), pemFile('k.pem', `-----BEGIN PRIVATE KEY-----\n${fake}\n-----END PRIVATE KEY-----\n`))
  expect(key.ok ? 'ok' : key.failure.code).toBe('tls.key-unreadable')
})

const findings = async (credential: Partial<Credential>) => {
  const found = await certificateFindings({ host: 'h', port: 8883, tls: 'server', clientId: 'c', ...credential }, Date.parse('2026-01-01'))
  return found.map(({ severity, code, field }) => `${severity} ${code} ${field}`)
}

test('good files give no findings, and without TLS no file is looked at', async () => {
  expect(await findings({ ca: pemFile('ca.pem', ca.cert) })).toEqual([])
  expect(await findings({ tls: 'mutual', ca: pemFile('ca.pem', ca.cert), certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', client.key) })).toEqual([])
  expect(await findings({ tls: 'none', ca: pemFile('ca.pem', 'rubbish') })).toEqual([])
})

test('bad files are errors, doubtful ones warnings, each at its field', async () => {
  const expired = await makeAuthority('Old CA', { from: new Date('2020-01-01'), to: new Date('2021-01-01') })
  const early = await makeAuthority('New CA', { from: daysFromNow(20000), to: daysFromNow(20001) })
  const unmarked = await makeAuthority('Plain', { isCa: false, from, to })
  expect(await findings({ ca: pemFile('ca.pem', 'rubbish') })).toEqual(['error tls.ca-not-pem ca'])
  expect(await findings({ ca: pemFile('ca.pem', expired.cert) })).toEqual(['warning tls.ca-expired ca'])
  expect(await findings({ ca: pemFile('ca.pem', early.cert) })).toEqual(['warning tls.ca-not-yet-valid ca'])
  expect(await findings({ ca: pemFile('ca.pem', unmarked.cert) })).toEqual(['warning tls.ca-not-a-ca ca'])
  expect(await findings({ ca: pemFile('ca.pem', client.cert) })).toEqual(['warning tls.ca-not-a-ca ca'])
  expect(await findings({ ca: pemFile('ca.pem', ca.cert.replaceAll('\n', '\r\n')) })).toEqual(['warning tls.ca-crlf ca'])
  expect(await findings({ ca: pemFile('ca.pem', ca.cert + ca.key) })).toEqual(['warning tls.ca-contains-key ca'])
  const mutual = { tls: 'mutual', ca: pemFile('ca.pem', ca.cert) } as const
  expect(await findings({ ...mutual, certificate: pemFile('c.pem', client.cert), privateKey: pemFile('k.pem', ca.key) })).toEqual(['error tls.key-mismatch key'])
  expect(await findings({ ...mutual, certificate: pemFile('c.pem', client.key), privateKey: pemFile('k.pem', client.cert) })).toEqual([
    'error tls.certificate-is-key cert',
    'error tls.key-is-certificate key',
  ])
})

test('no finding and no failure repeats anything of a private key', async () => {
  const secret = client.key.split('\n')[1] ?? ''
  const told = [
    await certificateFindings({ host: 'h', port: 1, tls: 'mutual', clientId: 'c', certificate: pemFile('c.pem', client.key), privateKey: pemFile('k.pem', client.key.replace('\n', '\n＋')) }, 0),
    await inspectCertificate(pemFile('k.pem', client.key), pemFile('k.pem', client.key)),
  ]
  expect(secret).toHaveLength(64)
  expect(JSON.stringify(told)).not.toContain(secret.slice(10, 40))
})
