import { createStore, useStore } from 'zustand'
import type { Disposer } from '../../../shared/contract/failure.ts'
import type { ReplaySpeed, ReplayState } from '../../../shared/contract/replays.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { showReplay, useFrontReplayId } from '../../app/front-replay.ts'
import { noticeFailure } from '../../app/notices.tsx'
import { attempt } from '../../bridge/attempt.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'

/** Replays belong to the program, as sessions do: the list is a projection, in the order of opening. */
const replayStore = createStore<{ readonly replays: readonly ReplayState[] }>(() => ({ replays: [] }))

export const useReplays = (): readonly ReplayState[] => useStore(replayStore, (state) => state.replays)

export function useFrontReplay(): ReplayState | undefined {
  const id = useFrontReplayId()
  return useStore(replayStore, ({ replays }) => replays.find((replay) => replay.id === id))
}

function take(state: ReplayState): void {
  replayStore.setState(({ replays }) => ({ replays: replays.some(({ id }) => id === state.id) ? replays.map((each) => (each.id === state.id ? state : each)) : [...replays, state] }))
}

const forget = (id: string): void => replayStore.setState(({ replays }) => ({ replays: replays.filter((replay) => replay.id !== id) }))

export function attachReplays(from: Bridge): Disposer {
  const refresh = (): void => {
    from
      .call('replays.list')
      .then((replays) => replayStore.setState({ replays }))
      .catch(() => {})
  }
  refresh()
  const disposers = [
    from.on('replays.didChange', take),
    from.on('replays.didClose', forget),
    from.onLinkState((state) => {
      if (state === 'connected') refresh()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

/** Plays a recording in the terminal, from its beginning or from a row on. */
export async function openReplay(name: string, row: number | null): Promise<void> {
  const opened = await attempt(() => bridge().call('replays.open', name, row))
  if (!opened.ok) return noticeFailure(opened.failure)
  take(opened.value)
  showReplay(opened.value.id)
  showPanel('terminal')
}

async function settle(answer: ReturnType<typeof ask>): Promise<void> {
  const result = await answer
  if (result.ok) take(result.value)
  else noticeFailure(result.failure)
}

const ask = (method: 'replays.play' | 'replays.pause', id: string) => attempt(() => bridge().call(method, id))

export const playReplay = (id: string): Promise<void> => settle(ask('replays.play', id))
export const pauseReplay = (id: string): Promise<void> => settle(ask('replays.pause', id))
export const seekReplay = (id: string, to: { row: number } | { at: number }): Promise<void> => settle(attempt(() => bridge().call('replays.seek', id, to)))
export const setReplay = (id: string, change: { speed?: ReplaySpeed; shortensGaps?: boolean }): Promise<void> => settle(attempt(() => bridge().call('replays.set', id, change)))

/** Still, and at its beginning. */
export async function stopReplay({ id, startedAt }: ReplayState): Promise<void> {
  await pauseReplay(id)
  await seekReplay(id, { at: startedAt })
}

export async function closeReplay(id: string): Promise<void> {
  const result = await attempt(() => bridge().call('replays.close', id))
  if (result.ok) forget(id)
  else noticeFailure(result.failure)
}
