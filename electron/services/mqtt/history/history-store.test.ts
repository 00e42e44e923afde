import { appendFile, mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { HistoryStore } from './history-store.ts'
import type { MessageHistory } from './message-history.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-store-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const say = (history: MessageHistory, count: number, size = 60): void => {
  for (let index = 0; index < count; index++) {
    const payload = utf8(`${history.nextSeq} `.padEnd(size, '·'))
    history.push({ at: 1, direction: 'in', topic: `t/${history.nextSeq % 3}`, payload, qos: 0, retain: false, ...(index % 100 === 0 && { properties: { contentType: 'x' } }) })
  }
}
const numbers = async (history: MessageHistory): Promise<readonly number[]> =>
  (await history.read(0, 1_000_000)).map(({ seq, payload }) => {
    expect(fromUtf8(payload).split(' ')[0]).toBe(String(seq))
    return seq
  })
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index)
const savedFolder = async (): Promise<string> => join(folder, 'saved', (await readdir(join(folder, 'saved')))[0] ?? '')

it('a saved connection has its messages after the next start, and goes on with their numbers; any other has none', async () => {
  const first = new HistoryStore(folder, 1_000_000)
  const [kept, other] = [await first.take('mqtt-1', 'a/../b'), await first.take('mqtt-2')]
  say(kept, 5000)
  say(other, 10)
  expect([first.isKept(kept), first.isKept(other)]).toEqual([true, false])
  await first.dispose()
  expect(await readdir(folder)).toEqual(['saved'])

  const second = new HistoryStore(folder, 1_000_000)
  const [again, fresh] = [await second.take('mqtt-1', 'a/../b'), await second.take('mqtt-2')]
  expect([await numbers(again), fresh.nextSeq]).toEqual([range(0, 5000), 0])
  expect((await again.readAt([0, 2500, 4999], 5)).map(({ seq, payloadBytes }) => [seq, (payloadBytes ?? 0) > 5])).toEqual([[0, true], [2500, true], [4999, true]])
  say(again, 100)
  expect(await numbers(again)).toEqual(range(0, 5100))
  await second.dispose()
})

it('a crash in the middle of a write costs the message that was being written and no other', async () => {
  const first = new HistoryStore(folder)
  const history = await first.take('mqtt-1', 's')
  say(history, 1000)
  await history.flush()
  const file = join(await savedFolder(), '000000000000.atmq')
  const { size } = await stat(file)
  await first.dispose()
  await truncate(file, size - 7)
  const second = new HistoryStore(folder)
  const cut = await second.take('mqtt-1', 's')
  expect(await numbers(cut)).toEqual(range(0, 999))
  say(cut, 1)
  await second.dispose()
  await appendFile(file, 'no message at all, but long enough for the head of one')
  const third = new HistoryStore(folder)
  expect(await numbers(await third.take('mqtt-1', 's'))).toEqual(range(0, 1000))
  await third.dispose()
})

it('two connections of one saved connection write one history, which ends with the last of them', async () => {
  const store = new HistoryStore(folder)
  const [one, two] = await Promise.all([store.take('mqtt-1', 's'), store.take('mqtt-2', 's')])
  expect(one).toBe(two)
  say(one, 3)
  await store.giveBack(one)
  expect(await numbers(two)).toEqual([0, 1, 2])
  await store.giveBack(two)
  expect(await numbers(await store.take('mqtt-3', 's'))).toEqual([0, 1, 2])
  await store.dispose()
})

it('what another program has open is left alone; what one left that was killed is taken over', async () => {
  const store = new HistoryStore(folder)
  const history = await store.take('mqtt-1', 's')
  say(history, 3)
  await store.dispose()
  const owner = join(await savedFolder(), 'owner')
  // The parent of this process is alive.
  await writeFile(owner, String(process.ppid))
  const other = new HistoryStore(folder)
  const own = await other.take('mqtt-1', 's')
  expect([own.nextSeq, other.isKept(own)]).toEqual([0, false])
  await other.dispose()
  await writeFile(owner, '999999999')
  const third = new HistoryStore(folder)
  expect(await numbers(await third.take('mqtt-1', 's'))).toEqual([0, 1, 2])
  await third.dispose()
})

