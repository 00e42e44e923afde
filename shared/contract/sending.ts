import { z } from 'zod'
import { bytesSchema, masksSchema } from './bytes-schema.ts'
import type { Failure, Result } from './failure.ts'

/** Lines that the program sends one after another for a person, at their pace; one at a time a session. */
export const sendingJobSchema = z.object({
  /** As they go over the wire, line ends included. */
  lines: z.array(bytesSchema).min(1).max(10_000),
  /** By line: secrets that are not told by what the line is. */
  masks: z.array(masksSchema).max(10_000).optional(),
  /** `answer`: the next line goes when the last got its final result or a prompt; `delay`: after `lineDelayMs`. */
  wait: z.enum(['answer', 'delay']),
  /** ms for one line's final result. */
  answerTimeoutMs: z.int().min(100).max(600_000),
  /** An ERROR, +CME ERROR or missing answer ends the job. */
  stopsAtError: z.boolean(),
  charDelayMs: z.int().min(0).max(1000),
  lineDelayMs: z.int().min(0).max(60_000),
  /** By line, in place of `lineDelayMs`; the last one's is kept before the next round. */
  delaysMs: z.array(z.int().min(0).max(3_600_000)).max(10_000).optional(),
  /** All lines again every so many ms, or when they are through if that is later; `count` 0: until stopped. */
  repeat: z.object({ everyMs: z.int().min(10).max(86_400_000), count: z.int().min(0).max(1_000_000) }).nullable(),
})
export type SendingJob = z.infer<typeof sendingJobSchema>

export type SendingState = {
  readonly sessionId: string
  readonly id: string
  readonly state: 'running' | 'done' | 'stopped' | 'failed'
  /** Lines of this round that went out, of how many. */
  readonly sent: number
  readonly lines: number
  /** The round under way or ended, from 1; `rounds` 0: without end. */
  readonly round: number
  readonly rounds: number
  /** null: sent once. */
  readonly everyMs: number | null
  /** Lines with an ERROR or without an answer, where the job went on. */
  readonly errors: number
  /** What the device said to the last line, secrets masked, at most 20 lines. */
  readonly answer: readonly string[]
  readonly failure?: Failure
}

export type SendingApi = {
  'sending.list': () => Promise<SendingState[]>
  'sending.start': (sessionId: string, job: SendingJob) => Promise<Result<SendingState>>
  /** Stopping what has ended is no failure. */
  'sending.stop': (sessionId: string) => Promise<Result<null>>
}

export type SendingEvents = { 'sending.didChange': (state: SendingState) => void }

const id = z.string().min(1).max(64)

export const sendingInputs = {
  'sending.list': z.tuple([]),
  'sending.start': z.tuple([id, sendingJobSchema]),
  'sending.stop': z.tuple([id]),
}
