import { expect, test } from 'vitest'
import { ok } from '../../../shared/contract/failure.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import type { Chunk, SessionInfo, SessionSnapshot } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import type { Bridge, LinkState } from '../../bridge/bridge.ts'
import { followSession } from './session-feed.ts'

const chunk = (seq: number): Chunk => ({ seq, at: seq, direction: 'in', bytes: utf8(`${seq} `) })

/** A program with a ring of `ringSize` chunks; answers wait until `answer` so that events can come between. */
function program(ringSize = 100) {
  const received = new Emitter<[string, Chunk[]]>()
  const link = new Emitter<[LinkState]>()
  let all: Chunk[] = []
  const waiting: (() => void)[] = []
  const follows: (readonly unknown[])[] = []
  const snapshot = (fromSeq: number): SessionSnapshot => {
    const ring = all.slice(-ringSize)
    const chunks = ring.filter(({ seq }) => seq >= fromSeq)
    return { info: {} as SessionInfo, chunks, nextSeq: all.length, truncated: (ring[0]?.seq ?? 0) > fromSeq }
  }
  const bridge = {
    call: (method: string, ...args: readonly unknown[]) => {
      if (method === 'link.follow') return Promise.resolve(void follows.push(args))
      return new Promise((resolve) => {
        waiting.push(() => resolve(ok(snapshot(args[1] as number))))
      })
    },
    on: (_event: string, listener: (id: string, chunks: Chunk[]) => void) => received.on(listener),
    onLinkState: link.on,
  } as unknown as Bridge
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  return {
    bridge,
    follows,
    link,
    received,
    settle,
    restart: () => (all = []),
    write: (count: number, isTold = true) => {
      const fresh = Array.from({ length: count }, (_, index) => chunk(all.length + index))
      all = [...all, ...fresh]
      if (isTold) received.fire('s1', fresh)
    },
    answer: async () => {
      await settle()
      waiting.shift()?.()
      await settle()
    },
    asked: () => waiting.length,
  }
}

function screen() {
  let shown: number[] = []
  let resets = 0
  return {
    sink: {
      reset: (chunks: readonly Chunk[]) => {
        resets++
        shown = chunks.map(({ seq }) => seq)
      },
      append: (chunks: readonly Chunk[]) => shown.push(...chunks.map(({ seq }) => seq)),
    },
    shown: () => shown,
    resets: () => resets,
  }
}

const upTo = (end: number, start = 0) => Array.from({ length: end - start }, (_, index) => start + index)

test('a late page shows what was there, then what comes, each chunk once', async () => {
  const { bridge, write, answer } = program()
  const { sink, shown } = screen()
  write(3)
  followSession(bridge, 's1', sink)
  write(2) // told while the snapshot is under way, and in it as well
  await answer()
  write(2)
  expect(shown()).toEqual(upTo(7))
})

test('a gap is filled from the program without showing anything twice', async () => {
  const { bridge, write, answer } = program()
  const { sink, shown, resets } = screen()
  followSession(bridge, 's1', sink)
  await answer()
  write(2)
  write(5, false)
  write(1)
  expect(shown()).toEqual(upTo(2))
  write(1)
  await answer()
  expect([shown(), resets()]).toEqual([upTo(9), 1])
})

test('a gap longer than the ring starts over with what is left', async () => {
  const { bridge, write, answer } = program(4)
  const { sink, shown, resets } = screen()
  followSession(bridge, 's1', sink)
  await answer()
  write(2)
  write(10, false)
  write(1)
  await answer()
  expect([shown(), resets()]).toEqual([upTo(13, 9), 2])
})

test('after a lost link it asks for what came meanwhile', async () => {
  const { bridge, link, write, answer } = program()
  const { sink, shown, resets } = screen()
  followSession(bridge, 's1', sink)
  await answer()
  write(2)
  link.fire('lost')
  write(3, false)
  link.fire('connected')
  await answer()
  expect([shown(), resets()]).toEqual([upTo(5), 1])
})

test('numbers that went back mean another life of the program: start over', async () => {
  const { bridge, link, restart, write, answer } = program()
  const { sink, shown, resets } = screen()
  followSession(bridge, 's1', sink)
  await answer()
  write(5)
  restart()
  write(1, false)
  link.fire('connected')
  await answer()
  await answer()
  expect([shown(), resets()]).toEqual([[0], 2])
})

test('follows the bytes of its session, once for all who look at it, anew after a lost link, until the last has left', async () => {
  const { bridge, follows, link } = program()
  const disposers = [followSession(bridge, 's1', screen().sink), followSession(bridge, 's1', screen().sink)]
  expect(follows.splice(0)).toEqual([['serial.didReceive', 's1', true]])
  link.fire('lost')
  link.fire('connected')
  expect(new Set(follows.splice(0).map(String))).toEqual(new Set(['serial.didReceive,s1,true']))
  disposers[0]?.()
  expect(follows).toEqual([])
  disposers[1]?.()
  expect(follows).toEqual([['serial.didReceive', 's1', false]])
})

test('other sessions and a disposed feed stay silent', async () => {
  const { bridge, received, write, answer } = program()
  const { sink, shown } = screen()
  const dispose = followSession(bridge, 's1', sink)
  await answer()
  received.fire('s2', [chunk(0)])
  dispose()
  write(1)
  expect([shown(), received.size]).toEqual([[], 0])
})
