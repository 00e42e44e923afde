import { fromUtf8, utf8 } from '../../text/bytes.ts'
import type { ReceivedMessage } from '../profile.ts'

const lineEnds = (bytes: Uint8Array) => bytes.every((byte) => byte === 0x0d || byte === 0x0a)

/** The payload behind a printed length, bare or in quotes; undefined when the figure is no length. */
function counted(rest: string): string | undefined {
  const match = /^(\d+),([\s\S]*)$/.exec(rest)
  if (!match) return undefined
  const [, figure, body = ''] = match
  const size = Number(figure)
  const bytes = utf8(body)
  if (bytes.length >= size && lineEnds(bytes.subarray(size))) return fromUtf8(bytes.subarray(0, size))
  if (body.startsWith('"') && bytes[size + 1] === 0x22 && lineEnds(bytes.subarray(size + 2))) return fromUtf8(bytes.subarray(1, size + 1))
  // Bytes that are no text have become longer in reading.
  return body.includes('\ufffd') ? body.replace(/[\r\n]+$/, '') : undefined
}

/**
 * `+LMQTTURC: RECV,<id>,<msgID>,"<topic>"[,<length>][,<payload>]`. Payloads came bare where this was measured and may begin with a quote
 * themselves; only one that is wrapped as a whole is unwrapped. Without a topic the message still lies in the module.
 */
export function parseLierdaMessage(line: string): ReceivedMessage | undefined {
  const match = /^\+LMQTT(?:URC: RECV,|READ: )\d+,\d+,"([^"]*)"(?:,([\s\S]*))?$/.exec(line)
  if (!match) return undefined
  const [, topic = '', rest = ''] = match
  return { topic, payload: counted(rest) ?? /^"([\s\S]*)"$/.exec(rest)?.[1] ?? rest }
}

const head = '^\\+LMQTTURC: RECV,\\d+,\\d+,"[^"\\r\\n]*",(\\d+),'

/** By length, in quotes or bare: no page says which. A bare payload that begins with a quote is cut behind its line end, which does no harm. */
export const lengthUrcs = [{ head: `${head}"`, extra: 1 }, { head: `${head}(?=[^"])` }] as const
