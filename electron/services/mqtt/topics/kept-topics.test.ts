import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TopicView } from '../../../../shared/contract/mqtt-topics.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import type { StoredMessage } from '../history/message-format.ts'
import { MessageHistory } from '../history/message-history.ts'
import { KeptTopics } from './kept-topics.ts'
import { topicRow } from './topic-rows.ts'
import { TopicTree } from './topic-tree.ts'
import { TreeView } from './tree-view.ts'

const all: TopicView = { filter: '', sort: 'name', isAllOpen: true, exceptions: [] }
const message = (topic: string, at: number, more: Partial<StoredMessage> = {}): StoredMessage => ({ at, direction: 'in', topic, payload: utf8(String(at)), qos: 0, retain: false, ...more })

describe('what is kept of earlier connections', () => {
  let folder = ''
  let history: MessageHistory
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atelier-topics-'))
    history = new MessageHistory({ folder: join(folder, 'c1') })
  })
  afterEach(async () => {
    await history.close()
    await rm(folder, { recursive: true, force: true })
  })

  const rows = (of: TopicTree) => {
    const view = new TreeView(of, all)
    return view.rows().map((row) => topicRow(row, view, 1_000_000))
  }
  const readInto = (into: TopicTree) => {
    let done = (): void => {}
    const whole = new Promise<void>((resolve) => (done = resolve))
    const progress: number[] = []
    const kept: KeptTopics = new KeptTopics(history, into, () => (kept.progress === undefined ? done() : progress.push(kept.progress)))
    return { kept, whole, progress }
  }

  it('stands in the tree with count and last value, is never retained, and is passed by what comes meanwhile', async () => {
    history.push(message('a/b', 1000, { retain: true }))
    history.push(message('a/b', 2000, { qos: 1, payload: utf8('x'.repeat(300_000)) }))
    history.push(message('a/b', 3000, { direction: 'out' }))
    history.push(message('a/c', 4000))
    history.push(message('a/c', 5000))
    const tree = new TopicTree()
    const { kept, whole } = readInto(tree)
    kept.start()
    tree.take(history.push(message('a/c', 999_000, { payload: utf8('live') })), message('a/c', 999_000, { payload: utf8('live') }))
    await whole
    expect(tree.totals).toEqual({ topics: 2, messages: 5, retained: 0, unplaced: 0 })
    expect(rows(tree)).toEqual([
      { path: 'a', level: 'a', depth: 0, children: 2, isOpen: true, topics: 2, messages: 5, retained: 0, rate: 0.5 },
      { path: 'a/b', level: 'b', depth: 1, children: 0, isOpen: false, topics: 1, messages: 2, retained: 0, rate: 0, value: { seq: 1, at: 2000, previousAt: 1000, qos: 1, preview: utf8('x'.repeat(200)), payloadBytes: 300_000, count: 2, isRetained: false } },
      { path: 'a/c', level: 'c', depth: 1, children: 0, isOpen: false, topics: 1, messages: 3, retained: 0, rate: 0.5, value: { seq: 5, at: 999_000, previousAt: 5000, qos: 0, preview: utf8('live'), payloadBytes: 4, count: 3, isRetained: false } },
    ])
  })

  it('is read in slices, with how far it is, and the same comes out as would have live', async () => {
    const [live, read] = [new TopicTree(), new TopicTree()]
    for (let index = 0; index < 30_000; index++) {
      const one = message(`t/${index % 500}/${index % 3}`, index)
      live.take(history.push(one), one)
    }
    await history.flush()
    const { kept, whole, progress } = readInto(read)
    let turns = 0
    const count = setInterval(() => turns++, 0)
    kept.start()
    kept.start()
    await whole
    clearInterval(count)
    const told = (of: TopicTree) => rows(of).map(({ path, messages, value }) => [path, messages, value?.seq, value?.count, value && fromUtf8(value.preview), value?.previousAt])
    expect(told(read)).toEqual(told(live))
    expect([turns > 0, progress.length > 5, progress.every((one, index) => one > 0 && one < 1 && one > (progress[index - 1] ?? 0))]).toEqual([true, true, true])
  })

  it('stays out once the tree was begun anew, and ends where the history is emptied', async () => {
    for (let index = 0; index < 20_000; index++) history.push(message(`t/${index}`, index))
    await history.flush()
    const forgotten = new TopicTree()
    const first = readInto(forgotten)
    first.kept.start()
    first.kept.stop()
    forgotten.clear()
    await first.whole
    expect([first.kept.progress, forgotten.totals.messages]).toEqual([undefined, 0])

    const second = readInto(new TopicTree())
    second.kept.start()
    await history.clear()
    await second.whole
    expect(second.kept.progress).toBeUndefined()
  })
})
