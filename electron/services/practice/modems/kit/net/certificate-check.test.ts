import { beforeAll, expect, test } from 'vitest'
import { utf8 } from '../../../../../../shared/text/bytes.ts'
import { createAuthority, type Authority } from '../../../certificates.ts'
import { isTrusted, readCertificates } from './certificate-check.ts'

const year2026 = Date.UTC(2026, 0, 1)
const year2028 = Date.UTC(2028, 0, 1)
const year2030 = Date.UTC(2030, 0, 1)

let ours: Authority
let theirs: Authority
let server: string

const read = (pem: string) => readCertificates(utf8(pem))

beforeAll(async () => {
  ;[ours, theirs] = await Promise.all([createAuthority({ name: 'Ours', validFrom: 0, validTo: year2030 }), createAuthority({ name: 'Ours', validFrom: 0, validTo: year2030 })])
  server = (await ours.issue({ name: 'localhost', hosts: ['localhost'], validFrom: year2026, validTo: year2028 })).certificate
})

test('a server certificate is trusted through the CA that signed it', () => {
  expect(isTrusted(read(server), read(ours.certificate), null)).toBe(true)
})

test('a CA of the same name but another key is not enough', () => {
  expect(isTrusted(read(server), read(theirs.certificate), null)).toBe(false)
})

test('the certificate itself may be the anchor', () => {
  expect(isTrusted(read(server), read(server), null)).toBe(true)
})

test('dates count only when a clock is given', () => {
  const at = (ms: number | null) => isTrusted(read(server), read(ours.certificate), ms)
  expect([at(null), at(year2026 - 1), at(year2026), at(year2028), at(year2028 + 1)]).toEqual([true, false, true, true, false])
})

test('a file that is cut short, or is none, holds no certificate', () => {
  expect([read(ours.certificate.slice(0, 400)), read('not a certificate'), read('')]).toEqual([[], [], []])
})

test('CRLF line ends and text around the block do no harm', () => {
  expect(read(`subject=/CN=Ours\r\n${ours.certificate.replaceAll('\n', '\r\n')}`).length).toBe(1)
})
