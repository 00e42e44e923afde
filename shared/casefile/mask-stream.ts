import { fromLatin1, fromUtf8, latin1, utf8 } from '../text/bytes.ts'
import type { Piece } from './transcript.ts'

/** Replaces text of any length by text of the same length. */
export type SameLength = (content: string) => string

/** One character a byte: all that went one way, so that what was read in two pieces is seen as one. */
export const streamOf = (pieces: readonly Piece[], direction: Piece['direction']): string =>
  pieces.flatMap((piece) => (piece.direction === direction ? [fromLatin1(piece.bytes)] : [])).join('')

/** Masks both ways of a transcript across its pieces, and each remark by itself. Times and lengths stay. */
export function maskPieces(pieces: readonly Piece[], mask: SameLength, maskNote: (remark: string) => string): readonly Piece[] {
  const streams = { in: mask(streamOf(pieces, 'in')), out: mask(streamOf(pieces, 'out')) }
  const at = { in: 0, out: 0 }
  return pieces.map((piece) => {
    const { direction, bytes } = piece
    if (direction === 'note') return { ...piece, bytes: utf8(maskNote(fromUtf8(bytes))) }
    const start = at[direction]
    at[direction] = start + bytes.length
    return { ...piece, bytes: latin1(streams[direction].slice(start, start + bytes.length)) }
  })
}
