import { describe, expect, it } from 'vitest'
import { hash } from '../../../shared/signature/digest.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { code, digestOf, readBytes, writeBytes } from './tool.ts'

const message = utf8('what do ya want for nothing?')

describe('digests', () => {
  // RFC 2202, test case 2 of HMAC-MD5 and HMAC-SHA-1; RFC 4231, test case 2.
  it.each([
    ['md5', '750c783e6ab0b503eaa86e310a5db738'],
    ['sha1', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
    ['sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['sha512', '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737'],
  ] as const)('are HMAC-%s with a key', (algorithm, hex) => {
    expect(writeBytes(digestOf(algorithm, utf8('Jefe'), message), 'hex')).toBe(hex)
  })

  it('are a plain hash without one', () => {
    // RFC 1321, A.5.
    expect(writeBytes(digestOf('md5', null, utf8('abc')), 'hex')).toBe('900150983cd24fb0d6963f7d28e17f72')
    expect(digestOf('sha256', null, message)).toEqual(hash('sha256', message))
  })

  it('are written in the form asked for', () => {
    const bytes = Uint8Array.of(0xfb, 0xef, 0xff)
    expect((['hex', 'HEX', 'base64', 'url'] as const).map((form) => writeBytes(bytes, form))).toEqual(['fbefff', 'FBEFFF', '++//', '%2B%2B%2F%2F'])
  })
})

describe('reading a key or message', () => {
  it('takes text as UTF-8, hex with spaces, Base64', () => {
    expect(readBytes('é', 'text').bytes).toEqual(Uint8Array.of(0xc3, 0xa9))
    expect(readBytes('0A ff\n10', 'hex')).toEqual({ bytes: Uint8Array.of(10, 255, 16) })
    expect(readBytes('Zm9vYg==', 'base64')).toEqual({ bytes: utf8('foob') })
  })
  it('says where hex stops being hex', () => {
    expect(readBytes('0a0g', 'hex')).toEqual({ problem: 'hex-character', at: 4 })
    expect(readBytes('0a0', 'hex')).toEqual({ problem: 'hex-odd' })
  })
  it('takes careless Base64 with a remark, and no other text', () => {
    expect(readBytes('Zm9vYg', 'base64')).toEqual({ bytes: utf8('foob'), problem: 'base64-loose' })
    expect(readBytes('Zm9v!g==', 'base64')).toEqual({ problem: 'base64-character', at: 5 })
    expect(readBytes('Zm9vY', 'base64')).toEqual({ problem: 'base64-length' })
  })
})

describe('codings', () => {
  it('go both ways', () => {
    expect(code('a b/ü', 'toUrl')).toEqual({ value: 'a%20b%2F%C3%BC' })
    expect(code('a%20b%2F%C3%BC', 'fromUrl')).toEqual({ value: 'a b/ü' })
    expect(code('foo', 'toHex')).toEqual({ value: '666f6f' })
    expect(code('666f6f', 'fromHex')).toEqual({ value: 'foo' })
    expect(code('Zm9v', 'fromBase64')).toEqual({ value: 'foo' })
  })
  it('show bytes that are no text as hex', () => {
    expect(code('/wA=', 'fromBase64')).toEqual({ value: 'ff00', isHex: true })
  })
  it('name the place of a broken percent sign', () => {
    expect(code('50% off', 'fromUrl')).toEqual({ problem: 'url-percent', at: 3 })
  })
})
