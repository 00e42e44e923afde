import type { LengthUrc } from '../../at/length-urcs.ts'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import type { ReceivedMessage } from '../profile.ts'

/** Lengths of topic and message; each on a line of its own below, the line end between them not counted. */
export const messageUrc: LengthUrc = { head: '^#XMQTTMSG: (\\d+),(\\d+)', onNextLine: true, extra: 2 }

const form = /^#XMQTTMSG: \d+,(\d+)\n([^\r\n]*)\r?\n([\s\S]*)$/

/** Not checked against the topic's length: Nordic's own examples print one that is wrong. */
export function parseMessage(line: string): ReceivedMessage | undefined {
  const [, size, topic = '', rest = ''] = form.exec(line) ?? []
  return size === undefined ? undefined : { topic, payload: fromUtf8(utf8(rest).slice(0, Number(size))) }
}
