import { expect, it } from 'vitest'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'
import { followSelection, type Selection, type SelectionCalls, type SelectionState } from './follow-selection.ts'

type Counted = SelectionState & { readonly progress: number }

const state = (selectionId: string, places: number, more: Partial<Counted> = {}): Counted => ({ selectionId, first: 0, places, progress: 1, ...more })
const failure = (code: string): Failure => ({ code, stage: 'port', what: text('It is so.', '就是这样。'), next: text('Try again.', '再试一次。') })

function awaited<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((found) => {
    resolve = found
  })
  return { promise, resolve }
}

/** A program that answers a request for a selection when it is told to. */
function program() {
  const told = new Emitter<[Counted]>()
  const answer = awaited<Result<Counted>>()
  const given = { rows: ok(['a', 'b']) as Result<readonly string[]>, unselected: [] as string[] }
  const calls: SelectionCalls<string, Counted, string> = {
    select: () => answer.promise,
    unselect: async (id) => {
      given.unselected.push(id)
      return ok(null)
    },
    rows: async () => given.rows,
    placeOf: async (_, row) => ok(row * 2),
    onSelect: told.on,
    lostCode: 'test.lost',
  }
  return { told, answer, given, calls }
}

/** Follows the selection of a log and keeps what is heard. */
function followed(calls: SelectionCalls<string, Counted, string>) {
  const heard = { selections: [] as Selection<Counted, string>[], failures: [] as string[], losses: 0 }
  const selected = awaited<Selection<Counted, string>>()
  const failed = awaited<null>()
  const lost = awaited<null>()
  const stop = followSelection(calls, 'log', 'a filter', {
    selected: (selection) => {
      heard.selections.push(selection)
      selected.resolve(selection)
    },
    failed: ({ code }) => {
      heard.failures.push(code)
      failed.resolve(null)
    },
    lost: () => {
      heard.losses++
      lost.resolve(null)
    },
  })
  return { heard, selected: selected.promise, failed: failed.promise, lost: lost.promise, stop }
}

it('goes on from the newest that was told of the selection before the answer was here', async () => {
  const { told, answer, calls } = program()
  const { heard, selected } = followed(calls)
  told.fire(state('of another', 70))
  told.fire(state('mine', 5))
  answer.resolve(ok(state('mine', 0, { progress: 0 })))
  const { logId, pages, counts } = await selected
  expect({ logId, extent: pages.extent(), counts: counts() }).toStrictEqual({ logId: 'log', extent: { first: 0, end: 5 }, counts: state('mine', 5) })
  expect(heard).toStrictEqual({ selections: [{ logId, pages, counts }], failures: [], losses: 0 })
})

it('takes what is told of its own selection, and nothing of others', async () => {
  const { told, answer, calls } = program()
  const { selected } = followed(calls)
  answer.resolve(ok(state('mine', 1)))
  const { pages, counts } = await selected
  told.fire(state('mine', 9, { first: 2, progress: 0.5 }))
  told.fire(state('of another', 70))
  expect([pages.extent(), counts()]).toStrictEqual([{ first: 2, end: 9 }, state('mine', 9, { first: 2, progress: 0.5 })])
  await expect(pages.fetch(2, 2)).resolves.toStrictEqual(['a', 'b'])
  await expect(pages.placeOf(4)).resolves.toBe(8)
})

it('says why a filter is not in force: refused at once, or given up later', async () => {
  const refused = program()
  const first = followed(refused.calls)
  refused.answer.resolve(fail(failure('test.bad-pattern')))
  await first.failed
  expect(first.heard).toStrictEqual({ selections: [], failures: ['test.bad-pattern'], losses: 0 })

  const broken = program()
  const second = followed(broken.calls)
  broken.answer.resolve(ok(state('mine', 1)))
  await second.selected
  broken.told.fire(state('mine', 1, { failure: failure('test.too-slow') }))
  expect(second.heard.failures).toStrictEqual(['test.too-slow'])
})

it('says that the program has lost the selection, once its rows are asked for', async () => {
  const { answer, given, calls } = program()
  const { heard, selected, lost } = followed(calls)
  answer.resolve(ok(state('mine', 1)))
  const { pages } = await selected
  given.rows = fail(failure('test.other'))
  await expect(pages.fetch(0, 1)).resolves.toStrictEqual([])
  expect(heard.losses).toBe(0)
  given.rows = fail(failure('test.lost'))
  await expect(pages.fetch(0, 1)).resolves.toStrictEqual([])
  await lost
  expect(heard.losses).toBe(1)
})

it('gives the selection back, also one that is answered only afterwards, and then hears nothing more', async () => {
  const early = program()
  const first = followed(early.calls)
  early.answer.resolve(ok(state('mine', 1)))
  const { counts } = await first.selected
  first.stop()
  early.told.fire(state('mine', 9))
  expect([early.given.unselected, counts()]).toStrictEqual([['mine'], state('mine', 1)])

  const late = program()
  const second = followed(late.calls)
  second.stop()
  const givenBack = awaited<null>()
  const unselect = late.calls.unselect
  Object.assign(late.calls, {
    unselect: async (id: string) => {
      givenBack.resolve(null)
      return unselect(id)
    },
  })
  late.answer.resolve(ok(state('late', 1)))
  await givenBack.promise
  expect([late.given.unselected, second.heard]).toStrictEqual([['late'], { selections: [], failures: [], losses: 0 }])
})
