import { expect, it } from 'vitest'
import { newDraft, openedDraft, textOf, withSequence, withText, type Draft } from './draft.ts'
import { keepDraft, takeKeptDraft } from './kept-draft.ts'

function storage() {
  const items = new Map<string, string>()
  return { getItem: (name: string) => items.get(name) ?? null, setItem: (name: string, value: string) => void items.set(name, value), removeItem: (name: string) => void items.delete(name) }
}

function overReload(draft: Draft | null): Draft | null {
  const store = storage()
  keepDraft(store, draft)
  const kept = takeKeptDraft(store)
  // Once: the next page that opens begins with the list.
  expect(takeKeptDraft(store)).toBe(null)
  return kept
}

it('what was not saved is there again as it was left: new, changed by clicking, or text with a mistake', () => {
  expect(overReload(newDraft('Bench'))).toStrictEqual(newDraft('Bench'))

  const file = 'kind: sequence\nname: Bench\nsteps:\n  - send: AT\n'
  const opened = openedDraft('bench.yaml', file)
  if (!opened.sequence) throw new Error('not read')
  const clicked = withSequence(opened, { ...opened.sequence, name: 'Meter' })
  expect(overReload(clicked)).toStrictEqual({ ...clicked, text: textOf(clicked) })

  const broken = { ...withText(opened, 'kind: sequence\nsteps: ['), view: 'text' as const }
  expect(overReload(broken)).toStrictEqual(broken)
})

it('what is saved, or not there, is not kept', () => {
  expect(overReload(openedDraft('bench.yaml', 'kind: sequence\nname: Bench\nsteps:\n  - send: AT\n'))).toBe(null)
  expect(overReload(null)).toBe(null)
})
