import { expect, test } from 'vitest'
import { describeJsonFault, readJson, type JsonNode } from './json-text.ts'

const plain = (node: JsonNode | undefined): unknown =>
  node === undefined
    ? undefined
    : node.kind === 'object'
      ? Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]))
      : node.kind === 'array'
        ? node.items.map(plain)
        : node.kind === 'string'
          ? node.text
          : JSON.parse(node.text)

test.each([
  '{"a":"b\\u4e2d\\n\\"\\\\/","c":[1,-2.5e3,true,false,null,{}],"d":{"e":[]}}',
  ' [ "x" , {"y" : "“quoted”, inside"} ] ',
  '"only"',
])('reads what RFC 8259 allows as JSON.parse does: %s', (text) => {
  const { node, faults } = readJson(text)
  expect(plain(node)).toStrictEqual(JSON.parse(text))
  expect(faults).toStrictEqual([])
  expect(describeJsonFault(text)).toBeUndefined()
})

test('keeps the digits of long numbers', () => {
  expect(readJson('868488076506128868488').node).toMatchObject({ kind: 'number', text: '868488076506128868488' })
})

test.each([
  ['{"a": "x" "b": "y"}', { a: 'x', b: 'y' }, 'Line 1, column 10: a comma is missing.'],
  ['{"a" "x"}', { a: 'x' }, 'Line 1, column 6: a colon is missing.'],
  ['{\n  "a": "x",\n}', { a: 'x' }, 'Line 2, column 11: a comma with nothing after it.'],
  ["{'a': 'x'}", { a: 'x' }, `Line 1, column 2: a string in '; JSON needs ".`],
  ['{a: "x"}', { a: 'x' }, 'Line 1, column 2: a name without quotation marks.'],
  ['{a = "x"}', { a: 'x' }, 'Line 1, column 2: a name without quotation marks.'],
  ['{“a”：“x”，“b”: "y"}', { a: 'x', b: 'y' }, 'Line 1, column 2: a typographic quotation mark; JSON needs ".'],
  ['{"a": "x”, "b": "y"}', { a: 'x', b: 'y' }, 'Line 1, column 9: a typographic quotation mark; JSON needs ".'],
  ['{"a": "x", // why\n"b": 1}', { a: 'x', b: 1 }, 'Line 1, column 12: a comment; JSON has none.'],
  ['{"a": "one\r\ntwo"}', { a: 'one\r\ntwo' }, 'Line 1, column 11: a line end or other control character inside a string.'],
  ['{"a": "b\\d"}', { a: 'b\\d' }, 'Line 1, column 9: an escape that JSON does not have.'],
])('reads over slips and says where: %j', (text, value, fault) => {
  expect(plain(readJson(text).node)).toStrictEqual(value)
  expect(() => JSON.parse(text) as unknown).toThrow()
  expect(describeJsonFault(text)?.en).toBe(fault)
})

test.each([
  ['{"a": "x', 'Line 1, column 7: a string that begins here is not closed.'],
  ['{\n"a": {"b": 1}\n', 'Line 1, column 1: a “{” that stands here is not closed.'],
  ['["x"', 'Line 1, column 1: a “[” that stands here is not closed.'],
  ['{"a": }', 'Line 1, column 7: a value is expected.'],
  ['{"a": <secret>}', 'Line 1, column 7: a value is expected.'],
  ['{"a": 1}\nrest', 'Line 2, column 1: nothing is expected after the end.'],
  ['{"a": 007}', 'Line 1, column 7: this is no number as JSON writes them.'],
])('says where it breaks off: %j', (text, fault) => {
  expect(describeJsonFault(text)?.en).toBe(fault)
})

test('has nothing to say of other text', () => {
  expect(describeJsonFault('ProductKey: x')).toBeUndefined()
  expect(describeJsonFault('device certificate:\n{"ProductKey":"x"}\nproduct certificate:')).toBeUndefined()
})

test('does not follow brackets without end', () => {
  expect(readJson('['.repeat(100_000)).node).toBeUndefined()
  expect(describeJsonFault('{"a":'.repeat(100))?.en).toMatch(/nested too deeply/)
})
