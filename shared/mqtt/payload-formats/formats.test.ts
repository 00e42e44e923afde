import { Decoder, encode as packed } from '@msgpack/msgpack'
import { decode as cborDecoded } from 'cborg'
import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from '../../text/bytes.ts'
import { fromHex } from '../../text/encodings.ts'
import { encodeCbor, readCbor } from './cbor.ts'
import { encodeMessagePack, readMessagePack } from './message-pack.ts'
import { lineOf, type Item } from './notation.ts'
import { encodePayload, likelyFormat, readPayload, readPayloadLine, reformatted, retyped, type PayloadFormat } from './payload-formats.ts'

const onOneLine = (item: Item): string => lineOf(item, Number.POSITIVE_INFINITY).text
const bytes = (hex: string): Uint8Array => fromHex(hex) ?? expect.fail(`no hex: ${hex}`)
const read = (format: PayloadFormat, hex: string) => readPayload(format, bytes(hex), 10_000)
const offset = (format: PayloadFormat, hex: string) => {
  const reading = read(format, hex)
  return reading.ok ? reading.text : reading.problem.place
}
const typedPlace = (format: PayloadFormat, typed: string) => {
  const encoded = encodePayload(format, typed)
  return encoded.ok ? toHex(encoded.value) : encoded.problem.place
}

