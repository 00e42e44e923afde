import type { MaskRange } from '../../../shared/at/mask.ts'
import { writeBytes } from './terminal-store.ts'
import { startSending } from './use-sending.ts'

/** `masks`: secrets that are not told by what the line is. */
type SendManner = { readonly charDelayMs: number; readonly masks?: readonly MaskRange[] }

/** ms for the answer; a line that is sent slowly does not wait for one. */
const unused = 10_000

/** One line to the port, true when it was taken. Where characters are to be slow, the program sends them one by one. */
export const sendBytes = (sessionId: string, bytes: Uint8Array, { charDelayMs, masks = [] }: SendManner): Promise<boolean> =>
  charDelayMs === 0
    ? writeBytes(sessionId, bytes, masks)
    : startSending(sessionId, { lines: [bytes], masks: [[...masks]], wait: 'delay', answerTimeoutMs: unused, stopsAtError: true, charDelayMs, lineDelayMs: 0, repeat: null })
