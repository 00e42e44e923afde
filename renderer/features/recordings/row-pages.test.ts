import { expect, it } from 'vitest'
import type { RecordedRow } from '../../../shared/contract/recordings.ts'
import { pageRows, RowPages } from './row-pages.ts'

const row = (number: number): RecordedRow => ({ row: number, direction: 'in', at: number, bytes: new Uint8Array() })

function pagesOf(total: () => number) {
  const asked: number[] = []
  let arrived = (): void => {}
  const pages = new RowPages(
    async (from, count) => {
      asked.push(from / pageRows)
      return Array.from({ length: Math.max(0, Math.min(count, total() - from)) }, (_, i) => row(from + i))
    },
    () => arrived(),
  )
  const arrival = () => new Promise<void>((resolve) => (arrived = resolve))
  return { pages, asked, arrival }
}

it('fetches a page once, when a row of it comes into sight', async () => {
  const { pages, asked, arrival } = pagesOf(() => 1e6)
  const came = arrival()
  expect(pages.rows(210, 213)).toStrictEqual([undefined, undefined, undefined])
  pages.rows(211, 214)
  await came
  expect(pages.rows(210, 213)).toStrictEqual([row(210), row(211), row(212)])
  expect(asked).toStrictEqual([1])
})

it('fetches a page again that was not full and has grown', async () => {
  let total = 5
  const { pages, arrival } = pagesOf(() => total)
  const came = arrival()
  pages.rows(0, 5)
  await came
  total = 7
  const grew = arrival()
  expect(pages.rows(4, 7)).toStrictEqual([row(4), undefined, undefined])
  await grew
  expect(pages.rows(4, 7)).toStrictEqual([row(4), row(5), row(6)])
})

it('forgets what has long been out of sight', async () => {
  const { pages, asked, arrival } = pagesOf(() => 1e6)
  for (let page = 0; page < 30; page++) {
    const came = arrival()
    pages.rows(page * pageRows, page * pageRows + 1)
    await came
  }
  pages.rows(0, 1)
  expect(asked.filter((page) => page === 0)).toHaveLength(2)
})
