import type { Stage } from '../contract/failure.ts'
import type { Text } from '../text/local-text.ts'
import type { ClockRule } from './clock.ts'

/** What a step may change, in rising order of danger. */
export type Risk = 'reads' | 'volatile' | 'writes-nvm' | 'irreversible'

/**
 * `>` stands alone, the others on a line of their own: Quectel's files, AirM2M's HTTP bodies. `OK`: the command's own result asks for the data, and
 * what becomes of it comes as a URC (Nordic's data mode). `inline`: there is none, the data is the rest of the command line (Nordic's certificates).
 */
export type PromptToken = '>' | 'CONNECT' | 'DOWNLOAD' | 'OK' | 'inline'

/**
 * Data that goes to the modem after its prompt, or that ends the command line (`inline`).
 * `length`: exactly `bytes`, nothing after them (QFUPL, QMTPUBEX). `ctrl-z`: `bytes`, then 0x1A (QMTPUB).
 */
export type PromptData = {
  readonly prompt: PromptToken
  /** ms until the prompt. */
  readonly promptTimeoutMs: number
  readonly bytes: Uint8Array
  readonly end: 'length' | 'ctrl-z'
  /** What a person reads instead of the bytes: file name or the payload itself. */
  readonly label: string
  /** True for private keys and signed requests: the bytes are masked in the recording, the terminal and every report. */
  readonly secret: boolean
  /** OK stands before the prompt (ESP-AT): it does not end the command. */
  readonly followsOk?: true
}

/** A line that must arrive. `pattern` is a regular expression source, matched against the line without its line end. */
export type LineRule = {
  /** Lines that answer this rule at all start so: `+QMTOPEN: 0,`. */
  readonly prefix: string
  /** What counts as success. A line with the prefix that does not match this is a failure, explained by the profile. */
  readonly accept: string
}

export type Capture = {
  readonly name: string
  readonly label: Text
  /** Regular expression source with one group; the first response line or URC that matches gives the value. */
  readonly pattern: string
  /** Decoder that turns the value into words: `csq`, `registration`. Names are those of `describeValue` in shared/at. */
  readonly decode?: string
  /** The value stands in no snapshot, report or recording; it goes into later commands, and to a person who asks for it. */
  readonly secret?: true
}

/** A secret that the modem will print: what stands between `after` and the byte `until`, or the line's end. ASCII. */
export type HiddenSpan = { readonly after: string; readonly until: string }

export type Expectation = {
  /** ms until the final result, from the command's manual entry. */
  readonly timeoutMs: number
  /** An information response that must be there before the final result, such as `+CPIN: READY`. */
  readonly line?: LineRule
  /** A result that arrives as a URC, before or after the final result. `timeoutMs` counts from the final result. */
  readonly urc?: LineRule & {
    readonly timeoutMs: number
    /** Other lines that end the wait as a failure: `+QMTSTAT: 0,` while `+QMTCONN:` is awaited. */
    readonly failurePrefix?: string | readonly string[]
    /** Regular expression source of a URC, of either kind, that only reports progress (a packet sent again): the wait goes on. */
    readonly interim?: string
  }
  /** The state may still be settling: while the failing line matches `while`, ask again every `everyMs` until `forMs` have passed. */
  readonly poll?: { readonly everyMs: number; readonly forMs: number; readonly while: string }
}

/** Commands that undo a known obstacle (a file that exists, a client left open), sent once before the step is tried again. */
export type Recovery = {
  /** Regular expression source on the failing line. */
  readonly when: string
  readonly send: readonly { readonly line: string; readonly timeoutMs: number; readonly urcPrefix?: string }[]
  readonly why: Text
}

/**
 * How what a step changes is brought back. `read` asks what stands before it is sent; its pattern's one group is the value, which `send` sets
 * again where `{before}` stands. Without `read`, `send` alone undoes the step: a file is deleted. Neither carries a secret.
 */
export type Undo = { readonly read?: { readonly send: string; readonly pattern: string }; readonly send: string; readonly timeoutMs: number }

export type Step = {
  readonly id: string
  readonly stage: Stage
  /** Further stages that the same command goes through: name and TCP where one command opens a TLS connection. */
  readonly covers?: readonly Stage[]
  readonly title: Text
  /** Why the step is there, in plain words. */
  readonly why: Text
  /** Manual and section, or the page, behind it. */
  readonly source: string
  /** The command line without its carriage return. Every length is computed, every placeholder filled but those of `fill`. */
  readonly send: string
  /** Names of the plan's fills: they stand in `send` as `{name}` until just before it is sent. */
  readonly fill?: readonly string[]
  /** Values inside `send` that must never be shown or recorded. */
  readonly secrets: readonly string[]
  readonly then?: PromptData
  readonly expect: Expectation
  readonly capture?: readonly Capture[]
  /** Secrets in what the modem answers. */
  readonly hide?: readonly HiddenSpan[]
  /** This step reads the cloud's answer to the plan's errand. Regular expression source; its one group is the body; the status is captured as `http-status`. */
  readonly answer?: string
  readonly recover?: readonly Recovery[]
  /** A capture that the cloud gives only once: a run that holds it and starts again from the top leaves this step out. */
  readonly unless?: string
  readonly risk: Risk
  readonly undo?: Undo
  /** The captured value `clock` is compared with this PC's time, by this rule. */
  readonly clock?: ClockRule
  /** The next step must follow at once: the far end drops an idle connection. The runner sends it without a person in between. */
  readonly chained?: boolean
  /** From here on something is open on the modem that a stop has to close; a chained step always opens. */
  readonly opens?: boolean
}

/** A command that closes what a plan opened, for stop and cancel. */
export type Closing = { readonly line: string; readonly timeoutMs: number; readonly urcPrefix?: string }

export type Received = 'nothing' | 'echo' | 'unreadable' | 'lines'

/** What is known of a failed step, for those who put it into words. */
export type Evidence = {
  readonly stepId: string
  readonly stage: Stage
  /** Secrets masked. */
  readonly command: string
  /** The final result, or `null` when none came in time. */
  readonly final: string | null
  /** All lines that came with the command, URCs included, in order. */
  readonly lines: readonly string[]
  /** The line that did not match, where there is one. */
  readonly offending?: string
  /** Which wait ran out: for the prompt, the final result or the URC. */
  readonly timedOut?: 'prompt' | 'final' | 'urc'
  /** What came at all: nothing, only the echo, bytes that are no text, or readable lines. */
  readonly received: Received
}
