import { expect, it } from 'vitest'
import { messageFilter, noFilter } from './list-filter.ts'

it('is none until something is chosen', () => {
  expect(messageFilter(noFilter, [], 0)).toBeNull()
  expect(messageFilter(noFilter, [], 12)).toBeNull()
})

it('takes a topic with a wildcard as a subscription does, any other as a part of it', () => {
  expect(messageFilter({ ...noFilter, topic: 'dev/+/up' }, [], 0)?.topic).toStrictEqual({ kind: 'filter', value: 'dev/+/up' })
  expect(messageFilter({ ...noFilter, topic: 'dev/1' }, [], 0)?.topic).toStrictEqual({ kind: 'text', value: 'dev/1' })
})

it('carries all that was chosen', () => {
  expect(messageFilter({ topic: '', payload: { value: '^\\{', isRegex: true }, direction: 'in', isRetainedOnly: true }, ['a/#'], 7)).toStrictEqual({
    within: ['a/#'],
    topic: null,
    payload: { kind: 'regex', value: '^\\{', ignoreCase: true },
    direction: 'in',
    retained: true,
    from: 7,
  })
})
