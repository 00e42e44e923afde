import type { Disposer } from '../../../../../shared/contract/failure.ts'
import type { Argument } from './arguments.ts'
import type { Call } from './command-line.ts'
import type { FileStore } from './file-store.ts'
import type { Final } from './final-result.ts'
import type { Input } from './input.ts'
import type { MqttClient } from './mqtt-client.ts'
import type { Output } from './output.ts'
import type { Ec20State } from './state.ts'

/** What a command may touch. One board per simulated modem; `state` is replaced at a power cycle. */
export type Board = {
  state: Ec20State
  readonly files: FileStore
  readonly input: Input
  readonly output: Output
  /** Six clients, AT+QMTOPEN's indexes 0 to 5. */
  readonly clients: readonly MqttClient[]
  /** True while this listed fault is switched on. */
  readonly has: (fault: string) => boolean
  /** ms since the epoch, as the modem believes. */
  readonly clock: () => number
  readonly trueTime: () => number
  /** Real ms of a second of the modem's own time-outs. */
  readonly secondMs: number
  readonly after: (ms: number, run: () => void) => Disposer
  /** Never settles once the power has gone meanwhile, so that nothing of before speaks after it. */
  readonly sleep: (ms: number) => Promise<void>
  /** False once the power has been cycled since the caller took this token. */
  readonly alive: () => () => boolean
  readonly reboot: () => void
}

/** A call whose arguments could be taken apart. */
export type Request = Omit<Call, 'args'> & { readonly args: readonly Argument[] }

export type Handler = (request: Request, board: Board) => Final | Promise<Final>

/** By command name; a form that is missing is not supported. */
export type CommandTable = Readonly<Record<string, Partial<Record<Call['form'], Handler>>>>
