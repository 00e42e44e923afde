import { describe, expect, it } from 'vitest'
import { MergedRows, type NumberedRows } from './merged-rows.ts'

type Row = { readonly at: number; readonly name: string }

const logOf = (rows: Row[]): NumberedRows<Row> => ({ rows: () => rows.length, read: async (from, count) => rows.slice(from, from + count) })
const names = async (merged: MergedRows<Row>): Promise<string> => (await merged.read(0, merged.rows)).map(({ row }) => row.name).join(' ')
const rowsOf = (...pairs: readonly (readonly [number, string])[]): Row[] => pairs.map(([at, name]) => ({ at, name }))

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state
  }
}

describe('rows of several logs as one', () => {
  it('stand in the order of their times, and in the order of the logs where those are equal', async () => {
    const merged = new MergedRows([logOf(rowsOf([1, 'a1'], [5, 'a5'], [9, 'a9'])), logOf(rowsOf([2, 'b2'], [5, 'b5'])), logOf([])])
    await merged.extend(10)
    expect(await names(merged)).toBe('a1 b2 a5 b5 a9')
    expect(await merged.read(1, 2)).toEqual([
      { source: 1, row: { at: 2, name: 'b2' } },
      { source: 0, row: { at: 5, name: 'a5' } },
    ])
  })

  it('keep what is newer than the moment asked for back, since another log may still have something older', async () => {
    const slow: Row[] = rowsOf([1, 's1'])
    const merged = new MergedRows([logOf(rowsOf([1, 'a1'], [8, 'a8'])), logOf(slow)])
    await merged.extend(5)
    expect([await names(merged), merged.waiting]).toEqual(['a1 s1', 1])
    slow.push({ at: 7, name: 's7' })
    await merged.extend(10)
    expect([await names(merged), merged.waiting]).toEqual(['a1 s1 s7 a8', 0])
  })

  it('never move once they have been shown: what comes too late stands at the end', async () => {
    const late: Row[] = []
    const merged = new MergedRows([logOf(rowsOf([1, 'a1'], [8, 'a8'])), logOf(late)])
    await merged.extend(10)
    late.push({ at: 3, name: 'l3' })
    await merged.extend(10)
    expect(await names(merged)).toBe('a1 a8 l3')
  })

  it('keep the order of their own log where its clock was set back', async () => {
    const merged = new MergedRows([logOf(rowsOf([5, 'a5'], [2, 'a2'], [6, 'a6'])), logOf(rowsOf([3, 'b3'], [7, 'b7']))])
    await merged.extend(10)
    expect((await names(merged)).replaceAll(/b\d /g, '')).toMatch(/^a5 a2 a6/)
  })

  it('are found by time and by their number in their own log, over many checkpoints', async () => {
    const next = numbers(7)
    const logs = [0, 1, 2].map((log) => {
      let at = 0
      return Array.from({ length: 5000 + log * 700 }, (_, index) => ({ at: (at += Number(next.next().value) % 7), name: `${log}:${index}` }))
    })
    const merged = new MergedRows(logs.map(logOf))
    await merged.extend(1_000_000)
    const expected = logs
      .flatMap((rows, source) => rows.map((row, index) => ({ source, index, ...row })))
      .toSorted((a, b) => a.at - b.at || a.source - b.source || a.index - b.index)
    expect((await merged.read(0, 100_000)).map(({ row }) => row.name)).toEqual(expected.map(({ name }) => name))
    expect((await merged.read(9000, 3)).map(({ row }) => row.name)).toEqual(expected.slice(9000, 9003).map(({ name }) => name))
    for (const position of [0, 1, 4095, 4096, 4097, 12_000, expected.length - 1]) {
      const row = expected[position]
      expect(merged.find(row?.source ?? 9, row?.index ?? 0)).toBe(position)
      expect(await merged.rowAtTime(row?.at ?? 0)).toBe(expected.findIndex(({ at }) => at >= (row?.at ?? 0)))
    }
    expect(await merged.rowAtTime(1e12)).toBe(expected.length - 1)
    expect(merged.find(1, 999_999)).toBeUndefined()
  })
})
