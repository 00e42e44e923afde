import { describe, expect, it } from 'vitest'
import type { TopicView } from '../../../../shared/contract/mqtt-topics.ts'
import type { StoredMessage } from '../history/message-format.ts'
import { topicRow } from './topic-rows.ts'
import { TopicTree, treeLimits } from './topic-tree.ts'
import { TreeView } from './tree-view.ts'

const bytes = (value: string) => new TextEncoder().encode(value)
const message = (topic: string, more: Partial<StoredMessage> = {}): StoredMessage => ({ at: 0, direction: 'in', topic, payload: bytes('1'), qos: 0, retain: false, ...more })
const all: TopicView = { filter: '', sort: 'name', isAllOpen: true, exceptions: [] }

function treeOf(...topics: string[]): TopicTree {
  const tree = new TopicTree()
  topics.forEach((topic, seq) => tree.take(seq, message(topic)))
  return tree
}
const paths = (tree: TopicTree, view: Partial<TopicView> = {}) => new TreeView(tree, { ...all, ...view }).rows().map((row) => row.path)

describe('the tree', () => {
  it('has a level for each part of a topic, by name, empty ones too', () => {
    expect(paths(treeOf('b/2', 'b/1', '/a', 'b', 'b/1/'))).toEqual(['', '/a', 'b', 'b/1', 'b/1/', 'b/2'])
  })
  it('tells of a topic its last message, and of a level all that is below', () => {
    const tree = new TopicTree()
    tree.take(4, message('a/b', { at: 10_000, payload: bytes('first'), qos: 1, retain: true }))
    tree.take(7, message('a/b', { at: 10_500, payload: bytes('second'), qos: 1 }))
    tree.take(9, message('a', { at: 11_000, payload: bytes('own') }))
    const view = new TreeView(tree, all)
    expect(view.rows().map((row) => topicRow(row, view, 11_000))).toEqual([
      {
        path: 'a', level: 'a', depth: 0, children: 1, isOpen: true, topics: 2, messages: 3, retained: 1, rate: 1.5,
        value: { seq: 9, at: 11_000, qos: 0, preview: bytes('own'), payloadBytes: 3, count: 1, isRetained: false },
      },
      {
        path: 'a/b', level: 'b', depth: 1, children: 0, isOpen: false, topics: 1, messages: 2, retained: 1, rate: 1,
        value: { seq: 7, at: 10_500, previousAt: 10_000, qos: 1, preview: bytes('second'), payloadBytes: 6, count: 2, isRetained: true },
      },
    ])
    expect(tree.totals).toEqual({ topics: 2, messages: 3, retained: 1, unplaced: 0 })
  })
  it('keeps only the beginning of a payload, and a copy of it', () => {
    const tree = new TopicTree()
    const payload = Buffer.alloc(10_000_000, 0x61)
    tree.take(0, message('big', { payload }))
    const { preview, payloadBytes } = tree.topic('big')!
    expect([preview.length, payloadBytes, preview.buffer.byteLength]).toEqual([200, 10_000_000, 200])
    payload.fill(0x62)
    tree.take(1, message('big', { payload }))
    payload.fill(0x63)
    expect(tree.topic('big')!.preview).toEqual(new Uint8Array(200).fill(0x62))
  })
  it('slows to nothing when no more comes', () => {
    const tree = new TopicTree()
    for (let at = 20_000; at < 24_000; at += 10) tree.take(at, message('a', { at }))
    const { root } = tree
    expect([root.rate(24_000), root.rate(25_000), root.rate(27_000), root.rate(60_000)]).toEqual([100, 50, 0, 0])
  })
  it('puts what is deeper than 64 levels in one, so that a topic of slashes costs no more', () => {
    const deep = Array.from({ length: 3000 }, (_, index) => String(index)).join('/')
    const rows = paths(treeOf(deep))
    expect([rows.length, rows.at(-1)]).toEqual([64, deep])
  })
  it('takes 100,000 topics and, past its limit, counts what finds no place', () => {
    const tree = new TopicTree({ ...treeLimits, topics: 100_000 })
    for (let at = 0; at < 100_010; at++) tree.take(at, message(`fleet/${at % 100}/${at}/up`))
    tree.take(100_010, message('fleet/0/0/up'))
    expect(tree.totals).toEqual({ topics: 100_000, messages: 100_011, retained: 0, unplaced: 10 })
    expect(new TreeView(tree, all).rows()).toHaveLength(1 + 100 + 100_000 + 100_000)
  })
  it('begins anew at once, also where a list is costly to make; what it holds back it says', () => {
    const tree = new TopicTree()
    for (let i = 0; i < 50_000; i++) tree.take(i, message(`t/${i}`))
    const view = new TreeView(tree, all)
    expect(view.rows()).toHaveLength(50_001)
    expect(view.restMs()).toBeUndefined()
    tree.take(50_000, message('t/one more'))
    expect(view.rows()).toHaveLength(50_001)
    expect(view.restMs()).toBeGreaterThan(0)
    tree.clear()
    expect(view.rows()).toEqual([])
    expect(view.restMs()).toBeUndefined()
  })
  it('begins anew', () => {
    const tree = treeOf('a/b')
    const view = new TreeView(tree, all)
    expect(view.rows()).toHaveLength(2)
    tree.clear()
    tree.take(9, message('c'))
    expect([paths(tree), tree.totals.messages]).toEqual([['c'], 1])
  })
})

