import type { MessageWindow, MqttMessage } from '../../../../shared/contract/mqtt.ts'

/** A row of a list; of a long payload it has the beginning. `id` is the message's own number, wherever it stands in the list. */
export type ListedMessage = MqttMessage & { readonly id: number }

export const payloadSize = ({ payload, payloadBytes }: Pick<MqttMessage, 'payload' | 'payloadBytes'>): number => payloadBytes ?? payload.length

export const listed = (message: MqttMessage): ListedMessage => ({ ...message, id: message.seq })

/**
 * Messages from number `from` on, one for each number, also where the program has just dropped the oldest or the disk took none for a while: a row's place must
 * not shift. Of a window that is empty nothing is known.
 */
export function fromNumber({ messages }: Pick<MessageWindow, 'messages'>, from: number): readonly ListedMessage[] {
  const rows: ListedMessage[] = []
  for (const message of messages) {
    while (from + rows.length < message.seq) rows.push(gone(from + rows.length))
    rows.push(listed(message))
  }
  return rows
}

/** It was never kept, or is no more. */
export const isGone = ({ at, topic }: MqttMessage): boolean => at === 0 && topic === ''

const gone = (seq: number): ListedMessage => listed({ seq, at: 0, direction: 'in', topic: '', payload: new Uint8Array(), qos: 0, retain: false })
