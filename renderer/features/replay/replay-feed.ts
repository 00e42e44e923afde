import type { Bridge } from '../../bridge/bridge.ts'
import type { Feed } from '../terminal/session-feed.ts'

/** What a replay plays, in the form in which a session's chunks come. */
export const replayFeed = (from: Pick<Bridge, 'call' | 'on' | 'onLinkState'>, replayId: string): Feed => ({
  snapshot: (fromSeq) => from.call('replays.snapshot', replayId, fromSeq),
  onChunks: (listener) => from.on('replays.didPlay', (id, chunks) => id === replayId && listener(chunks)),
  onLinkState: from.onLinkState,
})
