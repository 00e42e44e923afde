import { z } from 'zod'
import type { Failure, Result } from './failure.ts'
import { recordingName } from './recordings.ts'
import type { Chunk, PortInfo } from './serial.ts'

/** How many times as fast as it was recorded; null: as fast as possible. */
export const replaySpeeds = [0.5, 1, 2, 10, 100, null] as const
export type ReplaySpeed = (typeof replaySpeeds)[number]

/** A recording that is played once more: its bytes, in the order and at the pace of then, go to whoever looks and to no port. */
export type ReplayState = {
  readonly id: string
  /** Of the recording. */
  readonly name: string
  readonly port: PortInfo
  /** What the module called itself, where that stands near the beginning. */
  readonly modem?: string
  /** The opened recording whose rows are shown, from 0 to `row`; it is closed with the replay. */
  readonly recordingId: string
  /** ms since the epoch: of the recording's beginning, of its last bytes, and how far it has been played. */
  readonly startedAt: number
  readonly endedAt: number
  readonly at: number
  /** Rows played so far; the last from its first byte on. */
  readonly row: number
  /** Rows counted so far, of all. */
  readonly rows: number
  readonly speed: ReplaySpeed
  /** Where nothing happened for more than a second as it is played, a second is waited. */
  readonly shortensGaps: boolean
  readonly isPlaying: boolean
  /** Played to its end. */
  readonly isOver: boolean
  /** It cannot be read on: deleted, damaged, on a disk that is gone. */
  readonly problem?: Failure
}

export type ReplaySnapshot = { readonly chunks: readonly Chunk[]; readonly nextSeq: number; /** Chunks after the number asked for are gone, or were of another place. */ readonly truncated: boolean }

const id = z.string().min(1).max(64)
const seekSchema = z.union([z.strictObject({ row: z.int().min(0) }), z.strictObject({ at: z.number() })])

export const replaysInputs = {
  'replays.list': z.tuple([]),
  'replays.snapshot': z.tuple([id, z.int().min(0)]),
  'replays.open': z.tuple([recordingName, z.int().min(0).nullable()]),
  'replays.play': z.tuple([id]),
  'replays.pause': z.tuple([id]),
  'replays.seek': z.tuple([id, seekSchema]),
  'replays.set': z.tuple([id, z.object({ speed: z.literal(replaySpeeds).optional(), shortensGaps: z.boolean().optional() })]),
  'replays.close': z.tuple([id]),
}

export type ReplaysApi = {
  // queries
  'replays.list': () => Promise<readonly ReplayState[]>
  /** The newest chunks played, as `serial.snapshot` gives a session's. */
  'replays.snapshot': (id: string, fromSeq: number) => Promise<Result<ReplaySnapshot>>
  // commands
  /** Opens and plays from the beginning, or from a row on. Refused while a session writes the recording. */
  'replays.open': (name: string, row: number | null) => Promise<Result<ReplayState>>
  /** One that is over begins anew. */
  'replays.play': (id: string) => Promise<Result<ReplayState>>
  'replays.pause': (id: string) => Promise<Result<ReplayState>>
  /** To a row, which is then the last played, or to a moment, ms since the epoch. It plays on if it was playing. */
  'replays.seek': (id: string, to: { row: number } | { at: number }) => Promise<Result<ReplayState>>
  'replays.set': (id: string, change: { speed?: ReplaySpeed | undefined; shortensGaps?: boolean | undefined }) => Promise<Result<ReplayState>>
  'replays.close': (id: string) => Promise<Result<null>>
}

export type ReplaysEvents = {
  /** Also as it plays, at most 30 times a second. */
  'replays.didChange': (state: ReplayState) => void
  'replays.didClose': (id: string) => void
  /** Batched, as `serial.didReceive`; the numbers jump where it was sought. */
  'replays.didPlay': (id: string, chunks: Chunk[]) => void
}
