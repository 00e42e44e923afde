import { beforeAll, describe, expect, it } from 'vitest'
import { makeAuthority, pemFile, type Authority } from '../../test/support/certificates.ts'
import { readPem } from './pem.ts'
import { layoutFaults, layoutFindings } from './pem-layout.ts'
import { repairPem } from './repair-pem.ts'

let ca: Authority
let other: Authority
beforeAll(async () => {
  ca = await makeAuthority('Bench CA')
  other = await makeAuthority('Other CA')
})

/** A body's lines joined otherwise, the marks on lines of their own. */
const bodyJoined = (pem: string, by: string) => pem.replace(/(-----BEGIN.*-----\n)([\s\S]*)(\n-----END)/, (_, begin: string, body: string, end: string) => begin + body.replaceAll('\n', by) + end)

// How files and pasted texts get damaged: the damage, what is found, whether a reader as patient as this one can still read it, and text that a repair leaves out.
const damages: [name: string, damage: (pem: string) => string, faults: string[], read: string, remarks?: number][] = [
  ['none', (pem) => pem, [], 'ok'],
  ['a remark before it', (pem) => `subject=CN = x\n${pem}`, [], 'ok'],
  ['\\n as two characters', (pem) => pem.replaceAll('\n', '\\n'), ['escaped-line-ends'], 'tls.ca-escaped-line-ends'],
  ['\\r\\n as four characters', (pem) => pem.replaceAll('\n', '\\r\\n'), ['escaped-line-ends'], 'tls.ca-escaped-line-ends'],
  ['quoted twice', (pem) => pem.replaceAll('\n', '\\\\n'), ['escaped-line-ends'], 'tls.ca-escaped-line-ends'],
  ['a JSON file', (pem) => JSON.stringify({ ca: pem }).replaceAll('/', '\\/'), ['escaped-line-ends'], 'tls.ca-escaped-line-ends', 1],
  ['a string of C', (pem) => `static const char ca[] =\n${pem.trimEnd().split('\n').map((line) => `  "${line}\\n"`).join('\n')};\n`, ['escaped-line-ends'], 'tls.ca-escaped-line-ends', 1],
  ['a sum of JavaScript', (pem) => `const ca = ${pem.trimEnd().split('\n').map((line) => `'${line}\\n'`).join(' +\n  ')}\n`, ['escaped-line-ends'], 'tls.ca-escaped-line-ends', 1],
  ['continued lines of C', (pem) => `"${pem.replaceAll('\n', '\\n\\\n')}"`, ['escaped-line-ends'], 'tls.ca-escaped-line-ends'],
  ['no line ends at all', (pem) => pem.replaceAll('\n', ''), ['one-line', 'no-final-line-end'], 'ok'],
  ['blanks for line ends', (pem) => pem.replaceAll('\n', ' '), ['one-line', 'no-final-line-end'], 'tls.ca-one-line'],
  ['carriage returns alone', (pem) => pem.replaceAll('\n', '\r'), ['one-line', 'no-final-line-end'], 'ok'],
  ['the base64 on one line', (pem) => bodyJoined(pem, ''), ['long-lines'], 'ok'],
  ['Windows line ends', (pem) => pem.replaceAll('\n', '\r\n'), ['crlf'], 'ok'],
  ['mixed line ends', (pem) => pem.replace('\n', '\r\n'), ['mixed-line-ends'], 'ok'],
  ['no final line end', (pem) => pem.trimEnd(), ['no-final-line-end'], 'ok'],
  ['an indent', (pem) => pem.replace(/^(?=.)/gm, '    '), ['stray-blanks'], 'ok'],
  ['blanks before its mark', (pem) => `  ${pem}`, ['stray-blanks'], 'ok'],
  ['blanks after its mark', (pem) => pem.replace(/\n$/, ' \t\n'), ['stray-blanks'], 'ok'],
  ['blanks at line ends', (pem) => pem.replaceAll('\n', '  \n'), ['stray-blanks'], 'ok'],
  ['every other line empty', (pem) => pem.replaceAll('\n', '\n\n'), ['stray-blanks'], 'ok'],
  ['blanks inside a line', (pem) => bodyJoined(pem, ' \n').replace(/(\n[A-Za-z0-9+/]{10})/, '$1 '), ['stray-blanks'], 'tls.ca-damaged'],
  ['a byte order mark', (pem) => `\ufeff${pem}`, ['bom'], 'tls.ca-bom'],
]

describe.each(damages)('with %s', (_, damage, faults, read, remarks = 0) => {
  it(`is found as ${faults.join(', ') || 'nothing'}`, () => {
    expect(layoutFaults(damage(ca.cert))).toEqual(faults)
    const blocks = readPem(pemFile('ca.pem', damage(ca.cert)), 'ca')
    expect(blocks.ok ? 'ok' : blocks.failure.code).toBe(read)
  })

  it('is mended to the very text that OpenSSL would write', () => {
    const mended = repairPem(damage(ca.cert))
    expect(mended?.text).toBe(faults.length === 0 ? undefined : ca.cert)
    expect(mended?.repaired.length ?? 0).toBe(faults.length + remarks)
  })
})

it('a bundle whose blocks run into each other, and a key beside its certificate, come out whole', () => {
  const glued = `${ca.cert.trimEnd()}${other.cert}`
  expect([layoutFaults(glued), repairPem(glued)?.text]).toEqual([['one-line'], ca.cert + other.cert])
  expect(repairPem((ca.cert + ca.key).replaceAll('\n', '\\n'))?.text).toBe(ca.cert + ca.key)
})

it('mends nothing of which it is not certain', () => {
  const lines = ca.cert.trimEnd().split('\n')
  const encrypted = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${lines.slice(1, -1).join('\n')}\n-----END RSA PRIVATE KEY-----`
  expect({
    lostLine: repairPem(lines.toSpliced(3, 1).join('\r\n')),
    lostEnd: repairPem(`${ca.cert}${lines.slice(0, -1).join('\n')}`),
    dots: repairPem(ca.cert.replace(/\n.{10}/, '\n...').trimEnd()),
    encrypted: repairPem(encrypted),
    rubbish: repairPem('hello\\n'),
  }).toEqual({ lostLine: null, lostEnd: null, dots: null, encrypted: null, rubbish: null })
  expect(layoutFaults(`${encrypted}\n`)).toEqual([])
})

it('findings carry the role’s code and field and nothing of the text', () => {
  const file = pemFile('device.key', bodyJoined(ca.key, ''))
  const told = layoutFindings(file, 'key')
  expect(told.map(({ severity, code, field, what }) => [severity, code, field, what.en])).toEqual([
    ['warning', 'tls.key-long-lines', 'key', `The private key device.key has lines of more than 76 characters; it is uploaded as it is, ${file.bytes.length} bytes`],
  ])
  expect(layoutFindings(pemFile('c.pem', ca.cert.replaceAll('\n', '\r\n').trimEnd()), 'certificate').map(({ code, field }) => `${code} ${field}`)).toEqual([
    'tls.certificate-crlf cert',
    'tls.certificate-no-final-line-end cert',
  ])
})
