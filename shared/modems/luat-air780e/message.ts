import type { LengthUrc } from '../../at/length-urcs.ts'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import type { ReceivedMessage } from '../profile.ts'

/**
 * `+MSUB: "<topic>",<n> byte,<payload>`, on older firmware `+MSUB:<topic>,<n> byte,<payload>`: nothing is escaped, the count tells the end.
 * The body of AT+HTTPREAD is counted too, and may have line ends.
 */
export const lengthUrcs: readonly LengthUrc[] = [{ head: '^\\+MSUB: ?"?[^\\r\\n]*?"?,(\\d+) byte,' }, { head: '^\\+HTTPREAD: (\\d+)', onNextLine: true }]

/** A message; not the note that one was kept (`+MSUB: <slot>`). */
export function parseLuatMessage(line: string): ReceivedMessage | undefined {
  const match = /^\+MSUB: ?(?:"([^\r\n]*?)"|([^"\r\n]*?)),(\d+) byte,([\s\S]*)$/.exec(line)
  if (!match) return undefined
  const [, topic, bare = '', size, payload = ''] = match
  const bytes = utf8(payload)
  return { topic: topic ?? bare, payload: bytes.length > Number(size) ? fromUtf8(bytes.subarray(0, Number(size))) : payload }
}
