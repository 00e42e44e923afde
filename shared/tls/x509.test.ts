import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { afterEach, expect, it, vi } from 'vitest'
import { issue, makeAuthority, pemFile } from '../../test/support/certificates.ts'
import { factsOf } from './certificate-facts.ts'
import { isSignedBy, readCertificates } from './x509.ts'

afterEach(() => vi.unstubAllGlobals())

const read = (content: string) => {
  const result = readCertificates(pemFile('c.pem', content), 'certificate')
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

/** Some of the public roots that Node carries: RSA and EC keys, names with letters outside ASCII. */
const roots = rootCertificates.filter((pem, index) => index % 8 === 0 || /[^ -~\n]/.test(new X509Certificate(pem).subject))

it('reads public roots as Node does, and finds each signed by itself', async () => {
  const own = read(roots.join('\n'))
  expect(own.map(({ facts: { subject, issuer, validFrom, validTo, fingerprint } }) => ({ subject, issuer, validFrom, validTo, fingerprint }))).toEqual(
    roots.map((pem) => factsOf(new X509Certificate(pem))),
  )
  expect(own.map(({ facts }) => facts.isCa)).toEqual(roots.map((pem) => new X509Certificate(pem).ca))
  expect(new Set(await Promise.all(own.map((one) => isSignedBy(one, one))))).toEqual(new Set([true]))
  expect(own.every(({ facts }) => facts.isSelfSigned && /^(RSA \d{4}|EC P-\d{3})$/.test(facts.key))).toBe(true)
})

it('writes a comma in a name as a comma', async () => {
  const { cert } = await makeAuthority('"Bench, Inc."')
  expect([read(cert)[0].facts.subject, factsOf(new X509Certificate(cert)).subject]).toEqual(Array(2).fill('CN=Bench, Inc., O=ATelier test'))
})

it('tells names, key and issuer of a server’s certificate, and who signed it', async () => {
  const ca = await makeAuthority('Bench CA')
  const namesake = await makeAuthority('Bench CA')
  const server = read((await issue(ca, 'broker', { names: ['broker.example', '10.0.0.7', '2001:db8::1'] })).cert)[0]
  const plain = read((await issue(ca, 'device-1', { usage: 'client' })).cert)[0]
  expect(server.facts).toMatchObject({ names: ['broker.example', '10.0.0.7', '2001:db8::1'], key: 'EC P-256', isCa: false, isSelfSigned: false, issuer: 'CN=Bench CA, O=ATelier test' })
  expect(plain.facts.names).toEqual(['device-1'])
  expect(server.identity).toEqual({ hosts: ['broker.example'], addresses: ['10.0.0.7', '2001:db8::1'], commonNames: ['broker'] })
  const rsaRoot = read(roots.find((pem) => new X509Certificate(pem).publicKey.asymmetricKeyType === 'rsa') ?? '')[0]
  const signers = [read(ca.cert)[0], read(namesake.cert)[0], rsaRoot]
  expect(await Promise.all(signers.map((one) => isSignedBy(server, one)))).toEqual([true, false, false])
  vi.stubGlobal('crypto', {})
  expect(await isSignedBy(server, read(ca.cert)[0])).toBe(null)
})
