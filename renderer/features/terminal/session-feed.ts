import type { Disposer, Result } from '../../../shared/contract/failure.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { followBytes } from '../../bridge/follow-stream.ts'

export type FeedSink = {
  /** Forget what was shown and begin with these. `isTruncated`: older ones exist, in the recording only. */
  readonly reset: (chunks: readonly Chunk[], isTruncated: boolean) => void
  readonly append: (chunks: readonly Chunk[]) => void
}

/** Where numbered chunks come from. */
export type Feed = {
  readonly snapshot: (fromSeq: number) => Promise<Result<{ readonly chunks: readonly Chunk[]; readonly nextSeq: number; readonly truncated: boolean }>>
  readonly onChunks: (listener: (chunks: readonly Chunk[]) => void) => Disposer
  readonly onLinkState: Bridge['onLinkState']
}

export function followSession(from: Pick<Bridge, 'call' | 'on' | 'onLinkState'>, sessionId: string, sink: FeedSink): Disposer {
  // Before the snapshot is asked for, so that what comes after it comes whole.
  const stopFollowing = followBytes(from, sessionId)
  const stop = followFeed(
    {
      snapshot: (fromSeq) => from.call('serial.snapshot', sessionId, fromSeq),
      onChunks: (listener) => from.on('serial.didReceive', (id, chunks) => id === sessionId && listener(chunks)),
      onLinkState: from.onLinkState,
    },
    sink,
  )
  return () => {
    stop()
    stopFollowing()
  }
}

/**
 * Chunks, whole and in order, from the oldest that the program still holds: a snapshot first, then events.
 * After a gap (events dropped for a slow page) or a lost link it asks for what is missing and goes on.
 */
export function followFeed(from: Feed, sink: FeedSink): Disposer {
  let next = 0
  let isFirst = true
  let isDisposed = false
  let isSyncing = false
  let wantsAnother = false
  let held: Chunk[] = []

  const take = (chunks: readonly Chunk[]): void => {
    const fresh = chunks.filter((chunk) => chunk.seq >= next)
    const first = fresh[0]
    if (!first) return
    if (first.seq > next) {
      held.push(...fresh)
      void sync()
      return
    }
    next = (fresh.at(-1)?.seq ?? next) + 1
    sink.append(fresh)
  }

  const sync = async (): Promise<void> => {
    if (isSyncing) {
      wantsAnother = true
      return
    }
    isSyncing = true
    try {
      do {
        wantsAnother = false
        let result = await from.snapshot(next)
        // Numbers went back: the program was started anew. What is shown is of another life.
        const isRestarted = result.ok && result.value.nextSeq < next
        if (isRestarted) result = await from.snapshot(0)
        if (isDisposed || !result.ok) {
          held = []
          return
        }
        const { chunks, nextSeq, truncated } = result.value
        const isWhole = !isFirst && !isRestarted && !truncated
        if (isWhole) sink.append(chunks.filter((chunk) => chunk.seq >= next))
        else sink.reset(chunks, truncated)
        isFirst = false
        next = nextSeq
      } while (wantsAnother)
    } catch {
      // The link went down in the middle; its return asks again.
    } finally {
      isSyncing = false
    }
    const waiting = held
    held = []
    if (!isDisposed) take(waiting)
  }

  const disposers = [
    from.onChunks((chunks) => {
      if (isSyncing) held.push(...chunks)
      else take(chunks)
    }),
    from.onLinkState((state) => {
      if (state === 'connected') void sync()
    }),
  ]
  void sync()
  return () => {
    isDisposed = true
    disposers.forEach((dispose) => dispose())
  }
}