describe('CBOR', () => {
  // RFC 8949, Appendix A, table 6. Diagnostic notation left, encoding right.
  const vectors: readonly (readonly [string, string])[] = [
    ['0', '00'], ['1', '01'], ['10', '0a'], ['23', '17'], ['24', '1818'], ['25', '1819'], ['100', '1864'], ['1000', '1903e8'], ['1000000', '1a000f4240'],
    ['1000000000000', '1b000000e8d4a51000'], ['18446744073709551615', '1bffffffffffffffff'], ['18446744073709551616', 'c249010000000000000000'],
    ['-18446744073709551616', '3bffffffffffffffff'], ['-18446744073709551617', 'c349010000000000000000'], ['-1', '20'], ['-10', '29'], ['-100', '3863'], ['-1000', '3903e7'],
    ['0.0', 'f90000'], ['-0.0', 'f98000'], ['1.0', 'f93c00'], ['1.1', 'fb3ff199999999999a'], ['1.5', 'f93e00'], ['65504.0', 'f97bff'], ['100000.0', 'fa47c35000'],
    ['3.4028234663852886e+38', 'fa7f7fffff'], ['1.0e+300', 'fb7e37e43c8800759c'], ['5.960464477539063e-8', 'f90001'], ['0.00006103515625', 'f90400'], ['-4.0', 'f9c400'],
    ['-4.1', 'fbc010666666666666'], ['Infinity', 'f97c00'], ['NaN', 'f97e00'], ['-Infinity', 'f9fc00'], ['Infinity', 'fa7f800000'], ['NaN', 'fa7fc00000'], ['-Infinity', 'faff800000'],
    ['Infinity', 'fb7ff0000000000000'], ['NaN', 'fb7ff8000000000000'], ['-Infinity', 'fbfff0000000000000'], ['false', 'f4'], ['true', 'f5'], ['null', 'f6'], ['undefined', 'f7'],
    ['simple(16)', 'f0'], ['simple(255)', 'f8ff'], ['0("2013-03-21T20:04:00Z")', 'c074323031332d30332d32315432303a30343a30305a'], ['1(1363896240)', 'c11a514b67b0'],
    ['1(1363896240.5)', 'c1fb41d452d9ec200000'], ["23(h'01020304')", 'd74401020304'], ["24(h'6449455446')", 'd818456449455446'],
    ['32("http://www.example.com")', 'd82076687474703a2f2f7777772e6578616d706c652e636f6d'], ["h''", '40'], ["h'01020304'", '4401020304'], ['""', '60'], ['"a"', '6161'], ['"IETF"', '6449455446'],
    [String.raw`"\"\\"`, '62225c'], ['"ü"', '62c3bc'], ['"水"', '63e6b0b4'], ['"𐅑"', '64f0908591'], ['[]', '80'], ['[1, 2, 3]', '83010203'], ['[1, [2, 3], [4, 5]]', '8301820203820405'],
    ['[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]', '98190102030405060708090a0b0c0d0e0f101112131415161718181819'],
    ['{}', 'a0'], ['{1: 2, 3: 4}', 'a201020304'], ['{"a": 1, "b": [2, 3]}', 'a26161016162820203'], ['["a", {"b": "c"}]', '826161a161626163'],
    ['{"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}', 'a56161614161626142616361436164614461656145'], ["(_ h'0102', h'030405')", '5f42010243030405ff'], ['(_ "strea", "ming")', '7f657374726561646d696e67ff'],
    ['[_ ]', '9fff'], ['[_ 1, [2, 3], [_ 4, 5]]', '9f018202039f0405ffff'], ['[_ 1, [2, 3], [4, 5]]', '9f01820203820405ff'], ['[1, [2, 3], [_ 4, 5]]', '83018202039f0405ff'], ['[1, [_ 2, 3], [4, 5]]', '83019f0203ff820405'],
    ['{_ "a": 1, "b": [_ 2, 3]}', 'bf61610161629f0203ffff'], ['["a", {_ "b": "c"}]', '826161bf61626163ff'], ['{_ "Fun": true, "Amt": -2}', 'bf6346756ef563416d7421ff'],
  ]

  it.each(vectors)('reads %s', (notation, hex) => {
    expect(readCbor(bytes(hex)).map(onOneLine)).toEqual([notation])
  })

  it('writes JSON in the encodings of Appendix A', () => {
    for (const [typed, hex] of vectors) {
      // Not JSON, or a value with a fraction of zero, which JSON does not tell from an integer.
      const isJson = /^["\d[{ftn-]/.test(typed) && !/h'|_|Infinity|undefined|\d\(|\{1|e\+|\.0$|18446744073709551617|18446744073709551616/.test(typed)
      if (isJson) expect([typed, toHex(encodeCbor(typed))]).toEqual([typed, hex])
    }
    expect(toHex(encodeCbor('-18446744073709551616'))).toBe('3bffffffffffffffff')
  })

  it('keeps keys in the order they are written in, and keys that are no names', () => {
    expect(toHex(encodeCbor('{"bb":1,"a":2}'))).toBe('a2626262016161' + '02')
    expect(readPayloadLine('cbor', encodeCbor('{"__proto__":1,"constructor":2}'), 100)).toBe('{"__proto__": 1, "constructor": 2}')
  })

  it('loses no repeated key', () => {
    expect(offset('cbor', 'a2616101616102')).toBe('{"a": 1, "a": 2}')
  })

  it('shows a sequence item by item', () => {
    expect(offset('cbor', '01826161f602')).toBe('1\n["a", null]\n2')
  })

  it.each([
    ['an empty payload', '', 0],
    ['a count that is cut off', '19e8', 1],
    ['a string that is cut off', '8263', 2],
    ['a string of 2^64 bytes', '7bffffffffffffffff61', 9],
    ['a list of 2^32 items without them', '9affffffff01', 6],
    ['a value missing from a map', 'a1616101a16161', 7],
    ['a break outside', '8201ff', 2],
    ['a break instead of a value', 'bf6161ff', 3],
    ['a reserved length', '821c01', 1],
    ['a piece of another type', '5f6161ff', 1],
    ['a tag of indefinite length', 'df01', 0],
    ['a small simple value in two bytes', '82f818', 1],
    ['text that is no UTF-8', '826161' + '63e6ff41', 5],
  ])('says where %s stands', (_, hex, at) => {
    expect(offset('cbor', hex)).toEqual({ offset: at })
  })
})

describe('MessagePack', () => {
  // Format bytes and ranges of the MessagePack specification, "Formats"; the map is the example of msgpack.org.
  it.each([
    ['{"compact": true, "schema": 0}', '82a7636f6d70616374c3a6736368656d6100'],
    ['null', 'c0'], ['false', 'c2'], ['127', '7f'], ['-32', 'e0'], ['-1', 'ff'], ['128', 'cc80'], ['256', 'cd0100'], ['65536', 'ce00010000'], ['18446744073709551615', 'cfffffffffffffffff'],
    ['-33', 'd0df'], ['-129', 'd1ff7f'], ['-32769', 'd2ffff7fff'], ['-9223372036854775808', 'd38000000000000000'], ['0.5', 'ca3f000000'], ['1.1', 'cb3ff199999999999a'], ['2.0', 'cb4000000000000000'],
    ['""', 'a0'], ['"水"', 'a3e6b0b4'], ['"a"', 'd90161'], ['"a"', 'da000161'], ['"a"', 'db0000000161'], ["h''", 'c400'], ["h'01ff'", 'c50002' + '01ff'], ["h'01'", 'c60000000101'],
    ['[1, [2]]', '92019102'], ['[1]', 'dc000101'], ['[1]', 'dd0000000101'], ['{1: 2}', 'de00010102'], ['{1: 2}', 'df000000010102'], ['{"a": 1, "a": 2}', '82a16101a16102'],
    ["ext(5, h'aa')", 'd405aa'], ["ext(-2, h'aabb')", 'd5feaabb'], ["ext(1, h'00112233445566778899aabbccddeeff')", 'd80100112233445566778899aabbccddeeff'], ["ext(7, h'010203')", 'c70307010203'],
    ['timestamp(2013-03-21T20:04:00Z)', 'd6ff514b67b0'], ['timestamp(2013-03-21T20:04:00.500000000Z)', 'd7ff77359400514b67b0'], ['timestamp(1969-12-31T23:59:59Z)', 'c70cff00000000ffffffffffffffff'],
    ["str(h'ff00')", 'a2ff00'],
  ])('reads %s', (notation, hex) => {
    const item = readMessagePack(bytes(hex))
    expect(onOneLine(item)).toBe(notation)
  })

  it('writes the smallest format', () => {
    const written = ['null', '127', '128', '65536', '-32', '-33', '"a"', '[1,[2]]', '1.1', '18446744073709551615', '-9223372036854775808'].map((typed) => toHex(encodeMessagePack(typed)))
    expect(written).toEqual(['c0', '7f', 'cc80', 'ce00010000', 'e0', 'd0df', 'a161', '92019102', 'cb3ff199999999999a', 'cfffffffffffffffff', 'd38000000000000000'])
  })

  it.each([
    ['an empty payload', '', 0],
    ['the unused byte', '92c101', 1],
    ['what follows the value', 'c0c0', 1],
    ['a cut string', 'a561', 1],
    ['a list of 2^32 items without them', 'ddffffffff01', 6],
  ])('says where %s stands', (_, hex, at) => {
    expect(offset('msgpack', hex)).toEqual({ offset: at })
  })
})

describe('both', () => {
  it('read what other encoders write, and are read by other decoders', () => {
    const typed = '{"id":"ec20-7","t":[21.5,-3,0,65536,4294967296,null,true],"nested":{"empty":{},"list":[]},"text":"温度"}'
    const value: unknown = JSON.parse(typed)
    expect(cborDecoded(encodeCbor(typed))).toEqual(value)
    expect(new Decoder().decode(encodeMessagePack(typed))).toEqual(value)
    const line = '{"id": "ec20-7", "t": [21.5, -3, 0, 65536, 4294967296, null, true], "nested": {"empty": {}, "list": []}, "text": "温度"}'
    expect(readPayloadLine('msgpack', packed(value), 500)).toBe(line)
    expect(readPayloadLine('cbor', encodeCbor(typed), 500)).toBe(line)
  })

  it('keep every digit of an integer beyond 2^53, and refuse one beyond 64 bits at its place', () => {
    const typed = '{"n": 9007199254740993}'
    for (const format of ['cbor', 'msgpack'] as const) {
      const encoded = encodePayload(format, typed)
      expect(encoded.ok && readPayloadLine(format, encoded.value, 100)).toBe(typed)
    }
    expect(typedPlace('cbor', '{\n  "n": 18446744073709551616}')).toEqual({ line: 2, column: 8 })
    expect(typedPlace('msgpack', '-9223372036854775809')).toEqual({ line: 1, column: 1 })
    expect(typedPlace('cbor', '[1, 1e999]')).toEqual({ line: 1, column: 5 })
  })

  it('refuse what they would have to drop or bend', () => {
    expect(typedPlace('cbor', '{"a":1,"a":2}')).toEqual({ line: 1, column: 8 })
    expect(typedPlace('msgpack', String.raw`["\ud800"]`)).toEqual({ line: 1, column: 2 })
  })

  it('stop at a nesting that a stack does not take', () => {
    expect(readPayload('cbor', new Uint8Array(250_000).fill(0x81), 100)).toMatchObject({ ok: false, problem: { place: { offset: 101 } } })
    expect(readPayload('msgpack', new Uint8Array(250_000).fill(0x91), 100)).toMatchObject({ ok: false, problem: { place: { offset: 101 } } })
    expect(readPayload('cbor', new Uint8Array(250_000).fill(0xc1), 100)).toMatchObject({ ok: false, problem: { place: { offset: 101 } } })
    expect(typedPlace('json', '['.repeat(200_000))).toEqual({ line: 1, column: 101 })
    const deep = '['.repeat(100) + ']'.repeat(100)
    expect([encodePayload('cbor', deep).ok, encodePayload('msgpack', deep).ok]).toEqual([true, true])
  })

  it('print no more than asked for of a flood', () => {
    const flood = new Uint8Array(256 * 1024).fill(0x01)
    flood.set(bytes('9a0003fffb'))
    const reading = readPayload('cbor', flood, 1000)
    expect(reading).toMatchObject({ ok: true, isCut: true })
    expect(reading.ok && reading.text.length).toBe(1000)
    expect(readPayloadLine('cbor', flood, 100)).toHaveLength(100)
    expect(readPayload('msgpack', new Uint8Array(256 * 1024 + 1), 1000)).toMatchObject({ ok: false })
  })
})

describe('JSON', () => {
  it.each([
    ['{"a":1,\n "b":x}', 2, 6], ['{"a":1', 1, 7], ['', 1, 1], ['{"a":1,}', 1, 8], ['[01]', 1, 3], ["{'a':1}", 1, 2], ['{"a" 1}', 1, 6], ['"a\nb"', 1, 1], ['1 2', 1, 3], ['\ufeff{}', 1, 1], ['{“a”:1}', 1, 2], ['[1,]', 1, 4], ['-', 1, 1], ['NaN', 1, 1],
  ])('says where %j stops being JSON', (typed, line, column) => {
    expect(typedPlace('json', typed)).toEqual({ line, column })
  })

  it('agrees with the engine on what is JSON', () => {
    for (const typed of ['null', ' [ ] ', '{"a":{"b":[]}}', '-0.5e-3', String.raw`"\u00fc\n\/"`, '{}', '.5', '1.', '+1', 'tru', '"\t"', '[1 2]', '{1:2}', '""', '0', '-01', '1E5']) {
      const isJson = ((): boolean => {
        try {
          JSON.parse(typed)
          return true
        } catch {
          return false
        }
      })()
      expect([typed, encodePayload('json', typed).ok]).toEqual([typed, isJson])
    }
  })

  it('is formatted without touching a digit or an escape', () => {
    expect(reformatted('{"n":12345678901234567890.10,"s":"\\u00fc","e":[],"o":{"x":[1,2]},"n":1}')).toBe(
      '{\n  "n": 12345678901234567890.10,\n  "s": "\\u00fc",\n  "e": [],\n  "o": {\n    "x": [\n      1,\n      2\n    ]\n  },\n  "n": 1\n}',
    )
    expect(reformatted('{')).toBeUndefined()
  })

  it('goes out as it is typed', () => {
    expect(typedPlace('json', ' {"a" : 1.0}')).toBe(toHex(utf8(' {"a" : 1.0}')))
  })
})

describe('hex and Base64', () => {
  it.each([
    ['hex', '01 a0 FF', '01a0ff'], ['hex', '0x01,0xa0;0x0aff', '01a00aff'], ['hex', String.raw`\x01\xa0`, '01a0'], ['hex', '', ''], ['hex', '01\n02', '0102'],
    ['base64', '', ''], ['base64', 'Zg==', '66'], ['base64', 'Zm8=', '666f'], ['base64', 'Zm9v', '666f6f'], ['base64', 'Zm9v\nYmFy', '666f6f626172'], ['base64', '-_-_', 'fbffbf'], ['base64', 'Zg', '66'],
  ] as const)('%s %j is %s', (format, typed, hex) => {
    expect(typedPlace(format, typed)).toBe(hex)
  })

  it.each([
    ['hex', '01 0g', 1, 5], ['hex', '01 2', 1, 5], ['hex', '01\n02 x', 2, 4], ['hex', '0x', 1, 2],
    ['base64', 'Zm9v*', 1, 5], ['base64', 'Zm9vY', 1, 6], ['base64', 'Zg==Zg==', 1, 4], ['base64', 'Zm=', 1, 4], ['base64', 'Zh==', 1, 5],
  ] as const)('%s %j is wrong at %i:%i', (format, typed, line, column) => {
    expect(typedPlace(format, typed)).toEqual({ line, column })
  })

  it('show the beginning of a long payload', () => {
    expect(readPayload('hex', bytes('01020304'), 2)).toEqual({ ok: true, text: '01 02', isCut: true })
    expect(readPayload('base64', utf8('x'.repeat(60)), 60)).toEqual({ ok: true, text: `${'eHh4'.repeat(19)}\neHh4`, isCut: false })
  })
})

describe('text', () => {
  it('says where bytes stop being UTF-8', () => {
    expect(['41ff42', '41e6b0', 'e628', '4180', 'f5808080', 'eda080'].map((hex) => offset('text', hex))).toEqual([1, 3, 1, 1, 0, 1].map((at) => ({ offset: at })))
    expect(offset('json', '22ff22')).toEqual({ offset: 1 })
  })

  it('is cut between characters', () => {
    expect([3, 4, 5, 6, 7].map((limit) => readPayload('text', utf8('ab水𐅑'), limit))).toEqual(
      ['ab', 'ab', 'ab水', 'ab水', 'ab水'].map((text) => ({ ok: true, text, isCut: true })),
    )
  })

  it('keeps a byte order mark', () => {
    expect(offset('text', 'efbbbf41')).toBe('\ufeffA')
  })
})

it('takes a payload for what it most likely is, and never for CBOR by itself', () => {
  expect(['{"a":1}', '12', 'hello', ''].map((typed) => likelyFormat(utf8(typed)))).toEqual(['json', 'json', 'text', 'text'])
  expect(['a16161' + '01', 'ff', '0041'].map((hex) => likelyFormat(bytes(hex)))).toEqual(['hex', 'hex', 'hex'])
})

it('writes what was typed in another format where that has words for it', () => {
  expect(retyped('{"a":1}', 'text', 'hex')).toBe('7b 22 61 22 3a 31 7d')
  expect(retyped('{"a":1}', 'cbor', 'hex')).toBe('a1 61 61 01')
  expect(retyped('a1 61 61 01', 'hex', 'cbor')).toBe('{"a": 1}')
  expect(retyped('a1 61 61 01', 'hex', 'base64')).toBe('oWFhAQ==')
  expect(retyped('{"a":1}', 'json', 'cbor')).toBe('{"a":1}')
  expect(retyped('7b2261223a317d', 'hex', 'json')).toBe('{"a":1}')
  expect(retyped('01', 'hex', 'json')).toBe('01')
  expect(retyped('ff', 'hex', 'text')).toBe('ff')
  expect(retyped('d7 44 01 02 03 04', 'hex', 'cbor')).toBe('d7 44 01 02 03 04')
  expect(retyped('0', 'hex', 'text')).toBe('0')
})
