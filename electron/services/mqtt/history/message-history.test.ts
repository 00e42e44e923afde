import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { stoppableDisk } from '../../../../test/support/stopped-disk.ts'
import { decodeMessage, messageEnd, type StoredMessage } from './message-format.ts'
import { MessageHistory } from './message-history.ts'
import { neighbourOf } from './neighbour.ts'

const messageOf = (index: number, size = 20): StoredMessage => ({
  at: 1_790_000_000_000 + index + 0.25,
  direction: index % 3 === 0 ? 'out' : 'in',
  topic: `设备/${index % 7}/上报`,
  payload: utf8(`${index} `.padEnd(size, '·')),
  qos: (index % 3) as 0 | 1 | 2,
  retain: index % 5 === 0,
})

/** As it must be read back. */
const keep = (history: MessageHistory, message: StoredMessage): MqttMessage => ({ seq: history.push(message), ...message })

describe('the history of a connection', () => {
  let folder = ''
  const open: MessageHistory[] = []
  const historyIn = (options: Partial<ConstructorParameters<typeof MessageHistory>[0]> = {}): MessageHistory => {
    const history = new MessageHistory({ folder: join(folder, 'c1'), ...options })
    open.push(history)
    return history
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atelier-history-'))
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((history) => history.close()))
    await rm(folder, { recursive: true, force: true })
  })

  it('gives every message back by its number, also while the disk is being written', async () => {
    const history = historyIn()
    const pushed = Array.from({ length: 20_000 }, (_, index) => keep(history, messageOf(index)))
    const early = history.read(19_990, 100)
    expect(await early).toEqual(pushed.slice(19_990))
    expect(await history.read(0, 20_000)).toEqual(pushed)
    await history.close()
    expect(await history.read(0, 3)).toEqual([])
  })

  it('gives a window out of many marks', async () => {
    const history = historyIn()
    const pushed = Array.from({ length: 5000 }, (_, index) => keep(history, messageOf(index, 10 + ((index * 37) % 900))))
    for (const [from, count] of [[0, 1], [1, 1], [777, 50], [4999, 10], [5000, 10], [2345, 0]] as const) {
      expect(await history.read(from, count)).toEqual(pushed.slice(from, from + count))
    }
  })

  it('keeps the MQTT 5 properties of a message beside its payload', async () => {
    const history = historyIn()
    const properties = {
      isUtf8: true,
      messageExpiry: 60,
      topicAlias: 3,
      responseTopic: '应答/1',
      correlationData: new Uint8Array([0, 255, 16]),
      contentType: 'application/json',
      userProperties: [['来源', '产线'], ['n', '1'], ['n', '2']] as [string, string][],
      subscriptionIdentifiers: [7, 268_435_455],
    }
    const pushed = [
      keep(history, { ...messageOf(0), properties }),
      keep(history, messageOf(1)),
      keep(history, { ...messageOf(2), payload: new Uint8Array(), properties: { contentType: '' } }),
      keep(history, { ...messageOf(3, 200_000), properties: { userProperties: Array.from({ length: 500 }, (): [string, string] => ['\u0001"', '\n值']) } }),
    ]
    expect(await history.read(0, 4)).toEqual(pushed)
    await history.flush()
    expect(await history.read(0, 4)).toEqual(pushed)
    // Of a beginning the properties are left out, and what the payload comes to is told all the same.
    const [head] = await history.read(3, 1, 10)
    expect([head?.payload, head?.payloadBytes]).toEqual([pushed[3]?.payload.slice(0, 10), pushed[3]?.payload.length])
  })

  it('keeps a message of ten megabytes and an empty one', async () => {
    const history = historyIn()
    const payload = new Uint8Array(10 * 1024 * 1024).map((_, index) => index)
    history.push({ ...messageOf(0), payload: new Uint8Array() })
    history.push({ ...messageOf(1), payload })
    history.push(messageOf(2))
    const [empty, large, last] = await history.read(0, 3)
    expect(empty?.payload).toHaveLength(0)
    expect(Buffer.from(large?.payload ?? []).equals(Buffer.from(payload))).toBe(true)
    expect(last?.seq).toBe(2)
  })

  it('gives the beginnings of payloads without reading large ones whole, whether they are on disk or not', async () => {
    const history = historyIn()
    const large = utf8('x'.repeat(3_000_000))
    for (let index = 0; index < 300; index++) history.push(index % 100 === 7 ? { ...messageOf(index), payload: large } : messageOf(index, 20))
    const check = async (): Promise<void> => {
      const found = await history.read(0, 300, 100)
      expect(found.map(({ seq, topic, payload, payloadBytes }) => [seq, topic, payload.length, payloadBytes])).toEqual(
        Array.from({ length: 300 }, (_, index) => {
          const { topic, payload } = messageOf(index, 20)
          return index % 100 === 7 ? [index, topic, 100, large.length] : [index, topic, payload.length, undefined]
        }),
      )
      expect((await history.read(107, 1))[0]?.payload).toHaveLength(large.length)
    }
    await check()
    await history.flush()
    await check()
  })

  it('ends an answer that grows too large for memory, and goes on from there', async () => {
    const history = historyIn()
    const payload = new Uint8Array(20 * 1024 * 1024)
    for (let index = 0; index < 6; index++) history.push({ ...messageOf(index), payload })
    const first = await history.read(0, 100)
    expect(first.map(({ seq }) => seq)).toEqual([0, 1, 2, 3])
    expect((await history.read(4, 100)).map(({ seq }) => seq)).toEqual([4, 5])
    expect(await history.read(0, 100, 10)).toHaveLength(6)
  })

  it('gives messages as they are kept, a stretch at a time, without a gap', async () => {
    const history = historyIn({ limitBytes: 2_000_000 })
    for (let index = 0; index < 30_000; index++) history.push(messageOf(index, 60))
    const numbers: number[] = []
    for (let next = history.firstSeq; next < history.nextSeq; ) {
      const stretch = await history.stretch(next)
      if (!stretch) break
      for (let offset = 0, index = stretch.index; index < stretch.index + stretch.count; index++) {
        const end = messageEnd(stretch.bytes, offset) ?? 0
        const { payload } = decodeMessage(stretch.bytes, offset, end)
        expect(fromUtf8(payload).split(' ')[0]).toBe(String(index))
        numbers.push(index)
        offset = end
      }
      next = stretch.index + stretch.count
    }
    expect(numbers).toEqual(Array.from({ length: history.nextSeq - history.firstSeq }, (_, at) => history.firstSeq + at))
    expect(await history.stretch(history.nextSeq)).toBeUndefined()
  })

  it('drops the oldest beyond its limit, with their file, and the numbers go on', async () => {
    const history = historyIn({ limitBytes: 64_000 })
    const pushed = Array.from({ length: 3000 }, (_, index) => keep(history, messageOf(index, 60)))
    expect(history.bytes).toBeLessThanOrEqual(64_000 + 4000)
    expect(history.firstSeq).toBeGreaterThan(1500)
    expect(await history.read(0, 5000)).toEqual(pushed.slice(history.firstSeq))
    await history.close()
    const files = await readdir(join(folder, 'c1'))
    expect(files.length).toBeLessThanOrEqual(17)
    expect(files.toSorted()[0]).toBe(`${String(history.firstSeq).padStart(12, '0')}.atmq`)
  })

  it('keeps the newest half at least of what a lower limit has room for', async () => {
    const megabyte = 1024 * 1024
    const history = historyIn()
    const payload = new Uint8Array(megabyte)
    const pushed = Array.from({ length: 26 }, (_, index) => keep(history, { ...messageOf(index), payload }))
    history.setLimit(20 * megabyte)
    expect(history.bytes).toBeLessThanOrEqual(20 * megabyte)
    expect(history.bytes).toBeGreaterThan(10 * megabyte)
    pushed.push(keep(history, messageOf(26)))
    expect([history.bytes <= 20 * megabyte, (await history.read(0, 100)).map(({ seq }) => seq)]).toEqual([true, pushed.slice(history.firstSeq).map(({ seq }) => seq)])
  })

  it('stays in memory where the disk takes nothing, and says so once', async () => {
    await writeFile(join(folder, 'c1'), 'a file where the folder should be')
    const told: unknown[] = []
    const history = historyIn()
    history.whenFailed((error) => told.push(error))
    const pushed = Array.from({ length: 30_000 }, (_, index) => keep(history, messageOf(index)))
    await history.flush()
    pushed.push(...Array.from({ length: 1000 }, (_, index) => keep(history, messageOf(index + 30_000))))
    expect(told).toHaveLength(1)
    expect(await history.read(0, 40_000)).toEqual(pushed)
  })

  it('asks to hold back while a slow disk has too much before it, over many files, until a quarter is left, and loses nothing', async () => {
    const disk = stoppableDisk()
    disk.stop()
    const history = historyIn({ limitBytes: 2_000_000, backlogBytes: 400_000, openFile: disk.openFile })
    const pushed: MqttMessage[] = []
    while (!history.backlog.isFull) pushed.push(keep(history, messageOf(pushed.length, 400)))
    expect(history.backlog.bytes).toBe(history.bytes)
    expect(history.backlog.bytes).toBeLessThan(400_000 + 1000)
    expect(await history.read(0, 100_000)).toEqual(pushed)
    const left = new Promise<number>((resolve) => history.backlog.whenRoom(() => resolve(history.backlog.bytes)))
    disk.goOn()
    expect(await left).toBeLessThanOrEqual(100_000)
    expect(history.backlog.isFull).toBe(false)
    await history.flush()
    expect(history.backlog.bytes).toBe(0)
    expect(await history.read(0, 100_000)).toEqual(pushed)
  })

  it.each(['fails', 'is cleared'])('holds nobody back any more once the disk %s', async (what) => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    const disk = stoppableDisk(what === 'fails' ? full : undefined)
    disk.stop()
    const history = historyIn({ backlogBytes: 400_000, openFile: disk.openFile })
    const told: unknown[] = []
    history.whenFailed((error) => told.push(error))
    const pushed: MqttMessage[] = []
    while (!history.backlog.isFull) pushed.push(keep(history, messageOf(pushed.length, 400)))
    const isRoom = new Promise<void>((resolve) => history.backlog.whenRoom(resolve))
    if (what === 'is cleared') void history.clear()
    disk.goOn()
    await isRoom
    expect([history.backlog.isFull, history.backlog.bytes, told]).toEqual([false, 0, what === 'fails' ? [full] : []])
    if (what === 'fails') expect(await history.read(0, 100_000)).toEqual(pushed)
  })

  it('goes on once the disk takes messages again, with what memory still held; what it had no room for is counted, and is missing after the next start too', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    const disk = stoppableDisk()
    const history = historyIn({ memoryBytes: 160_000, retryMs: 20, openFile: disk.openFile })
    const pushed: MqttMessage[] = []
    const push = (count: number): void => {
      for (let index = 0; index < count; index++) pushed.push(keep(history, messageOf(pushed.length, 100)))
    }
    push(500)
    await history.flush()
    const failed = new Promise((resolve) => history.whenFailed(resolve))
    disk.fail(full)
    push(100)
    void history.flush()
    expect(await failed).toBe(full)
    push(3000)
    const recovered = new Promise<number>((resolve) => history.whenRecovered(resolve))
    disk.mend()
    const lost = await recovered
    push(200)
    const left = await history.read(0, 10_000)
    expect(lost).toBeGreaterThan(1000)
    expect(left.map(({ seq }) => seq)).toEqual([...Array.from({ length: 600 }, (_, seq) => seq), ...Array.from({ length: 3200 - lost }, (_, at) => 600 + lost + at)])
    expect(left.at(-1)).toEqual(pushed.at(-1))
    await history.close()

    const next = await MessageHistory.open({ folder: join(folder, 'c1') })
    open.push(next)
    expect((await next.read(0, 10_000)).map(({ seq }) => seq)).toEqual(left.map(({ seq }) => seq))
    expect(await next.read(600 + lost, 1)).toEqual([pushed[600 + lost]])
    expect([next.lastBefore(600 + lost), next.lastBefore(700), next.lastBefore(600), next.lastBefore(0)]).toEqual([599, 599, 599, undefined])
    // Topics come again every seventh message, directions every third.
    const after = left.find(({ seq, topic, direction }) => seq >= 600 + lost && topic === pushed[594]?.topic && direction === pushed[594]?.direction)?.seq ?? 0
    const before = left.findLast(({ seq, topic, direction }) => seq < 600 && topic === pushed[after]?.topic && direction === pushed[after]?.direction)?.seq
    expect(await neighbourOf(next, after, 'before')).toBe(before)
    expect([keep(next, messageOf(3800)).seq, (await readdir(join(folder, 'c1'))).filter((name) => name.endsWith('.gap'))]).toEqual([3800, [`${String(600).padStart(12, '0')}.gap`]])
  })

  it('forgets where messages were missing once what stood before or after that is no more', async () => {
    const folderOf = join(folder, 'c1')
    const history = historyIn()
    for (let index = 0; index < 10; index++) history.push(messageOf(index))
    await history.close()
    for (const name of ['000000000010.gap', '000000000000.gap']) await writeFile(join(folderOf, name), '')
    const next = await MessageHistory.open({ folder: folderOf })
    open.push(next)
    expect([next.nextSeq, (await next.read(0, 100)).length, await readdir(folderOf)]).toEqual([10, 10, ['000000000000.atmq']])
  })

  it('is empty after clearing, with no file left', async () => {
    const history = historyIn()
    for (let index = 0; index < 100; index++) history.push(messageOf(index))
    await history.clear()
    expect([history.firstSeq, history.nextSeq, history.bytes]).toEqual([100, 100, 0])
    const next = keep(history, messageOf(100))
    expect(await history.read(0, 1000)).toEqual([next])
    await history.close()
    expect(await readdir(join(folder, 'c1'))).toEqual(['000000000100.atmq'])
  })
})
