import { expect, test } from 'vitest'
import { chainOf, namesOf, nameOfLines, type CertificateFacts } from './certificate-facts.ts'
import { explainTlsReason, tlsReason } from './tls-failure.ts'
import { explainTrust, isTrustCode, type TrustFacts } from './tls-trust.ts'

const endpoint = { host: 'broker.example', port: 8883 }

test('finds OpenSSL’s reason in the code or, for write errors, in the message', () => {
  expect([
    tlsReason('ERR_SSL_WRONG_VERSION_NUMBER', 'x'),
    tlsReason('EPROTO', 'write EPROTO 80CB:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../deps/ssl.c:1605:SSL alert number 40\n'),
    tlsReason('EPROTO', 'read EPROTO'),
    tlsReason('ECONNRESET', 'read ECONNRESET'),
  ]).toEqual(['wrong version number', 'sslv3 alert handshake failure', 'protocol error', null])
})

// Names as OpenSSL 3 (Node) and BoringSSL (Electron) give them.
test.each([
  ['wrong version number', false, 'tls.not-tls'],
  ['packet length too long', false, 'tls.not-tls'],
  ['tlsv13 alert certificate required', false, 'tls.client-certificate-required'],
  ['sslv3 alert handshake failure', false, 'tls.client-certificate-required'],
  ['ssl/tls alert handshake failure', true, 'tls.weak'],
  ['tlsv1 alert unknown ca', true, 'tls.client-certificate-refused'],
  ['sslv3 alert bad certificate', true, 'tls.client-certificate-refused'],
  ['sslv3 alert certificate expired', true, 'tls.client-certificate-expired'],
  ['tlsv1 alert protocol version', false, 'tls.version'],
  ['unsupported protocol', false, 'tls.version'],
  ['tlsv1 unrecognized name', false, 'tls.sni'],
  ['dh key too small', false, 'tls.weak'],
  ['tlsv1 alert internal error', false, 'tls.handshake'],
])('“%s” (own certificate: %s) becomes %s', (reason, hasOwn, code) => {
  const failure = explainTlsReason(reason, endpoint, hasOwn)
  expect([failure.code, failure.stage, failure.evidence]).toEqual([code, 'tls', reason])
})

const now = Date.parse('2026-01-15T00:00:00Z')
const make = (subject: string, issuer: string, more: Partial<CertificateFacts> = {}): CertificateFacts => ({
  subject,
  issuer,
  validFrom: Date.parse('2025-01-01T00:00:00Z'),
  validTo: Date.parse('2027-01-01T00:00:00Z'),
  fingerprint: `${subject}<${issuer}`,
  ...more,
})
const leaf = make('CN=broker.example', 'CN=Bench CA')
const base: TrustFacts = { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', host: 'broker.example', chain: [leaf], names: ['broker.example'], ca: [make('CN=Other CA', 'CN=Other CA')], now }
const codeOf = (facts: Partial<TrustFacts>) => explainTrust({ ...base, ...facts }).code

test('tells the reasons apart for which a certificate does not pass', () => {
  const old = { validTo: now - 1 }
  const intermediate = make('CN=Issuing CA', 'CN=Root CA')
  expect({
    wrong: codeOf({}),
    unknown: codeOf({ ca: null }),
    sameName: codeOf({ ca: [make('CN=Bench CA', 'CN=Bench CA')] }),
    ownCertificate: codeOf({ ca: [leaf] }),
    selfSigned: codeOf({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', chain: [make('CN=x', 'CN=x')] }),
    intermediateOnly: codeOf({ code: 'UNABLE_TO_GET_ISSUER_CERT', chain: [leaf, intermediate], ca: [intermediate] }),
    serverExpired: codeOf({ code: 'CERT_HAS_EXPIRED', chain: [make('CN=a', 'CN=b', old)] }),
    caExpired: codeOf({ code: 'CERT_HAS_EXPIRED', ca: [make('CN=Bench CA', 'CN=Bench CA', old)] }),
    early: codeOf({ code: 'CERT_NOT_YET_VALID', chain: [make('CN=a', 'CN=b', { validFrom: now + 1 })] }),
    otherHost: codeOf({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', names: ['a.example'] }),
    notACa: codeOf({ code: 'INVALID_CA' }),
    notForServers: codeOf({ code: 'INVALID_PURPOSE' }),
  }).toEqual({
    wrong: 'tls.wrong-ca',
    unknown: 'tls.unknown-ca',
    sameName: 'tls.ca-other-key',
    ownCertificate: 'tls.ca-is-server-certificate',
    selfSigned: 'tls.self-signed',
    intermediateOnly: 'tls.ca-is-intermediate',
    serverExpired: 'tls.server-expired',
    caExpired: 'tls.ca-expired',
    early: 'tls.not-yet-valid',
    otherHost: 'tls.host-name',
    notACa: 'tls.ca-not-a-ca',
    notForServers: 'tls.server-purpose',
  })
})

test('a public CA that would fit is named as the way out', () => {
  expect(explainTrust({ ...base, publicCa: 'CN=DigiCert Global Root G2' }).next.en).toBe(
    'The chain ends at the public CA CN=DigiCert Global Root G2: use that root’s certificate as the CA file.',
  )
})

test('the evidence is the code and the chain with its dates', () => {
  expect(explainTrust(base).evidence).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE < CN=broker.example (2025-01-01 to 2027-01-01)')
  expect([isTrustCode('CERT_HAS_EXPIRED'), isTrustCode('ECONNRESET')]).toEqual([true, false])
})

test('reads a peer’s chain, which ends in itself, and its names', () => {
  const root: Record<string, unknown> = { subject: { O: 'x', CN: 'Root' }, issuer: { O: 'x', CN: 'Root' }, valid_from: 'Jan  1 00:00:00 2025 GMT', valid_to: 'Jan  1 00:00:00 2027 GMT', fingerprint256: 'AA' }
  root['issuerCertificate'] = root
  const peer = {
    subject: { CN: 'broker', OU: ['a', 'b'] },
    issuer: { O: 'x', CN: 'Root' },
    subjectaltname: 'DNS:broker, IP Address:10.0.0.1, URI:urn:x',
    valid_from: 'Jan  1 00:00:00 2025 GMT',
    valid_to: 'Jan  1 00:00:00 2027 GMT',
    fingerprint256: 'BB',
    issuerCertificate: root,
  }
  const dates = { validFrom: Date.parse('2025-01-01T00:00:00Z'), validTo: Date.parse('2027-01-01T00:00:00Z') }
  expect(chainOf(peer)).toEqual([
    { subject: 'CN=broker, OU=a, OU=b', issuer: 'CN=Root, O=x', ...dates, fingerprint: 'BB' },
    { subject: 'CN=Root, O=x', issuer: 'CN=Root, O=x', ...dates, fingerprint: 'AA' },
  ])
  expect([namesOf(peer), namesOf({ subject: { CN: 'only' } }), chainOf({}), namesOf(undefined)]).toEqual([['broker', '10.0.0.1'], ['only'], [], []])
  expect(nameOfLines('O=x\nCN=Root')).toBe('CN=Root, O=x')
  expect(nameOfLines('O=Starfield Technologies\\, Inc.\nCN=Root \\+ one')).toBe('CN=Root + one, O=Starfield Technologies, Inc.')
})
