import { z } from 'zod'
import { bytesSchema, masksSchema } from './bytes-schema.ts'
import type { Failure, Result } from './failure.ts'

export const portKinds = ['system', 'tcp', 'practice'] as const
export type PortKind = (typeof portKinds)[number]

/** `path` is what a person may type: `/dev/ttyUSB2`, `COM11`, `tcp://host:port`, `practice:quectel-ec20`. */
export type PortInfo = {
  readonly path: string
  readonly kind: PortKind
  /** The device's own words where the system gives them: driver, product or interface name. */
  readonly label: string
  readonly manufacturer?: string
  readonly serialNumber?: string
  readonly vendorId?: string
  readonly productId?: string
  readonly locationId?: string
}

export const lineSettingsSchema = z.object({
  /** bit/s; any positive integer the driver takes. */
  baudRate: z.int().min(1).max(12_000_000),
  dataBits: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd', 'mark', 'space']),
  stopBits: z.union([z.literal(1), z.literal(1.5), z.literal(2)]),
  flowControl: z.enum(['none', 'hardware', 'software']),
})
export type LineSettings = z.infer<typeof lineSettingsSchema>

/** The bench's shorthand: `115200 8N1`. */
export const formatLine = ({ baudRate, dataBits, parity, stopBits }: Omit<LineSettings, 'flowControl'>): string => `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`

/** What Quectel, SIMCom, Luat and Lierda modules ship with. */
export const defaultLineSettings: LineSettings = {
  baudRate: 115200,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  flowControl: 'none',
}

/** `null`: this port has no such line, or the driver cannot tell. Inputs are read; outputs are what was last set. */
export type SignalState = {
  readonly cts: boolean | null
  readonly dsr: boolean | null
  readonly dcd: boolean | null
  readonly ri: boolean | null
  readonly dtr: boolean | null
  readonly rts: boolean | null
}

/** `waiting`: the device vanished; the session comes back by itself when the same device does. */
export type SessionState = 'open' | 'waiting' | 'closed'

/** A part of the program that takes a session for itself. `transfer`: a file on its way; `probe`: the search for the line's speed. */
export type ProgramOwner = 'wizard' | 'sequence' | 'transfer' | 'probe'

export type SessionInfo = {
  readonly id: string
  readonly port: PortInfo
  readonly settings: LineSettings
  readonly state: SessionState
  /** ms since the epoch. */
  readonly openedAt: number
  readonly bytesIn: number
  readonly bytesOut: number
  readonly signals: SignalState
  /** Absolute path of the recording and its size so far, in bytes on disk. */
  readonly recording: { readonly file: string; readonly bytes: number }
  /** Who owns the AT channel at the moment; a person's own typing is refused meanwhile with `port.in-use-by-` and the owner. */
  readonly owner: 'person' | ProgramOwner
  /** Why it is waiting or closed. */
  readonly failure?: Failure
}

/**
 * A run of bytes that travelled together. `seq` counts chunks of a session from 0 without gaps.
 * Secrets are already masked (same length, `*`): the device got the real bytes, nobody else does.
 * `note` chunks are UTF-8 remarks of the program itself (opened, unplugged, back again).
 */
export type Chunk = {
  readonly seq: number
  /** ms since the epoch with a fraction, taken when the bytes were read or handed to the port. */
  readonly at: number
  readonly direction: 'in' | 'out' | 'note'
  readonly bytes: Uint8Array
}

export type SessionSnapshot = {
  readonly info: SessionInfo
  /** The newest chunks that the ring still holds, from `fromSeq` on where possible. */
  readonly chunks: readonly Chunk[]
  /** Events with `seq` below this are already in `chunks`. */
  readonly nextSeq: number
  /** True when chunks after `fromSeq` were already dropped from the ring; the recording has them. */
  readonly truncated: boolean
}

export type SerialApi = {
  // queries
  'serial.listPorts': () => Promise<{ ports: PortInfo[]; problem?: Failure }>
  'serial.sessions': () => Promise<SessionInfo[]>
  'serial.snapshot': (sessionId: string, fromSeq: number) => Promise<Result<SessionSnapshot>>
  // commands
  'serial.open': (path: string, settings: LineSettings) => Promise<Result<SessionInfo>>
  'serial.close': (sessionId: string) => Promise<Result<null>>
  /** `mask`: secrets that are not told by what the line is, such as a placeholder's value. */
  'serial.write': (sessionId: string, bytes: Uint8Array, mask?: { start: number; end: number }[]) => Promise<Result<null>>
  'serial.configure': (sessionId: string, settings: LineSettings) => Promise<Result<SessionInfo>>
  'serial.setSignals': (sessionId: string, signals: { dtr?: boolean | undefined; rts?: boolean | undefined }) => Promise<Result<SessionInfo>>
  /** Inverts the line, waits `ms` (10 to 5000), puts it back. */
  'serial.pulse': (sessionId: string, line: 'dtr' | 'rts', ms: number) => Promise<Result<SessionInfo>>
}

export type SerialEvents = {
  /** State, counters or signals changed; also once when a session ends (`state: 'closed'`). */
  'serial.didChangeSession': (info: SessionInfo) => void
  /** Batched: at most about 60 a second a session. Batches of a flood go only to a client that follows the session (`link.follow`). */
  'serial.didReceive': (sessionId: string, chunks: Chunk[]) => void
}

const id = z.string().min(1).max(64)


export const serialInputs = {
  'serial.listPorts': z.tuple([]),
  'serial.sessions': z.tuple([]),
  'serial.snapshot': z.tuple([id, z.int().min(0)]),
  'serial.open': z.tuple([z.string().trim().min(1).max(1024), lineSettingsSchema]),
  'serial.close': z.tuple([id]),
  'serial.write': z.tuple([id, bytesSchema, masksSchema.optional()]),
  'serial.configure': z.tuple([id, lineSettingsSchema]),
  'serial.setSignals': z.tuple([id, z.object({ dtr: z.boolean().optional(), rts: z.boolean().optional() })]),
  'serial.pulse': z.tuple([id, z.enum(['dtr', 'rts']), z.int().min(10).max(5000)]),
}
