import { z } from 'zod'
import type { SequenceProblem } from '../sequence/read-sequence.ts'
import type { Sequence } from '../sequence/schema.ts'
import type { Failure, Result } from './failure.ts'

/** One file of the folder of sequences. */
export type SequenceFile = {
  readonly file: string
  /** Left out where the file cannot be used; `problems` says why. */
  readonly name?: string
  readonly steps?: number
  readonly problems: readonly SequenceProblem[]
}

export type OpenedSequence = { readonly file: string; readonly text: string; readonly sequence?: Sequence; readonly problems: readonly SequenceProblem[] }

/** One time that a step was done. Secrets are masked in all of it. */
export type SequenceOutcome = {
  /** Counts what was done in the run, from 1. */
  readonly n: number
  /** ms since the epoch, when it began. */
  readonly at: number
  readonly round: number
  /** Index in the sequence's steps. */
  readonly step: number
  readonly attempt: number
  readonly passed: boolean
  readonly sent?: string
  /** What came meanwhile; the newest 50 lines. */
  readonly lines: readonly string[]
  readonly elapsedMs: number
  readonly failure?: Failure
}

export type SequenceRun = {
  readonly id: string
  readonly sessionId: string
  readonly name: string
  /** ms since the epoch. */
  readonly startedAt: number
  readonly endedAt?: number
  readonly titles: readonly string[]
  readonly status: 'running' | 'passed' | 'failed' | 'stopped'
  readonly loops: number
  /** Where it is, while it runs; where it ended. */
  readonly round: number
  readonly step: number
  readonly passed: number
  readonly failed: number
  /** By step: the last time that it was done. */
  readonly last: readonly (SequenceOutcome | null)[]
  readonly failure?: Failure
}

/** A run with everything that was done in it. */
export type SequenceReport = {
  readonly run: SequenceRun
  readonly outcomes: readonly SequenceOutcome[]
  /** How many of those that passed are left out, oldest first, for room. */
  readonly omitted: number
}

const id = z.string().min(1).max(64)
/** A file of the folder, without a path: nothing outside it can be named. */
const file = z
  .string()
  .min(1)
  .max(150)
  .regex(/^[^/\\:*?"<>|\u0000-\u001f]+\.(yaml|yml|json)$/i)
  .refine((name) => !name.startsWith('.'))
const name = z.string().trim().min(1).max(100)
const source = z.string().max(262_144)
const valuesSchema = z.record(z.string().max(64), z.string().max(8_192))

export const sequencesInputs = {
  'sequences.list': z.tuple([]),
  'sequences.open': z.tuple([file]),
  'sequences.save': z.tuple([file.nullable(), source]),
  'sequences.remove': z.tuple([file]),
  'sequences.rename': z.tuple([file, name]),
  'sequences.duplicate': z.tuple([file, name]),
  'sequences.run': z.tuple([id, source, valuesSchema]),
  'sequences.stop': z.tuple([id]),
  'sequences.runs': z.tuple([]),
  'sequences.settled': z.tuple([id]),
  'sequences.results': z.tuple([]),
  'sequences.result': z.tuple([id]),
}

export type SequencesApi = {
  // queries
  'sequences.list': () => Promise<{ folder: string; files: SequenceFile[] }>
  'sequences.open': (file: string) => Promise<Result<OpenedSequence>>
  /** The newest run of each session. */
  'sequences.runs': () => Promise<SequenceRun[]>
  /** Resolves when the run has ended. */
  'sequences.settled': (runId: string) => Promise<Result<SequenceRun>>
  /** The last runs, newest first, those under way too; kept over a restart. */
  'sequences.results': () => Promise<SequenceRun[]>
  'sequences.result': (runId: string) => Promise<Result<SequenceReport>>
  // commands
  /** `null`: a new file, named after the sequence. A text with problems is refused with the first of them. */
  'sequences.save': (file: string | null, source: string) => Promise<Result<SequenceFile>>
  'sequences.remove': (file: string) => Promise<Result<null>>
  /** Gives the sequence another name, and the file one that goes with it; what else stands in the file stays as it is. */
  'sequences.rename': (file: string, name: string) => Promise<Result<SequenceFile>>
  'sequences.duplicate': (file: string, name: string) => Promise<Result<SequenceFile>>
  /** Takes the session until the run ends. `values`: of the placeholders, secret ones too; they are kept in memory only. */
  'sequences.run': (sessionId: string, source: string, values: Record<string, string>) => Promise<Result<SequenceRun>>
  'sequences.stop': (runId: string) => Promise<Result<SequenceRun>>
}

export type SequencesEvents = {
  'sequences.didChange': (files: SequenceFile[]) => void
  /** With what was done since the last time, in order; at most ten times a second, and at once when the run ends. */
  'sequences.didChangeRun': (run: SequenceRun, outcomes: readonly SequenceOutcome[]) => void
}
