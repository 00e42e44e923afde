import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { expect, test } from 'vitest'
import { utf8 } from '../../../../../shared/text/bytes.ts'
import { Ec20Files, fileChecksum, parseFileName } from './file-store.ts'

/** As Amazon publishes it: lines of 64 characters, LF, one at the end. */
function amazonRoot(): string {
  const found = rootCertificates.map((pem) => new X509Certificate(pem)).find(({ subject }) => subject.includes('CN=Amazon Root CA 1'))
  const lines = found?.raw.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

test('the checksum of Amazon Root CA 1 is the one that modules print in published sessions', () => {
  const file = utf8(amazonRoot())
  const withoutEnd = file.subarray(0, -1)
  expect([file.length, fileChecksum(file), withoutEnd.length, fileChecksum(withoutEnd)]).toEqual([1188, '2d13', 1187, '2d19'])
})

test('the checksum is not padded, and an odd last byte is a high byte', () => {
  expect([fileChecksum(Uint8Array.of(0, 1, 0, 2)), fileChecksum(Uint8Array.of(0, 1, 2)), fileChecksum(new Uint8Array())]).toEqual(['3', '201', '0'])
})

test('names: the storage is UFS unless said otherwise, 80 bytes at most', () => {
  expect([parseFileName('x.pem'), parseFileName('ram:x.pem'), parseFileName('SD:x'), parseFileName(''), parseFileName('n'.repeat(81))]).toEqual([
    { storage: 'UFS', name: 'x.pem' },
    { storage: 'RAM', name: 'x.pem' },
    null,
    null,
    null,
  ])
})

test('RAM is empty after the power has gone, UFS is not', () => {
  const files = new Ec20Files()
  files.write({ storage: 'RAM', name: 'a' }, utf8('1'))
  files.write({ storage: 'UFS', name: 'b' }, utf8('22'))
  files.losePower()
  expect([files.list('RAM'), files.list('UFS')]).toEqual([[], [{ name: 'b', size: 2 }]])
})
