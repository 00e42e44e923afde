import { describe, expect, it } from 'vitest'
import { encodePayload } from '../payload-formats/payload-formats.ts'
import { keysOf, numberFormatOf, numbersAt, numericFields, pathText } from './numeric-fields.ts'
import { thinPoints } from './thin-points.ts'

const bytes = (value: string) => new TextEncoder().encode(value)
const encoded = (format: 'cbor' | 'msgpack', json: string) => {
  const result = encodePayload(format, json)
  if (!result.ok) throw new Error(result.problem.what.en)
  return result.value
}

describe('numbers of a payload', () => {
  // A property report as Alibaba Cloud's Thing Specification Language has it.
  const report = '{"id":"123","version":"1.0","params":{"temperature":{"value":23.6,"time":1524448722000},"relay":true,"list":[1,"-2.5e3"]},"method":"thing.event.property.post"}'
  const fields = [
    { path: '/id', value: 123 },
    { path: '/version', value: 1 },
    { path: '/params/temperature/value', value: 23.6 },
    { path: '/params/temperature/time', value: 1524448722000 },
    { path: '/params/relay', value: 1 },
    { path: '/params/list/0', value: 1 },
    { path: '/params/list/1', value: -2500 },
  ]
  it('are found in JSON, CBOR and MessagePack alike', () => {
    expect(numericFields(bytes(report), 'json')).toEqual(fields)
    expect(numericFields(encoded('cbor', report), 'cbor')).toEqual(fields)
    expect(numericFields(encoded('msgpack', report), 'msgpack')).toEqual(fields)
  })
  it('may be the whole payload', () => {
    expect([' 21.5\n', '-7', '1e3', '.5'].map((text) => numericFields(bytes(text), 'text'))).toEqual([21.5, -7, 1000, 0.5].map((value) => [{ path: '', value }]))
    expect(['', '21,5', '21.5 °C', '0x10', 'NaN', 'online', '1 2'].map((text) => numericFields(bytes(text), 'text'))).toEqual([[], [], [], [], [], [], []])
  })
  it('are none where there are none, whatever the bytes', () => {
    expect(numericFields(bytes('{"a":'), 'json')).toEqual([])
    expect(numericFields(new Uint8Array([0x82, 0xa1]), 'msgpack')).toEqual([])
    expect(numericFields(new Uint8Array(300_000).fill(0x31), 'json')).toEqual([])
    expect(numericFields(bytes('['.repeat(5000) + ']'.repeat(5000)), 'json')).toEqual([])
  })
  it('are read at a path, also with slashes and tildes in a key', () => {
    const payload = bytes('{"a/b":{"~c":4},"list":[{"v":5}],"text":"x","toString":null}')
    expect(numericFields(payload, 'json').map(({ path }) => path)).toEqual(['/a~1b/~0c', '/list/0/v'])
    expect(numbersAt(payload, 'json', ['/a~1b/~0c', '/list/0/v', '/list/1/v', '/text', '/constructor/length'].map(keysOf))).toEqual([4, 5, undefined, undefined, undefined])
  })
  it('have paths as a programmer writes them', () => {
    expect(['/params/temp', '/data/0/v', '/a b/c', '', '/温度'].map(pathText)).toEqual(['params.temp', 'data[0].v', '["a b"].c', '', '温度'])
  })
  it('tell the format by themselves', () => {
    const json = '{"t":21.5}'
    expect([bytes('21.5'), bytes(json), encoded('cbor', json), encoded('msgpack', json), bytes('online'), new Uint8Array([7])].map((payload) => numberFormatOf(payload))).toEqual(['text', 'json', 'cbor', 'msgpack', undefined, undefined])
    expect(numberFormatOf(new Uint8Array([7]), 'cbor')).toBe('cbor')
  })
})

describe('points of a picture', () => {
  const wave = Array.from({ length: 100_000 }, (_, at) => [at, at === 54_321 ? 900 : Math.sin(at / 1000)] as const)
  it('keep every peak in two points a column', () => {
    const { at, value } = thinPoints(wave, 0, 99_999, 500)
    expect(at.length).toBeLessThanOrEqual(1002)
    expect([Math.max(...value), at[value.indexOf(900)]]).toEqual([900, 54_321])
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  })
  it('are all there where there are few, with the nearest on either side', () => {
    const few = [[1, 5], [2, 6], [3, 7], [9, 8]] as const
    expect(thinPoints(few, 2, 3, 800)).toEqual({ at: [1, 2, 3, 9], value: [5, 6, 7, 8] })
    expect(thinPoints(few, 4, 5, 800)).toEqual({ at: [3, 9], value: [7, 8] })
    expect(thinPoints([], 0, 1, 800)).toEqual({ at: [], value: [] })
  })
})
