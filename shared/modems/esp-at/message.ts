import type { LengthUrc } from '../../at/length-urcs.ts'
import type { ReceivedMessage } from '../profile.ts'

/** Topic in quotes, the message's bytes, then the message without any. */
export const messageUrc: LengthUrc = { head: '^\\+MQTTSUBRECV:\\d+,"[^"\\r\\n]*",(\\d+),' }

const form = /^\+MQTTSUBRECV:\d+,"([^"\r\n]*)",\d+,([\s\S]*)$/

export function parseMessage(line: string): ReceivedMessage | undefined {
  const match = form.exec(line)
  return match ? { topic: match[1] ?? '', payload: match[2] ?? '' } : undefined
}
