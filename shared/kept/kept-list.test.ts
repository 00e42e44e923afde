import { expect, it } from 'vitest'
import { fail, ok, type Failure, type Result } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'
import { freeName } from './free-name.ts'
import { KeptList, type Change, type Kept } from './kept-list.ts'
import { openSecret, sealSecret, type SecretVault } from './secret-vault.ts'

type Names = Kept<string, string>

const failure = (code: string): Failure => ({ code, stage: 'port', what: text('It is so.', '就是这样。'), next: text('Try again.', '再试一次。') })

/** A list whose disk remembers what was written, in order, and can be full. */
function keptNames(entries: readonly string[] = [], secrets: readonly string[] = []) {
  const disk = { written: [] as unknown[], isFull: false, reads: 0, told: [] as Names[] }
  const write = async (what: string, content: readonly string[]) => {
    await new Promise(setImmediate)
    if (disk.isFull) throw new Error('ENOSPC')
    disk.written.push([what, content])
  }
  const list = new KeptList<string, string>(
    {
      readEntries: async () => {
        disk.reads++
        return entries
      },
      readSecrets: async () => secrets,
      writeEntries: (all) => write('entries', all),
      writeSecrets: (all) => write('secrets', all),
    },
    { changed: (state) => disk.told.push(state), refused: (error) => failure(String(error)) },
  )
  return { disk, list }
}

const adding =
  (name: string) =>
  ({ entries, secrets }: Names): Result<Change<string, string, string>> =>
    ok({ state: { entries: [...entries, name], secrets }, answer: (after) => after.entries.join(' ') })

it('makes one change after the other, each on what the last one left, from one reading', async () => {
  const { disk, list } = keptNames(['a'])
  expect(await Promise.all([list.change(adding('b')), list.change(adding('c'))])).toStrictEqual([ok('a b'), ok('a b c')])
  await expect(list.read()).resolves.toStrictEqual({ entries: ['a', 'b', 'c'], secrets: [] })
  expect(disk).toStrictEqual({
    written: [
      ['entries', ['a', 'b']],
      ['entries', ['a', 'b', 'c']],
    ],
    isFull: false,
    reads: 1,
    told: [
      { entries: ['a', 'b'], secrets: [] },
      { entries: ['a', 'b', 'c'], secrets: [] },
    ],
  })
})

it('writes secrets before the entries that say they have them, and their file only where they change', async () => {
  const { disk, list } = keptNames()
  await list.change(({ entries }) => ok({ state: { entries: [...entries, 'a'], secrets: ['of a'] }, answer: () => null }))
  await list.change(adding('b'))
  await list.change(() => ok({ state: { entries: ['b'], secrets: [] }, answer: () => null }))
  await list.change(() => ok({ state: { entries: [], secrets: [] }, answer: () => null }))
  expect(disk.written).toStrictEqual([
    ['secrets', ['of a']],
    ['entries', ['a']],
    ['entries', ['a', 'b']],
    ['secrets', []],
    ['entries', ['b']],
    ['entries', []],
  ])
})

it('forgets what the disk refused or a change would not make, and goes on', async () => {
  const { disk, list } = keptNames(['a'])
  disk.isFull = true
  await expect(list.change(adding('lost'))).resolves.toStrictEqual(fail(failure('Error: ENOSPC')))
  disk.isFull = false
  await expect(list.change(() => fail(failure('test.refused')))).resolves.toStrictEqual(fail(failure('test.refused')))
  const adds = list.change(adding('b'))
  await list.settled()
  expect(disk.told).toStrictEqual([{ entries: ['a', 'b'], secrets: [] }])
  await expect(adds).resolves.toStrictEqual(ok('a b'))
})

it('opens what it sealed; without a real key store it seals nothing, and what it cannot open or read stays sealed', () => {
  const real: SecretVault = { isReal: () => true, seal: (plain) => `<${plain}>`, open: (sealed) => (sealed.startsWith('<') ? sealed.slice(1, -1) : null) }
  const asIs = (json: unknown) => json
  expect([sealSecret(real, { a: 1 }), sealSecret({ ...real, isReal: () => false }, { a: 1 }), sealSecret(undefined, { a: 1 }), sealSecret({ ...real, seal: () => null }, { a: 1 })]).toStrictEqual([
    '<{"a":1}>',
    undefined,
    undefined,
    null,
  ])
  expect(openSecret(real, '<{"a":1}>', asIs)).toStrictEqual({ a: 1 })
  expect([openSecret(undefined, '<{}>', asIs), openSecret({ ...real, isReal: () => false }, '<{}>', asIs), openSecret(real, 'of another', asIs), openSecret(real, '<no JSON>', asIs)]).toStrictEqual([
    'sealed',
    'sealed',
    'sealed',
    'sealed',
  ])
})

it.each([
  ['Meter', ['Meter'], 'Meter (2)'],
  ['Meter (2)', ['Meter', 'Meter (2)', 'Meter (3)'], 'Meter (4)'],
  ['Meter (7)', ['Meter (7)'], 'Meter (2)'],
])('a copy of %s beside %j is called %s', (name, taken, copy) => {
  expect(freeName(taken, name)).toBe(copy)
})
