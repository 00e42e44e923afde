import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'

/** Messages kept in the page for each connection. The oldest go first; the program's own ring is of the same size. */
export const messageLimit = 5000

export type MessageLog = {
  /** By rising `seq`, newest last. */
  readonly messages: readonly MqttMessage[]
  /** The `seq` that must come next. */
  readonly nextSeq: number
  /** How many fell out at the old end, or never reached the page. */
  readonly lost: number
}

export const emptyLog: MessageLog = { messages: [], nextSeq: 0, lost: 0 }

/**
 * Adds a batch. What is already there (a snapshot and an event can overlap) is left out; a gap is counted as lost.
 */
export function appendMessages(log: MessageLog, batch: readonly MqttMessage[], limit = messageLimit): MessageLog {
  const fresh = batch.filter((message) => message.seq >= log.nextSeq)
  const first = fresh[0]
  const last = fresh.at(-1)
  if (!first || !last) return log
  const gap = first.seq - log.nextSeq
  const overflow = Math.max(0, log.messages.length + fresh.length - limit)
  return {
    messages: [...log.messages, ...fresh].slice(overflow),
    nextSeq: last.seq + 1,
    lost: log.lost + gap + overflow,
  }
}

/** True when messages are missing between what is held and `batch`; a snapshot may still have them. */
export function hasGap(log: MessageLog, batch: readonly MqttMessage[]): boolean {
  const first = batch[0]
  return first !== undefined && first.seq > log.nextSeq
}

/** Empties the view; the numbering goes on, so that nothing cleared comes back with the next snapshot. */
export const clearLog = (log: MessageLog): MessageLog => ({ messages: [], nextSeq: log.nextSeq, lost: 0 })

/** The program was started anew: its numbering began again below what the page holds. */
export const restarted = (log: MessageLog, nextSeq: number): boolean => nextSeq < log.nextSeq
