import { createStore, useStore } from 'zustand'
import type { MaskRange } from '../../../shared/at/mask.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { noFilter, type LogFilter } from '../log/log-filter.ts'
import type { Failure } from '../../../shared/contract/failure.ts'

export type TerminalView = 'log' | 'screen'

type TerminalState = {
  readonly view: TerminalView
  readonly isHexShown: boolean
  /** Which lines are shown, of whichever session. */
  readonly filter: LogFilter
  /** Several lines waiting to be looked at before they are sent to the port with this path; null: none. */
  readonly lines: { readonly path: string; readonly text: string } | null
  /** The last write that did not go out, and the session it was for. */
  readonly failure: Failure | null
  readonly failureOf: string | null
}

/** What the panel shows; the bytes themselves never come through here. */
export const terminalStore = createStore<TerminalState>(() => ({ view: 'log', isHexShown: false, filter: noFilter, lines: null, failure: null, failureOf: null }))

export const useTerminal = <T>(select: (state: TerminalState) => T): T => useStore(terminalStore, select)

export const setTerminal = (change: Partial<TerminalState>): void => terminalStore.setState(change)

/** Sends and says in words what went wrong; true when the port took it. */
export async function writeBytes(sessionId: string, bytes: Uint8Array, masks: readonly MaskRange[] = []): Promise<boolean> {
  const result = await attempt(() => bridge().call('serial.write', sessionId, bytes, [...masks]))
  setTerminal({ failure: result.ok ? null : result.failure, failureOf: sessionId })
  return result.ok
}
