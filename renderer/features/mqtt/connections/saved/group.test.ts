import { expect, test } from 'vitest'
import type { SavedConnection } from '../../../../../shared/contract/saved-connections.ts'
import { newForm, toOptions } from '../broker-form.ts'
import { groupSaved, twinOf } from './group.ts'

const saved = (id: string, folder: string, name: string, host = 'broker.example.com'): SavedConnection => {
  const options = toOptions({ ...newForm('abc123'), name, host })
  if (!options) throw new Error('no options')
  return { id, folder, savedAt: 0, options, secrets: 'none' }
}
const list = [saved('1', 'Lab', 'Meter'), saved('2', '', 'Office'), saved('3', '产线', '烧录'), saved('4', 'Lab', 'Gate', 'gate.example.org')]
const shown = (search: string) => groupSaved(list, search).map(({ folder, connections }) => `${folder}: ${connections.map(({ id }) => id).join()}`)

test('what is in no folder comes first, folders in the order of what is in them', () => {
  expect(shown('')).toEqual([': 2', 'Lab: 1,4', '产线: 3'])
})

test('a search looks for every word, in the folder too, and leaves empty folders out', () => {
  expect([shown('lab gate'), shown('EXAMPLE.ORG'), shown('产线'), shown('nothing')]).toEqual([['Lab: 4'], ['Lab: 4'], ['产线: 3'], []])
})

test('the same server, login and name are the same connection', () => {
  const [meter] = list
  expect(meter && [twinOf(list, { ...meter.options, keepAlive: 5 })?.id, twinOf(list, { ...meter.options, clientId: 'x' })]).toEqual(['1', undefined])
})
