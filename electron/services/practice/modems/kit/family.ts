import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import type { AnswerTimes } from './answer-time.ts'
import type { Board, CommandTable } from './board.ts'
import type { Call, Syntax } from './command-line.ts'
import type { Final } from './final-result.ts'
import type { ModemState } from './state.ts'

/**
 * What makes a simulated modem one of its family: its state, its command table, what it says unasked, its faults.
 * `createModem` makes the rest.
 */
export type Family<S extends ModemState, B extends Board<S>> = Syntax & {
  /** `quectel-ec20` */
  readonly id: string
  /** The modem profile that speaks to it, where its id is another. */
  readonly profile?: string
  /** As the list of modems shows it, the maker's name in front. */
  readonly name: string
  readonly maker: string
  readonly faults: readonly PracticeFault[]
  /** A modem just switched on. */
  readonly initialState: () => S
  /** Settings in flash, which outlast a power cycle; SIM and clock do anyway. */
  readonly lasting?: (state: S) => Partial<S>
  /** Hangs the family's parts (files, MQTT clients) on the board. They keep the board itself, never its `state`. */
  readonly equip: (board: Board<S>) => B
  readonly commands: CommandTable<B>
  /** What an unknown command or form (`unknown`) and arguments that cannot be taken apart get. Default: +CME ERROR 4 and 50. */
  readonly refusal?: (name: string, why: 'unknown' | 'arguments', board: B) => Final
  /** `crlf`: a CR alone does not end a command. Default `cr`. */
  readonly lineEnd?: 'cr' | 'crlf'
  /** Lines of a start, once it is up. */
  readonly bootLines: (board: B) => readonly string[]
  /** The bearer has gone: close what hangs on it and say so. */
  readonly bearerLost: (board: B) => void
  /** A card that goes while the module runs, or comes back: URCs of its own, before what the network does. Left out: the module says nothing. */
  readonly simChanged?: (board: B, isThere: boolean) => void
  /** The power has gone: drop connections and volatile files in silence. */
  readonly powerLost: (board: B) => void
  /** A fault was switched on or off; the kit has seen to its own. `touches`: it is the one before or the one now. */
  readonly faultChanged?: (board: B, touches: (fault: string) => boolean) => void
  /** The manual's longest times, for the fault `slow`. Left out: the manual gives none. */
  readonly answerTimes?: AnswerTimes
  /** The command that starts transmitting, for the fault `reboots`: `AT+QMTOPEN=`. */
  readonly transmits?: (call: Call) => boolean
  /** Vendor's words for its own +CME ERROR codes. */
  readonly words?: Readonly<Record<number, string>>
  /** See OutputOptions. */
  readonly noises?: readonly string[]
  readonly sendsUrcsElsewhere?: (state: S) => boolean
}
