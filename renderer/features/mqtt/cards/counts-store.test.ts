import { expect, test } from 'vitest'
import { Emitter } from '../../../../shared/contract/emitter.ts'
import type { MessageExtent, SubscriptionCount } from '../../../../shared/contract/mqtt.ts'
import type { Bridge } from '../../../bridge/bridge.ts'
import { attachCounts, countsStore } from './counts-store.ts'

test('the counts of a connection are there while it is, and go with it', () => {
  const grew = new Emitter<[string, MessageExtent, SubscriptionCount[]]>()
  const removed = new Emitter<[string]>()
  const on = ((event: string, listener: never) => (event === 'mqtt.didGrow' ? grew.on(listener) : removed.on(listener))) as unknown as Bridge['on']
  const stop = attachCounts({ on } as Bridge)
  const extent = { firstSeq: 0, nextSeq: 1 }
  grew.fire('a', extent, [['dev/#', 1]])
  grew.fire('b', extent, [['dev/#', 2]])
  grew.fire('a', extent, [['dev/#', 3]])
  expect(countsStore.getState().byConnection).toEqual({ a: [['dev/#', 3]], b: [['dev/#', 2]] })
  removed.fire('a')
  expect(countsStore.getState().byConnection).toEqual({ b: [['dev/#', 2]] })
  stop()
  removed.fire('b')
  expect([countsStore.getState().byConnection, grew.size, removed.size]).toEqual([{ b: [['dev/#', 2]] }, 0, 0])
})
