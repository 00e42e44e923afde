import { expect, test } from 'vitest'
import { unknownFields } from './unknown-fields.ts'

test('fields that were not taken over are named with their way', () => {
  const taken = { host: 'h', will: { topic: 'w', payload: new Uint8Array([1]) }, pairs: [{ name: 'a' }], ca: null }
  const given = { host: 'h', colour: 1, empty: '', nothing: null, will: { topic: 'w', payload: { base64: 'AQ==' }, scene: {} }, pairs: [{ name: 'a', note: 'x' }], ca: null }
  expect(unknownFields(given, taken)).toEqual(['colour', 'will.scene', 'pairs[0].note'])
  expect([unknownFields(7, taken), unknownFields(given, 7), unknownFields([1], [1])]).toEqual([[], [], []])
})