describe('retained messages', () => {
  const retained = (tree: TopicTree) => [tree.topic('a/b')?.isRetained, tree.at('a')?.retained, tree.totals.retained]
  it('are known by the flag, and stay known when the topic goes on without it', () => {
    const tree = new TopicTree()
    tree.take(0, message('a/b', { retain: true }))
    tree.take(1, message('a/b'))
    expect(retained(tree)).toEqual([true, 1, 1])
  })
  it('are gone with an empty message, or when this program has cleared them', () => {
    const tree = new TopicTree()
    tree.take(0, message('a/b', { retain: true }))
    tree.take(1, message('a/b', { payload: bytes('') }))
    expect(retained(tree)).toEqual([false, 0, 0])
    tree.noteRetained('a/b', true)
    tree.noteRetained('a/b', true)
    expect(retained(tree)).toEqual([true, 1, 1])
    tree.noteRetained('a/b', false)
    expect(retained(tree)).toEqual([false, 0, 0])
  })
})

describe('looking at it', () => {
  const tree = treeOf('a/1', 'a/2', 'b/1', 'b/1/x', 'Plant/Temp', 'b/1')
  it('opens and closes branches', () => {
    expect(paths(tree, { isAllOpen: false, exceptions: ['b', 'b/1'] })).toEqual(['Plant', 'a', 'b', 'b/1', 'b/1/x'])
    expect(paths(tree, { exceptions: ['a', 'b/1'] })).toEqual(['Plant', 'Plant/Temp', 'a', 'b', 'b/1'])
  })
  it('filters by words, whatever their case, and by an MQTT filter; what is found is open', () => {
    expect(paths(tree, { filter: ' plant temp', isAllOpen: false })).toEqual(['Plant', 'Plant/Temp'])
    expect(paths(tree, { filter: '+/1', isAllOpen: false })).toEqual(['a', 'a/1', 'b', 'b/1'])
    expect(paths(tree, { filter: 'nothing' })).toEqual([])
  })
  it('puts those with the most messages first, or those that spoke last', () => {
    expect(paths(tree, { sort: 'messages', isAllOpen: false })).toEqual(['b', 'a', 'Plant'])
    expect(paths(tree, { sort: 'recent' }).slice(0, 4)).toEqual(['Plant', 'Plant/Temp', 'a', 'a/2'])
  })
  it('says where a topic stands', () => {
    const view = new TreeView(tree, all)
    expect([view.placeOf(tree.at('b/1/x')!), view.placeOf(tree.at('a')!)]).toEqual([7, 2])
    expect(new TreeView(tree, { ...all, filter: 'a/' }).placeOf(tree.at('b')!)).toBeUndefined()
  })
})
