import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { issue, makeAuthority, pemFile, type Authority, type Issued } from '../../test/support/certificates.ts'
import { checkTlsMaterial, type TlsMaterial } from './check-material.ts'

let root: Authority
let middle: Authority
let namesake: Authority
let server: Issued
let client: Issued
beforeAll(async () => {
  root = await makeAuthority('Root')
  namesake = await makeAuthority('Root')
  middle = await makeAuthority('Middle', { signedBy: root })
  server = await issue(middle, 'broker', { names: ['*.example.com', '10.0.0.7'] })
  client = await issue(root, 'device-1', { usage: 'client' })
})
afterEach(() => vi.unstubAllGlobals())

type Texts = { readonly [K in 'ca' | 'certificate' | 'privateKey' | 'host']?: string }
const material = ({ host, ...files }: Texts): TlsMaterial => ({
  ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, pemFile(`${name}.pem`, content)])),
  ...(host !== undefined && { host }),
})
const check = (texts: Texts, now = Date.now()) => checkTlsMaterial(material(texts), now)
const codesOf = async (texts: Texts, now?: number) => (await check(texts, now)).findings.map(({ severity, code, field }) => `${severity} ${code} ${field}`)

describe('a client certificate', () => {
  it('with its key and CA gives no finding, and tells what the files hold', async () => {
    const found = await check({ ca: root.cert, certificate: client.cert, privateKey: client.key })
    expect(found).toMatchObject({ findings: [], key: 'EC P-256', keyMatches: true, chain: { isAnchored: true, isChecked: true } })
    expect([found.ca, found.certificates, found.chain?.links].map((list) => list?.map(({ subject }) => subject))).toEqual([
      ['CN=Root, O=ATelier test'],
      ['CN=device-1'],
      ['CN=device-1', 'CN=Root, O=ATelier test'],
    ])
  })

  it('may come from a CA that the CA file does not have, since that one speaks for the server', async () => {
    const found = await check({ ca: middle.cert, certificate: client.cert, privateKey: client.key })
    expect([found.findings, found.chain?.isAnchored]).toEqual([[], false])
  })

  it('is judged by date, key and issuer', async () => {
    const year = 365 * 86_400_000
    expect({
      expired: await codesOf({ certificate: client.cert }, Date.now() + year),
      early: await codesOf({ certificate: client.cert }, Date.now() - year),
      otherKey: await codesOf({ certificate: client.cert, privateKey: server.key }),
      otherCa: await codesOf({ ca: namesake.cert, certificate: client.cert }),
      encrypted: await codesOf({ privateKey: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n' }),
    }).toEqual({
      expired: ['warning tls.certificate-expired cert'],
      early: ['warning tls.certificate-not-yet-valid cert'],
      otherKey: ['error tls.key-mismatch key'],
      otherCa: ['warning tls.certificate-other-ca cert'],
      encrypted: ['error tls.key-encrypted key'],
    })
  })

  it('is asked what it was issued for', async () => {
    const of = async (usage: 'any' | 'sealing') => issue(root, 'device-1', { usage })
    const [any, sealing] = [await of('any'), await of('sealing')]
    const asServer = await check({ certificate: server.cert, privateKey: server.key })
    expect({
      server: await codesOf({ certificate: server.cert, privateKey: server.key }),
      any: await codesOf({ certificate: any.cert, privateKey: any.key }),
      sealing: await codesOf({ certificate: sealing.cert, privateKey: sealing.key }),
      clientAsServer: await codesOf({ certificate: client.cert, host: '' }),
      sealingAsServer: await codesOf({ certificate: sealing.cert, host: '' }),
    }).toEqual({
      server: ['warning tls.certificate-not-for-clients cert'],
      any: [],
      sealing: ['warning tls.certificate-not-for-clients cert'],
      clientAsServer: ['warning tls.server-not-for-servers cert'],
      sealingAsServer: [],
    })
    expect(asServer.findings[0]?.next.en).toBe('It is a server’s certificate. Choose the device’s own, or have one issued with the usage clientAuth.')
  })

  it('behind its CA in the file is in the wrong order, not of another key', async () => {
    const found = await check({ certificate: root.cert + client.cert, privateKey: client.key })
    expect(found.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error tls.certificate-chain-order'])
    expect(found.findings[0]?.next.en).toBe('Put them in this order, each followed by its issuer: CN=device-1; CN=Root, O=ATelier test')
  })
})

describe('a server’s chain', () => {
  const host = 'mqtt.example.com'

  it.each([
    ['complete', () => ({ ca: root.cert, certificate: server.cert + middle.cert, host }), []],
    ['with the root as well', () => ({ ca: root.cert, certificate: server.cert + middle.cert + root.cert, host }), []],
    ['for an address', () => ({ ca: root.cert, certificate: server.cert + middle.cert, host: '10.0.0.7' }), []],
    ['whose intermediate is in the CA file', () => ({ ca: root.cert + middle.cert, certificate: server.cert, host }), []],
    ['without a CA file to hold against it', () => ({ certificate: server.cert, host }), []],
    ['for another host', () => ({ ca: root.cert, certificate: server.cert + middle.cert, host: 'mqtt.example.org' }), ['warning tls.host-name host']],
    ['for one label only', () => ({ ca: root.cert, certificate: server.cert + middle.cert, host: 'a.b.example.com' }), ['warning tls.host-name host']],
    ['without its intermediate', () => ({ ca: root.cert, certificate: server.cert, host }), ['error tls.wrong-ca ca']],
    ['with a gap before the root', () => ({ ca: root.cert, certificate: server.cert + root.cert, host }), ['warning tls.server-chain-gap cert']],
    ['with a certificate too many', () => ({ ca: root.cert, certificate: server.cert + middle.cert + root.cert + namesake.cert, host }), ['warning tls.server-chain-stray cert']],
    ['upside down', () => ({ ca: root.cert, certificate: root.cert + middle.cert + server.cert, host }), ['error tls.server-chain-order cert']],
    ['with the issuers swapped', () => ({ ca: root.cert, certificate: server.cert + root.cert + middle.cert, host }), ['warning tls.server-chain-order cert']],
    ['and a CA file with the intermediate alone', () => ({ ca: middle.cert, certificate: server.cert + middle.cert, host }), ['warning tls.ca-is-intermediate ca']],
    ['and a CA of the right name that was made anew', () => ({ ca: namesake.cert, certificate: server.cert + middle.cert, host }), ['error tls.ca-other-key ca']],
    ['with a root of that name that did not sign', () => ({ ca: root.cert, certificate: server.cert + middle.cert + namesake.cert, host }), ['error tls.server-chain-signature cert']],
  ] as [string, () => Texts, string[]][])('%s', async (_, texts, expected) => {
    expect(await codesOf(texts())).toEqual(expected)
  })

  it('of one self-signed certificate stands or falls with the CA file', async () => {
    const own = await makeAuthority('bench.local', { isCa: false })
    expect(await codesOf({ ca: root.cert, certificate: own.cert, host: 'bench.local' })).toEqual(['error tls.self-signed ca'])
    expect(await codesOf({ ca: own.cert, certificate: own.cert, host: 'bench.local' })).toEqual(['warning tls.ca-not-a-ca ca'])
  })

  it('that expired, and a file that is none, are called the server’s', async () => {
    const old = await issue(root, 'broker', { names: [host], from: new Date('2020-01-01'), to: new Date('2021-05-06') })
    const found = await check({ ca: root.cert, certificate: old.cert, host })
    expect(found.findings.map(({ code, what }) => [code, what.en])).toEqual([['tls.server-expired', 'The server certificate expired on 2021-05-06: CN=broker']])
    expect(await codesOf({ certificate: server.key, host })).toEqual(['error tls.server-is-key cert'])
  })

  it('names who is missing', async () => {
    const gap = await check({ certificate: server.cert + root.cert, host })
    const wrong = await check({ ca: root.cert, certificate: server.cert, host })
    expect([gap, wrong].map(({ findings: [first] }) => first?.what.en)).toEqual([
      'The certificate of CN=Middle, O=ATelier test, which issued CN=broker, is missing in the file, which goes on with CN=Root, O=ATelier test',
      'The CA file does not sign this server’s certificate. The server’s is issued by CN=Middle, O=ATelier test; the file holds CN=Root, O=ATelier test',
    ])
  })

  it('goes by names alone where a page has no WebCrypto, and says so', async () => {
    vi.stubGlobal('crypto', {})
    const found = await check({ ca: namesake.cert, certificate: server.cert + middle.cert, host })
    expect([found.findings, found.chain?.isAnchored, found.chain?.isChecked]).toEqual([[], true, false])
  })
})

it('tells damage around the base64 for each file at its field', async () => {
  expect(await codesOf({ ca: root.cert.replaceAll('\n', '\\n'), certificate: client.cert.replaceAll('\n', '\r\n'), privateKey: client.key.trimEnd() })).toEqual([
    'error tls.ca-escaped-line-ends ca',
    'warning tls.certificate-crlf cert',
    'warning tls.key-no-final-line-end key',
  ])
})

it('gives nothing of a private key away', async () => {
  const secret = (client.key.split('\n')[1] ?? '').slice(10, 40)
  const keys = [client.key, client.key.replaceAll('\n', '\\n'), client.key.replaceAll('\n', ' '), client.key.replace('\n', '\n＋')]
  const told = await Promise.all(keys.map((key) => check({ ca: key, certificate: client.cert, privateKey: key })))
  expect(secret).toHaveLength(30)
  expect(JSON.stringify(told)).not.toContain(secret)
})
