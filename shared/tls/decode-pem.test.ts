import { expect, it } from 'vitest'
import { utf8 } from '../text/bytes.ts'
import { decodePem } from './decode-pem.ts'

/** SEQUENCE { INTEGER 7 }: whole, and neither a certificate nor a key. */
const armoured = (label: string) => `-----BEGIN ${label}-----\n${btoa('\x30\x03\x02\x01\x07')}\n-----END ${label}-----\n`
const file = (content: string) => ({ name: 'x.pem', bytes: utf8(content) })

it('hands every block of the role to the decoder, in order', () => {
  const content = armoured('CERTIFICATE') + armoured('PRIVATE KEY') + armoured('CERTIFICATE')
  expect(decodePem(file(content), 'ca', ({ label, der }) => `${label} ${der.length}`)).toEqual({ ok: true, value: ['CERTIFICATE 5', 'CERTIFICATE 5'] })
})

it.each(['ca', 'certificate', 'key'] as const)('names the file when a %s cannot be decoded, and keeps what the decoder said to itself', (role) => {
  const decode = ({ text }: { text: string }): never => {
    throw new Error(`cannot decode ${text}`)
  }
  const content = armoured(role === 'key' ? 'PRIVATE KEY' : 'CERTIFICATE')
  const result = decodePem(file(content), role, decode)
  expect(result.ok ? 'ok' : [result.failure.code, result.failure.what.en.startsWith('x.pem '), JSON.stringify(result).includes('MAMCAQc')]).toEqual([`tls.${role}-unreadable`, true, false])
})

it('passes on what is wrong with the file itself', () => {
  const result = decodePem(file(''), 'key', () => 1)
  expect(result.ok ? 'ok' : result.failure.code).toBe('tls.key-empty')
})
