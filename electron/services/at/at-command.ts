import type { Failure } from '../../../shared/contract/failure.ts'
import type { MaskRange } from '../../../shared/at/mask.ts'
import type { PromptToken, Received } from '../../../shared/wizard/step.ts'

/** One command line and how its end is known. Times in ms, from the command's manual entry; the channel adds the line's own delay. */
export type AtCommand = {
  /** Without the carriage return. */
  readonly line: string
  /** Secret bytes of `line` (UTF-8 offsets). */
  readonly mask?: readonly MaskRange[]
  /** Until the final result; after a prompt it counts from the data's end. */
  readonly timeoutMs: number
  readonly prompt?: {
    readonly token: PromptToken
    readonly timeoutMs: number
    readonly data: Uint8Array
    readonly end: 'length' | 'ctrl-z'
    readonly secret: boolean
    /** The modem says OK and then prompts (ESP-AT); the result after the data is `urc`, or else a second OK. */
    readonly followsOk?: boolean
    /** Bytes of `data` that are out: 0 when the prompt has come, then as the port tells. */
    readonly onSent?: (count: number) => void
  }
  /** A result that comes as a URC, before or after the final result. */
  readonly urc?: {
    readonly prefix: string
    /** Lines that end the wait too. */
    readonly failurePrefix?: string | readonly string[]
    /** Lines with either prefix that only report progress. */
    readonly interim?: RegExp
    readonly timeoutMs: number
  }
}

export type AtReply = {
  /** `null` when it did not come. */
  readonly final: string | null
  /** Lines between command and final result that belong to the command. */
  readonly info: readonly string[]
  /** The result URC, where one was asked for and came. */
  readonly urc?: string
  /** Everything that came meanwhile, in order, the final result included; the echo is not. */
  readonly lines: readonly string[]
  readonly timedOut?: 'prompt' | 'final' | 'urc'
  readonly received: Received
  readonly aborted?: boolean
  /** The line by which the modem said that it restarted: no answer will come any more. */
  readonly restarted?: string
  /** The port went away, or the bytes could not be written. */
  readonly lost?: Failure
  readonly elapsedMs: number
}
