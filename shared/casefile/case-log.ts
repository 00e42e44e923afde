import type { CaseFile } from './format.ts'
import { decodeChunk, transcriptLines } from './transcript.ts'

/** The transcript as a terminal's log, a line each, for those who read logs; the program's own remarks left out. */
export const caseLog = ({ transcript }: CaseFile): string =>
  transcriptLines(transcript.chunks.map(decodeChunk))
    .filter(({ direction }) => direction !== 'note')
    .map(({ text }) => text)
    .join('\n')
