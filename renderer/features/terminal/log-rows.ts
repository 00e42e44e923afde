import { concat, fromUtf8 } from '../../../shared/text/bytes.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { closeRow, noCommand, type CommandContext, type Past } from './row-past.ts'

/** One line of the log. `bytes` are exactly what travelled, line ends included: all rows together are the stream. */
export type LogRow = {
  readonly id: number
  /** ms since the epoch, of the row's first byte. */
  readonly at: number
  readonly direction: Chunk['direction']
  readonly bytes: Uint8Array
  readonly text: string
  /** The lines before it that it is read against. */
  readonly past: Past | undefined
  /** ms since the command that this final result ends. */
  readonly elapsedMs?: number
}

export type LogState = {
  readonly rows: readonly LogRow[]
  /** The last row still grows with the next bytes of its direction. */
  readonly isOpen: boolean
  readonly nextId: number
  /** Bytes held by all rows. */
  readonly size: number
  readonly command: CommandContext
  /** The device waits for data (`CONNECT`, `>`): what is sent now is one piece, however many lines it has. */
  readonly takesData: boolean
}

export const emptyLog: LogState = { rows: [], isOpen: false, nextId: 0, size: 0, command: noCommand, takesData: false }

/** What a page holds at most; the recording has everything. */
export const logLimits = { rows: 20_000, bytes: 8 * 1024 * 1024, rowBytes: 4096 } as const

const CR = 0x0d
const LF = 0x0a
const isLineEnd = (byte: number | undefined): boolean => byte === CR || byte === LF

/**
 * Where a row that begins at `start` ends, exclusive; `isOpen` when no end has come yet.
 * Line ends in front of text belong to the row (`␍␊OK␍␊` is one), CR LF is never split.
 */
function findEnd(bytes: Uint8Array, start: number): { end: number; isOpen: boolean } {
  let position = start
  while (position < bytes.length && isLineEnd(bytes[position]) && position - start < logLimits.rowBytes) position++
  while (position < bytes.length && !isLineEnd(bytes[position])) {
    if (position - start >= logLimits.rowBytes) return { end: position, isOpen: false }
    position++
  }
  if (position === bytes.length) return { end: position, isOpen: true }
  if (bytes[position] === LF) return { end: position + 1, isOpen: false }
  // A CR at the very end may have its LF in the next chunk: stay open, so that the two are not torn apart.
  if (position + 1 === bytes.length) return { end: position + 1, isOpen: true }
  return { end: bytes[position + 1] === LF ? position + 2 : position + 1, isOpen: false }
}

/** Data after a prompt has no lines: a certificate is one row. */
function findDataEnd(bytes: Uint8Array, start: number): { end: number; isOpen: boolean } {
  const end = Math.min(bytes.length, start + logLimits.rowBytes)
  return { end, isOpen: end - start < logLimits.rowBytes }
}

const asksForData = (row: LogRow | undefined): boolean => row !== undefined && /^(CONNECT( .*)?|>)$/.test(row.text.trim())

const hasText = (bytes: Uint8Array): boolean => bytes.some((byte) => !isLineEnd(byte))

/** An open row whose CR turned out to have no LF: what follows is a new row. */
const endsWithBareCr = (bytes: Uint8Array): boolean => bytes.at(-1) === CR && hasText(bytes)

/** Adds chunks in order. Pure: the same chunks, however they were batched, give the same rows. */
export function appendChunks(state: LogState, chunks: readonly Chunk[]): LogState {
  if (chunks.length === 0) return state
  const rows = [...state.rows]
  let { isOpen, nextId, size, command, takesData } = state

  const settle = (row: LogRow): LogRow => {
    const closed = closeRow(row, command)
    command = closed.command
    return { ...row, ...closed.words }
  }
  const put = (row: LogRow, replacesLast: boolean, staysOpen: boolean): void => {
    // An open row is read as well, but it moves the context on only once: when it closes.
    const shown = staysOpen ? { ...row, ...closeRow(row, command).words } : settle(row)
    if (replacesLast) rows[rows.length - 1] = shown
    else rows.push(shown)
    isOpen = staysOpen
  }
  const closeLast = (): void => {
    const last = rows.at(-1)
    if (isOpen && last) put(last, true, false)
    isOpen = false
  }

  for (const chunk of chunks) {
    if (chunk.direction === 'note') {
      closeLast()
      put({ id: nextId++, at: chunk.at, direction: 'note', bytes: chunk.bytes, text: fromUtf8(chunk.bytes), past: undefined }, false, false)
      size += chunk.bytes.length
      continue
    }
    let last = rows.at(-1)
    const isData = takesData && chunk.direction === 'out'
    const continues =
      isOpen && last !== undefined && last.direction === chunk.direction && (isData || !(endsWithBareCr(last.bytes) && chunk.bytes[0] !== LF))
    if (!continues) closeLast()
    last = continues ? last : undefined
    const bytes = last ? concat([last.bytes, chunk.bytes]) : chunk.bytes
    let start = 0
    while (start < bytes.length) {
      const { end, isOpen: staysOpen } = isData ? findDataEnd(bytes, start) : findEnd(bytes, start)
      const piece = bytes.subarray(start, end)
      const isFirst = start === 0 && last !== undefined
      const row: LogRow = {
        id: isFirst && last ? last.id : nextId++,
        at: isFirst && last ? last.at : chunk.at,
        direction: chunk.direction,
        bytes: piece,
        text: fromUtf8(piece),
        past: undefined,
      }
      put(row, isFirst, staysOpen)
      start = end
    }
    size += chunk.bytes.length
    if (chunk.direction === 'in') takesData = asksForData(rows.at(-1))
  }
  return trim({ rows, isOpen, nextId, size, command, takesData })
}

/** Drops the oldest in blocks of a tenth, so that a full log does not shift by one with every line. */
function trim(state: LogState): LogState {
  if (state.rows.length <= logLimits.rows && state.size <= logLimits.bytes) return state
  const keepRows = logLimits.rows * 0.9
  const keepBytes = logLimits.bytes * 0.9
  let { size } = state
  let drop = 0
  while (state.rows.length - drop > keepRows || (size > keepBytes && drop < state.rows.length - 1)) {
    size -= state.rows[drop]?.bytes.length ?? 0
    drop++
  }
  return { ...state, rows: state.rows.slice(drop), size }
}
