import type { CommandTable } from '../at/command-words.ts'
import type { LengthUrc } from '../at/length-urcs.ts'
import type { LineTable, SignatureTable } from '../at/parameter.ts'
import type { Described } from '../at/line-words.ts'
import type { Failure } from '../contract/failure.ts'
import type { Text } from '../text/local-text.ts'
import type { CloudProfile, Field } from '../clouds/profile.ts'
import type { ClockManner } from '../wizard/clock.ts'
import type { Finding } from '../wizard/plan.ts'
import type { Job } from '../wizard/credential.ts'
import type { Closing, Evidence, Step } from '../wizard/step.ts'
import type { Variant } from '../wizard/variant.ts'

/** A message that the modem says it received. */
export type ReceivedMessage = { readonly topic: string; readonly payload: string }

/** One modem family: how it attaches, takes certificates, opens TLS and speaks MQTT. Data and pure functions. */
export type ModemProfile = {
  readonly id: string
  readonly name: string
  /** Instead of the name where one is read, if it is no maker's: `modemLabel`. */
  readonly label?: Text
  readonly maker: string
  readonly summary: Text
  /** Matches the answers to ATI, AT+CGMM and AT+CGMR. */
  readonly identity: RegExp
  /** How far its plans go. `network`: until data is up; the cloud's inputs are not asked for. Left out: into the cloud. */
  readonly reach?: 'network'
  /** Limits and forbidden characters, checked before anything is sent. */
  readonly lint: (job: Job) => readonly Finding[]
  readonly steps: (job: Job) => readonly Step[]
  /** Subscribes and publishes what the job says, on a connection that `steps` opened; left out: nothing can be sent after the plan. */
  readonly exchange?: (job: Job) => readonly Step[]
  /** How its clock is read and set; left out: the plan does not compare it. */
  readonly clock?: ClockManner
  /** What this family asks for besides the cloud's fields; the values come back in `Job.options`. */
  readonly fields?: readonly Field[]
  /** Other ways to the cloud than its MQTT login as it stands: only what is special to the pair. */
  readonly variants?: (cloud: CloudProfile) => readonly Variant[]
  readonly explain: (evidence: Evidence) => Failure | undefined
  /** Reads a message URC, put together by `lengthUrcs` where it comes in several; `undefined` when the line is something else. */
  readonly parseMessage: (line: string) => ReceivedMessage | undefined
  /** Prefixes of this family's URCs, so that the AT channel can tell them from responses: `+QMTRECV:`. */
  readonly urcPrefixes: readonly string[]
  /** URCs that print their payload's length, so that line ends inside the payload do not cut them, and messages that come in several URCs. */
  readonly lengthUrcs: readonly LengthUrc[]
  /** Whole lines that a modem of this family prints when it starts or goes down: whatever was under way or set is gone. */
  readonly restartLines: readonly string[]
  /** Reads a URC that reports a loss (link, bearer, reboot); `undefined` for any other line. */
  readonly explainUrc: (line: string) => Failure | undefined
  /** Words for one of this family's own lines, success or failure, for the margin of a log. */
  readonly describe: (line: string) => Described | undefined
  /** What one of this family's own commands does, with its parameters; `undefined` for any other line, and for those that every modem has. */
  readonly describeCommand?: (line: string) => Text | undefined
  /** This family's own commands with words for each, to be offered while a line is typed. */
  readonly commands?: CommandTable
  /** The parameters of its own commands, for the form beside the send line and for a log's explanations. */
  readonly signatures?: SignatureTable
  /** The fields of its own answers and URCs. */
  readonly lines?: LineTable
  /** The document that its own commands stand in, for a line whose section nobody wrote down. */
  readonly manual?: string
  /** Commands of its own for a first page of quick commands: they read, and need no values. `isCellular` false: it has no SIM and no 27.007. `without`: those of every module that it lacks. */
  readonly starters?: { readonly lines: readonly string[]; readonly isCellular?: boolean; readonly without?: readonly string[] }
  /** Words for this family's lines that explain themselves to who reads along, and need them in a log that is read as a whole: answers, messages, boot lines. */
  readonly describeAnswer?: (line: string) => Described | undefined
  /** What ends a command line, where it is not the carriage return alone. */
  readonly lineEnd?: '\r\n'
  /** Commands that close what `steps` opens, for stop and cancel. */
  readonly closing: readonly Closing[]
}
