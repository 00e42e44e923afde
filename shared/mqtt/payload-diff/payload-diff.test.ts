import { expect, it } from 'vitest'
import { jsonChanges } from './json-changes.ts'
import { lineChanges } from './line-changes.ts'

it('JSON is compared by path, every digit of it, whatever order its keys have', () => {
  const before = '{"t":21.50,"id":9007199254740993,"list":[1,{"a":true},3],"gone":null,"my key":"x"}'
  const after = '{"id": 9007199254740994, "t": 21.5, "list": [1, {"a": false}], "my key": "x", "new": {"b": [2]}}'
  expect(jsonChanges(before, after)).toStrictEqual([
    { path: '.t', kind: 'changed', before: '21.50', after: '21.5' },
    { path: '.id', kind: 'changed', before: '9007199254740993', after: '9007199254740994' },
    { path: '.list[1].a', kind: 'changed', before: 'true', after: 'false' },
    { path: '.list[2]', kind: 'removed', before: '3' },
    { path: '.gone', kind: 'removed', before: 'null' },
    { path: '.new', kind: 'added', after: '{"b": [2]}' },
  ])
  expect(jsonChanges('{"a":1, "b":2}', '{ "b" : 2,"a":1 }')).toStrictEqual([])
  expect(jsonChanges('{"温 度":1}', '{"温 度":2}')).toStrictEqual([{ path: '["温 度"]', kind: 'changed', before: '1', after: '2' }])
  expect(jsonChanges('1', '[1]')).toStrictEqual([{ path: '', kind: 'changed', before: '1', after: '[1]' }])
})

it('what is no JSON is left to be compared by line', () => {
  expect([jsonChanges('{"a":1', '{}'), jsonChanges('{}', 'temp=1'), jsonChanges('', '{}')]).toStrictEqual([undefined, undefined, undefined])
})

const shown = (before: string, after: string): string =>
  lineChanges(before.split(' '), after.split(' '))
    .map(({ kind, line }) => `${kind === 'same' ? '' : kind === 'added' ? '+' : '-'}${line}`)
    .join(' ')

it('lines that both have stay, the others were removed or added', () => {
  expect(shown('a b c d e', 'a c x d e f')).toBe('a -b c +x d e +f')
  expect(shown('a b', 'a b')).toBe('a b')
  expect(shown('1 2 3', '4 5')).toBe('-1 -2 -3 +4 +5')
  expect(lineChanges([], ['a'])).toStrictEqual([{ kind: 'added', line: 'a' }])
})

it('two long texts that have little in common cost no table of all their lines', () => {
  const long = (sign: string) => Array.from({ length: 50_000 }, (_, index) => `${sign}${index}`)
  const changes = lineChanges(['head', ...long('a'), 'tail'], ['head', ...long('b'), 'tail'])
  expect([changes.length, changes.filter(({ kind }) => kind === 'same').map(({ line }) => line)]).toStrictEqual([100_002, ['head', 'tail']])
})
