import { expect, it } from 'vitest'
import type { Field } from '../../../shared/clouds/profile.ts'
import { text } from '../../../shared/text/local-text.ts'
import { fieldWidths } from './field-widths.ts'

const of = (...kinds: Field['kind'][]): readonly Field[] =>
  kinds.map((kind, at) => ({ key: `f${at}`, kind, label: text('x', 'x'), help: text('x', 'x'), required: false, group: 'server' }))

it('puts what belongs together on one row of twelve columns', () => {
  expect(fieldWidths(of('text', 'number', 'number'))).toEqual([7, 5, 6])
  expect(fieldWidths(of('text', 'text', 'secret'))).toEqual([12, 6, 6])
  expect(fieldWidths(of('text', 'choice', 'text', 'choice', 'payload'))).toEqual([7, 5, 7, 5, 12])
  expect(fieldWidths(of('choice', 'file', 'file', 'file'))).toEqual([12, 12, 12, 12])
  expect(fieldWidths([])).toEqual([])
})
