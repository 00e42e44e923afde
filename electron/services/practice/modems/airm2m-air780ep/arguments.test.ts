import { expect, test } from 'vitest'
import { loose, looseInteger, parseArguments, unescape } from './arguments.ts'

test('quotes are optional; without them a comma ends the value', () => {
  expect(parseArguments('YM310_X09,007,"a,b",,1')).toEqual([
    { kind: 'word', value: 'YM310_X09' },
    { kind: 'word', value: '007' },
    { kind: 'text', value: 'a,b' },
    { kind: 'none' },
    { kind: 'integer', value: 1 },
  ])
  expect(parseArguments('868|securemode=3,signmethod=hmacmd5|')?.length).toBe(2)
})

test.each(['"open', '"a"b', 'a"b"', '"a" ,1'])('%s cannot be taken apart', (body) => {
  expect(parseArguments(body)).toBeNull()
})

test('a URL may stand without quotes, a port with them', () => {
  expect(loose(parseArguments('"URL",https://h.example/a?b=c&d=e') ?? [], 1)).toBe('https://h.example/a?b=c&d=e')
  const port = parseArguments('"host","1884"') ?? []
  expect([looseInteger(port, 1, 1, 65_535), looseInteger(port, 1, 1, 1000), looseInteger(port, 0, 1, 65_535)]).toEqual([1884, null, null])
})

test('escapes of a message', () => {
  expect(unescape('{\\22a\\22:\\5C\\0D\\0A}')).toBe('{"a":\\\r\n}')
})
