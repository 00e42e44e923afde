import { isFinalResult } from '../../../shared/at/final-result.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'

export type LineEnding = 'CR' | 'LF' | 'CRLF'

/** What a session's traffic says about how its device wants lines to end. */
export type EndingEvidence = {
  /** The end of the last command that got a final result, or of the device's own lines where they have LF alone. */
  readonly works?: LineEnding
  /** How the last line was ended that has no final result yet. */
  readonly pending?: LineEnding
  /** The end of what was received, not yet a whole line. */
  readonly rest: string
  /** Lines received that end with LF alone, as long as none ends otherwise. */
  readonly bareLines: number
  /** The device prints a prompt and takes data: what goes out is no line, whatever it ends with. */
  readonly takesData?: boolean
}

export const noEvidence: EndingEvidence = { rest: '', bareLines: 0 }

/** A shell's prompt or one stray LF is no sign yet. */
const enoughLines = 3
const restLimit = 256

const endOf = (sent: string): LineEnding | undefined => (sent.endsWith('\r\n') ? 'CRLF' : sent.endsWith('\r') ? 'CR' : sent.endsWith('\n') ? 'LF' : undefined)

export function observeEnding(before: EndingEvidence, chunk: Chunk): EndingEvidence {
  const words = fromUtf8(chunk.bytes)
  if (chunk.direction === 'note') return before
  if (chunk.direction === 'out') {
    const pending = before.takesData ? undefined : endOf(words)
    return pending ? { ...before, pending, rest: '' } : before
  }
  const lines = (before.rest + words).split('\n')
  const rest = (lines.pop() ?? '').slice(-restLimit)
  const isBare = before.bareLines >= 0 && lines.every((line) => line === '' || !line.endsWith('\r'))
  const bareLines = isBare ? before.bareLines + lines.filter((line) => line !== '').length : -1
  const { pending, works } = before
  const data = takesData(lines, rest, before.takesData ?? false) && { takesData: true }
  if (pending !== undefined && lines.some((line) => isFinalResult(line))) return { rest, bareLines, works: pending, ...data }
  const shown = works ?? (bareLines >= enoughLines ? ('LF' as const) : undefined)
  return { rest, bareLines, ...(shown && { works: shown }), ...(pending && { pending }), ...data }
}

/** From a prompt on until a final result. */
function takesData(lines: readonly string[], rest: string, before: boolean): boolean {
  const last = lines.map((line) => line.trim()).findLast((line) => line !== '' && (isFinalResult(line) || line === 'DOWNLOAD'))
  const now = last === undefined ? before : /^(CONNECT|DOWNLOAD)/.test(last)
  return now || rest.trim() === '>'
}

/** What to try after `tried` got no answer: ESP-AT and many Wi-Fi modules want both, modems the CR alone. */
export const otherEnding = (tried: LineEnding): LineEnding => (tried === 'CRLF' ? 'CR' : 'CRLF')
