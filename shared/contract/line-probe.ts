import { z } from 'zod'
import type { Heard } from '../line-probe/heard.ts'
import type { Failure, Result } from './failure.ts'

/** `shown`: the first bytes of the answer, controls and bytes above ASCII as `\x..`; the driver's words where it refused the speed. */
export type ProbeTry = { readonly baudRate: number; readonly lineEnd: 'CR' | 'CRLF'; readonly heard: Heard; readonly shown: string }

export type ProbeState = {
  readonly sessionId: string
  readonly id: string
  readonly state: 'running' | 'found' | 'not-found' | 'cancelled' | 'failed'
  /** In the order of trying; TCP ports have the one they came with. */
  readonly rates: readonly number[]
  /** What is being tried; null when it has ended. */
  readonly trying: number | null
  readonly tries: readonly ProbeTry[]
  /** The session stays at it. Without one it is back at what it was. */
  readonly found: { readonly baudRate: number; readonly lineEnd: 'CR' | 'CRLF' } | null
  readonly failure?: Failure
}

/** Sends `AT` and nothing else: the modem's own settings stay as they are. */
export type LineProbeApi = {
  'lineProbe.list': () => Promise<ProbeState[]>
  /** Takes the session until it ends: at most some 15 s. */
  'lineProbe.start': (sessionId: string) => Promise<Result<ProbeState>>
  /** Answers when it has ended; cancelling what has ended is no failure. */
  'lineProbe.cancel': (sessionId: string) => Promise<Result<null>>
}

export type LineProbeEvents = { 'lineProbe.didChange': (state: ProbeState) => void }

const id = z.string().min(1).max(64)

export const lineProbeInputs = {
  'lineProbe.list': z.tuple([]),
  'lineProbe.start': z.tuple([id]),
  'lineProbe.cancel': z.tuple([id]),
}
