import { expect, test } from 'vitest'
import { latin1, utf8 } from '../text/bytes.ts'
import { readPem, type PemRole } from './pem.ts'

/** An ASN.1 SEQUENCE with two length bytes, which is all that the structure check looks at. */
const der = Uint8Array.from({ length: 300 }, (_, index) => [0x30, 0x82, 296 >> 8, 296 & 0xff][index] ?? index & 0xff)
const lines = (btoa(String.fromCharCode(...der)).match(/.{1,64}/g) ?? []) as string[]
const pem = (label: string, body: readonly string[] = lines, end = '\n') => [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`, ''].join(end)
const read = (content: string | Uint8Array, role: PemRole = 'ca', name = 'x.pem') => readPem({ name, bytes: typeof content === 'string' ? utf8(content) : content }, role)
const codeOf = (...args: Parameters<typeof read>) => {
  const result = read(...args)
  return result.ok ? `ok ${result.value.length}` : result.failure.code
}

test('takes certificates apart whatever the line ends, remarks and neighbours', () => {
  const good = { ok: true, value: [{ label: 'CERTIFICATE', der, text: pem('CERTIFICATE') }] }
  expect(read(pem('CERTIFICATE'))).toEqual(good)
  expect(read(`subject=CN = x\n${pem('CERTIFICATE')}`)).toEqual(good)
  expect(codeOf(pem('CERTIFICATE', lines, '\r\n'))).toBe('ok 1')
  expect(codeOf(pem('CERTIFICATE') + pem('PRIVATE KEY') + pem('CERTIFICATE'))).toBe('ok 2')
  expect(codeOf(pem('CERTIFICATE') + pem('EC PRIVATE KEY'), 'key')).toBe('ok 1')
})

test('says what is wrong with the file as a file', () => {
  const dash = '—'.repeat(2)
  expect({
    empty: codeOf(new Uint8Array()),
    der: codeOf(der),
    pkcs12: codeOf(der, 'ca', 'x.p12'),
    utf16: codeOf(Uint8Array.from([0xff, 0xfe, 0x2d, 0])),
    bom: codeOf(`\ufeff${pem('CERTIFICATE')}`),
    html: codeOf('<!doctype html><p>-----BEGIN CERTIFICATE-----'),
    dashes: codeOf(pem('CERTIFICATE').replaceAll('-----', dash)),
    fourDashes: codeOf(pem('CERTIFICATE').replaceAll('-----', '----')),
    bare: codeOf(lines.join('\n')),
    other: codeOf('hello'),
    noEnd: codeOf(pem('CERTIFICATE').slice(0, -30)),
    lostLine: codeOf(pem('CERTIFICATE', lines.toSpliced(2, 1))),
    lostTail: codeOf(pem('CERTIFICATE', [...lines.slice(0, -1), 'MII'])),
    empties: codeOf(pem('CERTIFICATE', [])),
  }).toEqual({
    empty: 'tls.ca-empty',
    der: 'tls.ca-der',
    pkcs12: 'tls.ca-der',
    utf16: 'tls.ca-utf16',
    bom: 'tls.ca-bom',
    html: 'tls.ca-html',
    dashes: 'tls.ca-header-damaged',
    fourDashes: 'tls.ca-header-damaged',
    bare: 'tls.ca-no-header',
    other: 'tls.ca-not-pem',
    noEnd: 'tls.ca-truncated',
    lostLine: 'tls.ca-truncated',
    lostTail: 'tls.ca-truncated',
    empties: 'tls.ca-truncated',
  })
})

test('a stray character is located by its line and never repeated', () => {
  const damaged = read(`# a remark\n${pem('PRIVATE KEY', lines.with(1, `${lines[1]?.slice(0, 30)}＋SECRET`))}`, 'key', 'device.key')
  expect(damaged).toEqual({
    ok: false,
    failure: {
      code: 'tls.key-damaged',
      stage: 'tls',
      what: { en: 'The private key device.key has a character on line 4 that cannot be there', zh: '私钥 device.key 第 4 行有不该出现的字符' },
      next: {
        en: 'Blanks, full-width characters or “...” got in when it was copied: copy the file itself.',
        zh: '复制时混入了空格、全角字符或省略号，请直接拷贝原文件。',
      },
    },
  })
})

test('says which file was chosen by mistake', () => {
  expect({
    keyForCa: codeOf(pem('RSA PRIVATE KEY')),
    encryptedKeyForCa: codeOf(pem('ENCRYPTED PRIVATE KEY')),
    request: codeOf(pem('CERTIFICATE REQUEST'), 'certificate'),
    publicKey: codeOf(pem('PUBLIC KEY'), 'certificate'),
    certificateForKey: codeOf(pem('CERTIFICATE'), 'key'),
    openSsh: codeOf(pem('OPENSSH PRIVATE KEY'), 'key'),
    encrypted: codeOf(pem('ENCRYPTED PRIVATE KEY'), 'key'),
    oldEncrypted: codeOf(pem('RSA PRIVATE KEY', ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-256-CBC,00', '', ...lines]), 'key'),
  }).toEqual({
    keyForCa: 'tls.ca-is-key',
    encryptedKeyForCa: 'tls.ca-is-key',
    request: 'tls.certificate-is-request',
    publicKey: 'tls.certificate-wrong-kind',
    certificateForKey: 'tls.key-is-certificate',
    openSsh: 'tls.key-wrong-kind',
    encrypted: 'tls.key-encrypted',
    oldEncrypted: 'tls.key-encrypted',
  })
})

test('bytes that are no text at all do not upset it', () => {
  expect(codeOf(latin1('\u0000\u0001\u00ff'.repeat(50)))).toBe('tls.ca-not-pem')
})
