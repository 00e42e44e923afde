import { readPayload, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import type { Problem } from '../../../../shared/mqtt/payload-formats/problem.ts'
import { hexDump } from '../../../ui/payload-text.ts'

export type ShownPayload = {
  readonly text: string
  readonly isDump: boolean
  /** Why it is shown in hex although another format was asked for. */
  readonly problem?: Problem
}

/** A payload in a format, at most `limit` characters of it; as a hex dump where it is not of that format. */
export function shownPayload(payload: Uint8Array, format: PayloadFormat, limit: number): ShownPayload {
  const reading = format === 'hex' ? null : readPayload(format, payload, limit)
  if (reading?.ok) return { text: reading.text, isDump: false }
  return { text: hexDump(payload.subarray(0, limit)), isDump: true, ...(reading && { problem: reading.problem }) }
}
