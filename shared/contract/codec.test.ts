import { describe, expect, it } from 'vitest'
import { decode, encode } from './codec.ts'

const roundTrip = (value: unknown) => decode(encode(value))

describe('codec', () => {
  it('carries bytes of every value, nested in objects and arrays', () => {
    const every = Uint8Array.from({ length: 256 }, (_, i) => i)
    const message = { t: 'q', a: ['id', { chunks: [{ seq: 0, bytes: every }, { seq: 1, bytes: new Uint8Array([13, 10]) }] }] }
    expect(roundTrip(message)).toStrictEqual(message)
  })

  it('keeps empty bytes bytes', () => {
    expect(roundTrip([new Uint8Array(0)])).toStrictEqual([new Uint8Array(0)])
  })

  it('sends a view of a larger buffer as that view only', () => {
    const whole = new Uint8Array([1, 2, 3, 4])
    expect(roundTrip(whole.subarray(1, 3))).toStrictEqual(new Uint8Array([2, 3]))
  })

  it('carries a Buffer as plain bytes', () => {
    expect(roundTrip(Buffer.from('AT\r'))).toStrictEqual(new Uint8Array([0x41, 0x54, 0x0d]))
  })

  it.each([
    { $bytes: 'QVQ=' },
    { $bytes: 12 },
    { $$bytes: 'x' },
    { $$$bytes: { $bytes: 'QVQ=' } },
    { $bytes: new Uint8Array([1]) },
    { $bytes: 'QVQ=', other: 1 },
    { 'x$bytes': 'QVQ=' },
  ])('does not mistake an object that looks like its tag for bytes: %j', (object) => {
    expect(roundTrip({ inner: [object] })).toStrictEqual({ inner: [object] })
  })

  it('keeps a key named __proto__ an ordinary key', () => {
    const decoded = decode('{"__proto__":{"polluted":true},"a":1}')
    expect(Object.keys(decoded as object)).toStrictEqual(['__proto__', 'a'])
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype)
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
  })

  it('carries text of all languages, null, numbers and booleans unchanged', () => {
    const message = ['模组已上线 🛰', '\u0000\u001a"\\', null, -1.5, true, {}]
    expect(roundTrip(message)).toStrictEqual(message)
  })

  it.each(['', '{', '{"$bytes":1}', '{"$bytes":"*"}'])('refuses %j', (line) => {
    expect(() => decode(line)).toThrow(SyntaxError)
  })

  it('carries a megabyte without running out of stack', () => {
    const bytes = new Uint8Array(1024 * 1024).fill(0xa5)
    expect(Buffer.compare(roundTrip(bytes) as Uint8Array, bytes)).toBe(0)
  })
})
