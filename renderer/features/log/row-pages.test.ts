import { expect, it } from 'vitest'
import { utf8 } from '../../../shared/text/bytes.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import { pageRows, RowPages } from './row-pages.ts'

const row = (number: number, text = ''): LogRow => ({ id: number, direction: 'in', at: number, bytes: utf8(text), text, past: undefined })

/** A log whose rows are asked for; `texts` says what stands in some of them. */
function logOf(total: number) {
  const log = { total, texts: new Map<number, string>(), asked: [] as [from: number, count: number][], hold: undefined as Promise<void> | undefined }
  const pages = new RowPages(async (from, count) => {
    log.asked.push([from, count])
    const rows = Array.from({ length: Math.max(0, Math.min(count, log.total - from)) }, (_, i) => row(from + i, log.texts.get(from + i)))
    await log.hold
    return rows
  })
  const change = () =>
    new Promise<void>((resolve) => {
      const stop = pages.subscribe(() => {
        stop()
        resolve()
      })
    })
  return { log, pages, change }
}

it('fetches a page once, when a row of it comes into sight', async () => {
  const { log, pages, change } = logOf(1e6)
  pages.grew({ first: 0, end: 1e6 })
  const came = change()
  expect(pages.rows(210, 213)).toStrictEqual([undefined, undefined, undefined])
  pages.rows(211, 214)
  await came
  expect(pages.rows(210, 213)).toStrictEqual([row(210), row(211), row(212)])
  expect(log.asked).toStrictEqual([[pageRows, pageRows]])
})

it('fetches only what a page has gained, and the row that was its last', async () => {
  const { log, pages, change } = logOf(5)
  log.texts.set(4, '\r\nO')
  pages.grew({ first: 0, end: 5 })
  const came = change()
  pages.rows(0, 5)
  await came
  log.total = 7
  log.texts.set(4, '\r\nOK\r\n')
  pages.grew({ first: 0, end: 7 })
  const grew = change()
  // What there is of the row is shown until the rest has come.
  expect(pages.rows(3, 7)).toStrictEqual([row(3), row(4, '\r\nO'), undefined, undefined])
  await grew
  expect(pages.rows(3, 7)).toStrictEqual([row(3), row(4, '\r\nOK\r\n'), row(5), row(6)])
  expect(log.asked).toStrictEqual([[0, 5], [4, 3]])
})

it('where the end is watched, tells of new rows when they are there, however far it jumps', async () => {
  const { log, pages, change } = logOf(10)
  pages.watchEnd(true)
  let told = change()
  pages.grew({ first: 0, end: 10 })
  expect(pages.extent().end).toBe(0)
  await told
  expect([pages.extent().end, pages.rows(8, 10)]).toStrictEqual([10, [row(8), row(9)]])
  log.total = 5_000_000
  told = change()
  pages.grew({ first: 0, end: 5_000_000 })
  await told
  expect(pages.rows(4_999_950, 5_000_000)).toStrictEqual(Array.from({ length: 50 }, (_, i) => row(4_999_950 + i)))
  expect(log.asked).toHaveLength(2)
})

it('a page that is slower than the log skips what came in between, and tells of the newest', async () => {
  const { log, pages, change } = logOf(100)
  pages.watchEnd(true)
  let release = (): void => {}
  log.hold = new Promise((resolve) => (release = resolve))
  pages.grew({ first: 0, end: 100 })
  for (let end = 200; end <= 1000; end += 100) {
    log.total = end
    pages.grew({ first: 0, end })
  }
  log.hold = undefined
  release()
  while (pages.extent().end < 1000 || pages.isFlooding()) await change()
  expect(log.asked).toStrictEqual([[0, 100], [840, 160]])
})

it('forgets what has long been out of sight', async () => {
  const { log, pages, change } = logOf(1e6)
  pages.grew({ first: 0, end: 1e6 })
  for (let page = 0; page < 30; page++) {
    const came = change()
    pages.rows(page * pageRows, page * pageRows + 1)
    await came
  }
  pages.rows(0, 1)
  expect(log.asked.filter(([from]) => from === 0)).toHaveLength(2)
})

it('asks no further where the program has no more rows', async () => {
  const { log, pages, change } = logOf(3)
  pages.grew({ first: 0, end: 10 })
  const came = change()
  pages.rows(0, 10)
  await came
  pages.rows(0, 10)
  await new Promise((resolve) => setTimeout(resolve, 0))
  pages.rows(0, 10)
  expect(log.asked.length).toBeLessThan(4)
})

it('tells that all rows are gone without asking for any', async () => {
  const { log, pages, change } = logOf(10)
  pages.watchEnd(true)
  const came = change()
  pages.grew({ first: 0, end: 10 })
  await came
  const emptied = change()
  pages.grew({ first: 10, end: 10 })
  await emptied
  expect([pages.extent(), log.asked]).toStrictEqual([{ first: 10, end: 10 }, [[0, 10]]])
})

it.each([true, false])('a last row that grows while it is on its way is fetched again (end watched: %s)', async (isWatched) => {
  const { log, pages } = logOf(2)
  if (isWatched) pages.watchEnd(true)
  let release = (): void => {}
  log.hold = new Promise((resolve) => (release = resolve))
  log.texts.set(1, 'once')
  pages.grew({ first: 0, end: 2 })
  pages.rows(0, 2)
  log.texts.set(1, 'twice')
  pages.grew({ first: 0, end: 2 })
  release()
  await expect.poll(() => pages.rows(0, 2)).toStrictEqual([row(0), row(1, 'twice')])
})
