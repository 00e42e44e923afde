import type { Disposer } from '../../../../../shared/contract/failure.ts'
import type { Argument } from './arguments.ts'
import type { Call } from './command-line.ts'
import type { Final } from './final-result.ts'
import type { Input } from './input.ts'
import type { Output } from './output.ts'
import type { ModemState } from './state.ts'

/** What a command may touch. One board per simulated modem; a family hangs its own parts on it (`Family.equip`). */
export type Board<S extends ModemState = ModemState> = {
  /** Replaced at a power cycle: never keep it across an await. */
  state: S
  readonly input: Input
  readonly output: Output
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
  /** The network takes the bearer away; what the family makes of it (`Family.bearerLost`). */
  readonly loseBearer: () => void
}

/** A call whose arguments could be taken apart. */
export type Request = Omit<Call, 'args'> & { readonly args: readonly Argument[] }

export type Handler<B = Board> = (request: Request, board: B) => Final | Promise<Final>

/** By command name; a form that is missing is not supported. */
export type CommandTable<B = Board> = Readonly<Record<string, Partial<Record<Call['form'], Handler<B>>>>>
