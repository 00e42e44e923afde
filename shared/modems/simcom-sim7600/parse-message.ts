import type { LengthUrc } from '../../at/length-urcs.ts'
import type { ReceivedMessage } from '../profile.ts'

/** A76XX Series AT Command Manual, 18.4: start with both lengths, topic and message in pieces of up to 1500 bytes, end. */
export const messageUrc: LengthUrc = {
  start: '^\\+CMQTTRXSTART: \\d+,\\d+,\\d+$',
  parts: ['^\\+CMQTTRXTOPIC: \\d+,(\\d+)', '^\\+CMQTTRXPAYLOAD: \\d+,(\\d+)'],
  end: '^\\+CMQTTRXEND: \\d+$',
}

const whole = /^\+CMQTTRXSTART: [\d,]+\n\+CMQTTRXTOPIC: [\d,]+\n([\s\S]*?)(?:\n\+CMQTTRXPAYLOAD: [\d,]+\n([\s\S]*))?\n\+CMQTTRXEND: \d+$/

/** Reads what `messageUrc` puts together. */
export function parseMessage(line: string): ReceivedMessage | undefined {
  const match = whole.exec(line)
  return match ? { topic: match[1] ?? '', payload: match[2] ?? '' } : undefined
}
