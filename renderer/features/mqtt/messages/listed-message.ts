import type { MessageWindow, MqttMessage } from '../../../../shared/contract/mqtt.ts'

/** A row of a list; of a long payload it has the beginning. `id` is the message's own number, wherever it stands in the list. */
export type ListedMessage = MqttMessage & { readonly id: number }

export const payloadSize = ({ payload, payloadBytes }: Pick<MqttMessage, 'payload' | 'payloadBytes'>): number => payloadBytes ?? payload.length

export const listed = (message: MqttMessage): ListedMessage => ({ ...message, id: message.seq })

/** Messages from number `from` on, one for each number, also where the program has just dropped the oldest: a row's place must not shift. */
export function fromNumber({ messages }: Pick<MessageWindow, 'messages'>, from: number): readonly ListedMessage[] {
  const dropped = Math.max(0, (messages[0]?.seq ?? from) - from)
  return [...Array.from({ length: dropped }, (_, index) => gone(from + index)), ...messages.map(listed)]
}

const gone = (seq: number): ListedMessage => listed({ seq, at: 0, direction: 'in', topic: '', payload: new Uint8Array(), qos: 0, retain: false })
