import { caseLimits } from '../../../shared/casefile/format.ts'
import type { Piece } from '../../../shared/casefile/transcript.ts'
import type { openRecording } from '../recording/index.ts'

export type Pieces = { readonly pieces: readonly Piece[]; readonly omitted: number }

/** Twice what a file holds: who the module is may have been asked before its transcript begins. */
const keptBytes = caseLimits.transcriptBytes * 2
const keptPieces = caseLimits.chunks * 2

/** The newest pieces of a recording, however long it is; undefined where it cannot be read. */
export async function readPieces(open: typeof openRecording, file: string): Promise<Pieces | undefined> {
  const recording = await open(file)
  if (!recording.ok) return undefined
  let pieces: Piece[] = []
  let bytes = 0
  let omitted = 0
  const trim = (): void => {
    let first = 0
    while (first < pieces.length && (bytes > keptBytes || pieces.length - first > keptPieces)) bytes -= pieces[first++]?.bytes.length ?? 0
    pieces = pieces.slice(first)
    omitted += first
  }
  try {
    for await (const frame of recording.value.frames()) {
      pieces.push(frame)
      bytes += frame.bytes.length
      // Not at every frame: dropping from the front costs as much as is kept.
      if (bytes > keptBytes * 1.5 || pieces.length > keptPieces * 1.5) trim()
    }
  } catch {
    // A file that breaks off while it is read still has what came before.
  }
  trim()
  return { pieces, omitted }
}
