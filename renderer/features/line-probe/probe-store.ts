import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { ProbeState } from '../../../shared/contract/line-probe.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'
import type { Disposer } from '../../../shared/contract/failure.ts'
import { sessionsStore } from '../../app/open-session.ts'
import { changeSendOptions } from '../terminal/use-send-options.ts'

type ProbeStore = {
  /** The session whose search is shown; null: the dialog is closed. */
  readonly sessionId: string | null
  readonly probe: ProbeState | null
  /** Why it did not begin. */
  readonly failure: Failure | null
}

const probeStore = createStore<ProbeStore>(() => ({ sessionId: null, probe: null, failure: null }))

export const useProbeStore = <T>(select: (state: ProbeStore) => T): T => useStore(probeStore, select)

export async function findSpeed(sessionId: string): Promise<void> {
  probeStore.setState({ sessionId, probe: null, failure: null })
  const started = await attempt(() => bridge().call('lineProbe.start', sessionId))
  if (!started.ok) probeStore.setState({ failure: started.failure })
  // The first speed may have been told of before this answer came.
  else if (probeStore.getState().probe?.id !== started.value.id) probeStore.setState({ probe: started.value })
}

export const cancelProbe = (sessionId: string): void => void attempt(() => bridge().call('lineProbe.cancel', sessionId))

export const closeProbe = (): void => probeStore.setState({ sessionId: null, probe: null, failure: null })

export function attachProbe(from: Bridge): Disposer {
  return from.on('lineProbe.didChange', (probe) => {
    if (probe.sessionId !== probeStore.getState().sessionId) return
    probeStore.setState({ probe })
    const path = sessionsStore.getState().sessions.find(({ id }) => id === probe.sessionId)?.port.path
    // What was found counts for the send line too, whatever was set there.
    if (probe.found && path !== undefined) changeSendOptions(path, { ending: 'auto', answered: probe.found.lineEnd })
  })
}
