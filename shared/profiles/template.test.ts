import { expect, it } from 'vitest'
import { fillTemplate } from './template.ts'

const scope = { name: { text: 'a"b/ü', isSecret: false, of: 'name' }, key: { text: 'sesame', isSecret: true } }

it.each([
  ['{name}', 'a"b/ü'],
  ['{name|length}', '6'],
  ['{name|hex}', '6122622fc3bc'],
  ['{name|base64}', 'YSJiL8O8'],
  ['{name|urlencode}', 'a%22b%2F%C3%BC'],
  ['{name|escape}', 'a\\"b/ü'],
  ['{name|single}', "a'b/ü"],
  ['{key|upper|hex}', '534553414d45'],
  ['{{"x":{{}}}}', '{"x":{}}'],
  ['{ name | length }x', '6x'],
])('%s gives %s', (source, text) => {
  expect(fillTemplate(source, scope).text).toBe(text)
})

it('never reads a value as a template', () => {
  expect(fillTemplate('{a}{b}', { a: { text: '{b}', isSecret: false }, b: { text: '{a}', isSecret: false } }).text).toBe('{b}{a}')
})

it('knows a secret by whatever filter it went through, but not its length', () => {
  expect(fillTemplate('{key}-{key|base64}-{key|length}-{name}', scope).secrets).toStrictEqual(['sesame', 'c2VzYW1l'])
})