it('a smaller limit drops the oldest at once, and what is forgotten leaves no file', async () => {
  const store = new HistoryStore(folder, 4_000_000)
  const history = await store.take('mqtt-1', 's')
  say(history, 20_000)
  expect(history.firstSeq).toBe(0)
  store.setLimit(1_000_000)
  expect(history.bytes).toBeLessThanOrEqual(1_000_000)
  expect(await numbers(history)).toEqual(range(history.firstSeq, 20_000))
  await store.giveBack(history)
  await store.forget('s')
  expect(await readdir(join(folder, 'saved'))).toEqual([])
  await store.dispose()
})

it('what is forgotten while a connection has it open goes with the connection, or with the program', async () => {
  const store = new HistoryStore(folder)
  const [one, two] = [await store.take('mqtt-1', 's'), await store.take('mqtt-2', 't')]
  say(one, 3)
  say(two, 3)
  await store.forget('s')
  await store.forget('t')
  expect([await numbers(one), await numbers(two)]).toEqual([[0, 1, 2], [0, 1, 2]])
  await store.giveBack(one)
  expect(await readdir(join(folder, 'saved'))).toHaveLength(1)
  await store.dispose()
  expect(await readdir(join(folder, 'saved'))).toEqual([])
})

it('a folder that cannot be written leaves the newest messages in memory', async () => {
  await mkdir(join(folder, 'saved'), { recursive: true })
  await writeFile(join(folder, 'saved', Buffer.from('s').toString('hex')), 'a file where the folder should be')
  const store = new HistoryStore(folder)
  const history = await store.take('mqtt-1', 's')
  say(history, 10)
  expect([await numbers(history), store.isKept(history)]).toEqual([range(0, 10), false])
  await store.dispose()
})

it('a connection that is saved takes along what it had, over many files and while more comes, and it is there after the next start', async () => {
  const store = new HistoryStore(folder, 1_000_000)
  const history = await store.take('mqtt-1')
  say(history, 3000)
  expect(store.isKept(history)).toBe(false)
  const adopting = store.adopt(history, 's')
  say(history, 1000)
  const second = store.take('mqtt-2', 's')
  expect(await adopting).toBe(true)
  expect([await second === history, store.isKept(history), await numbers(history)]).toEqual([true, true, range(0, 4000)])
  say(history, 1000)
  await history.flush()
  expect(await numbers(history)).toEqual(range(0, 5000))
  await store.giveBack(history)
  await store.giveBack(history)
  const next = new HistoryStore(folder, 1_000_000)
  expect(await numbers(await next.take('mqtt-1', 's'))).toEqual(range(0, 5000))
  await Promise.all([store.dispose(), next.dispose()])
})

it('what is kept under a name already is left alone; nothing is lost where the disk refuses, nor when the connection goes meanwhile', async () => {
  const store = new HistoryStore(folder)
  const kept = await store.take('mqtt-1', 's')
  say(kept, 5)
  await store.giveBack(kept)
  const live = await store.take('mqtt-2')
  say(live, 3)
  expect([await store.adopt(live, 's'), store.isKept(live), await numbers(live)]).toEqual([false, false, range(0, 3)])
  expect(await numbers(await store.take('mqtt-3', 's'))).toEqual(range(0, 5))

  await writeFile(join(folder, 'saved', Buffer.from('stuck').toString('hex')), 'a file where the folder should be')
  expect([await store.adopt(live, 'stuck'), await numbers(live)]).toEqual([false, range(0, 3)])

  const adopting = store.adopt(live, 'later')
  await store.giveBack(live)
  await adopting
  expect(await numbers(await store.take('mqtt-4', 'later'))).toEqual([])
  await store.dispose()
})
