import type { Piece } from './job.ts'

export const noBytes: Piece = { bytes: new Uint8Array(0), starts: new Int32Array(0), positions: new Float64Array(0), times: new Float64Array(0) }

export function joinPieces(first: Piece, second: Piece): Piece {
  if (first.bytes.length === 0) return second
  if (second.bytes.length === 0) return first
  const both = <T extends Uint8Array | Float64Array | Int32Array>(made: T, a: T, b: T): T => {
    made.set(a)
    made.set(b, a.length)
    return made
  }
  const runs = first.starts.length + second.starts.length
  return {
    bytes: both(new Uint8Array(first.bytes.length + second.bytes.length), first.bytes, second.bytes),
    starts: both(new Int32Array(runs), first.starts, second.starts.map((start) => start + first.bytes.length)),
    positions: both(new Float64Array(runs), first.positions, second.positions),
    times: both(new Float64Array(runs), first.times, second.times),
  }
}

function runAt({ starts }: Piece, offset: number): number {
  let run = starts.length - 1
  while (run > 0 && (starts[run] ?? 0) > offset) run--
  return run
}

/** Without what stands before `offset`. */
export function pieceFrom(piece: Piece, offset: number): Piece {
  if (offset <= 0) return piece
  if (offset >= piece.bytes.length) return noBytes
  const run = runAt(piece, offset)
  return {
    bytes: piece.bytes.subarray(offset),
    starts: piece.starts.slice(run).map((start) => start - offset),
    positions: piece.positions.slice(run),
    times: piece.times.slice(run),
  }
}

/** Where the byte at `offset` came from. */
export function originIn(piece: Piece, offset: number): { readonly position: number; readonly at: number } {
  const run = runAt(piece, offset)
  return { position: (piece.positions[run] ?? 0) + offset - (piece.starts[run] ?? 0), at: piece.times[run] ?? 0 }
}
