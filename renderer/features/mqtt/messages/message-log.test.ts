import { describe, expect, it } from 'vitest'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { appendMessages, clearLog, emptyLog, hasGap, restarted } from './message-log.ts'

const message = (seq: number): MqttMessage => ({
  seq,
  at: 1000 + seq,
  direction: 'in',
  topic: 't',
  payload: new Uint8Array([seq & 0xff]),
  qos: 0,
  retain: false,
})
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => message(from + index))
const seqs = (log: { messages: readonly MqttMessage[] }) => log.messages.map((each) => each.seq)

describe('the message log', () => {
  it('appends in order and knows what comes next', () => {
    const log = appendMessages(appendMessages(emptyLog, range(0, 2)), range(2, 4))
    expect(log).toEqual({ messages: range(0, 4), nextSeq: 4, lost: 0 })
  })
  it('takes each message once when a snapshot and an event overlap', () => {
    expect(seqs(appendMessages(appendMessages(emptyLog, range(0, 5)), range(3, 7)))).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
  it('returns the same log for a batch with nothing new', () => {
    const log = appendMessages(emptyLog, range(0, 3))
    expect(appendMessages(log, range(0, 3))).toBe(log)
    expect(appendMessages(log, [])).toBe(log)
  })
  it('drops the oldest beyond the limit and counts them', () => {
    const log = appendMessages(appendMessages(emptyLog, range(0, 4), 5), range(4, 8), 5)
    expect({ seqs: seqs(log), nextSeq: log.nextSeq, lost: log.lost }).toEqual({ seqs: [3, 4, 5, 6, 7], nextSeq: 8, lost: 3 })
  })
  it('keeps the newest of a batch larger than the limit', () => {
    expect(seqs(appendMessages(emptyLog, range(0, 10), 3))).toEqual([7, 8, 9])
  })
  it('notices a gap and counts it', () => {
    const log = appendMessages(emptyLog, range(0, 2))
    expect([hasGap(log, range(2, 3)), hasGap(log, range(5, 6)), hasGap(log, [])]).toEqual([false, true, false])
    expect(appendMessages(log, range(5, 6)).lost).toBe(3)
  })
  it('does not bring back what was cleared', () => {
    const cleared = clearLog(appendMessages(emptyLog, range(0, 5)))
    expect(appendMessages(cleared, range(0, 6))).toEqual({ messages: [message(5)], nextSeq: 6, lost: 0 })
  })
  it('sees that the program began counting anew', () => {
    const log = appendMessages(emptyLog, range(0, 5))
    expect([restarted(log, 5), restarted(log, 9), restarted(log, 2)]).toEqual([false, false, true])
  })
})
