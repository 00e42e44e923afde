import { expect, it } from 'vitest'
import { segmentsOf, visibleSpace } from './marked-text.ts'

const error = 'error' as const
const warning = 'warning' as const

it('cuts a part where a mark lies', () => {
  expect(segmentsOf('abcdef', [{ severity: error, span: [2, 4] }])).toEqual([{ text: 'ab' }, { text: 'cd', severity: error }, { text: 'ef' }])
  expect(segmentsOf('abc ', [{ severity: error, span: [3, 4] }])).toEqual([{ text: 'abc' }, { text: ' ', severity: error }])
})

it('marks the whole of it when nobody says where', () => {
  expect(segmentsOf('abc', [{ severity: error }])).toEqual([{ text: 'abc', severity: error }])
  expect(segmentsOf('abc', [{ severity: error }, { severity: warning, span: [0, 1] }])).toEqual([{ text: 'a', severity: warning }, { text: 'bc' }])
})

it('lets errors cover warnings, and keeps within the text', () => {
  expect(segmentsOf('abcd', [{ severity: warning, span: [0, 3] }, { severity: error, span: [2, 9] }])).toEqual([
    { text: 'ab', severity: warning },
    { text: 'c', severity: error },
    { text: 'd', severity: error },
  ])
})

it('leaves a clean part in one piece, an empty one in none', () => {
  expect(segmentsOf('abc', [])).toEqual([{ text: 'abc' }])
  expect(segmentsOf('', [{ severity: error }])).toEqual([])
})

it('shows white space', () => {
  expect(visibleSpace('a \t\r\n')).toBe('a␣␉␍␊')
})
