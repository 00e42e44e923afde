import { describe, expect, it } from 'vitest'
import { utf8 } from '../text/bytes.ts'
import { recordReceived, recordSent, waitChoices, type Recorded } from './record-step.ts'
import type { SequenceInput } from './schema.ts'

type Steps = SequenceInput['steps']
const sent = (line: string | Uint8Array, steps: Steps = []) => recordSent({ steps }, typeof line === 'string' ? utf8(line) : line).change

describe('a line that was sent', () => {
  it('becomes a step that sends it, with the file’s line end left out', () => {
    expect(sent('AT+CSQ\r', [{ send: 'AT' }]).steps).toEqual([{ send: 'AT' }, { send: 'AT+CSQ' }])
    expect(sent('AT+CSQ\r\n').steps).toEqual([{ send: 'AT+CSQ', lineEnd: 'crlf' }])
    expect(sent('hello').steps).toEqual([{ send: 'hello', lineEnd: 'none' }])
    // Ends itself: no line end is added to it.
    expect(sent('hello\u001a').steps).toEqual([{ send: 'hello\\x1A' }])
  })

  it('is bytes where it is no text', () => {
    expect([sent(Uint8Array.of(0x01, 0xff, 0x0d)).steps, sent('\r').steps]).toEqual([[{ hex: '01 FF 0D' }], [{ hex: '0D' }]])
  })

  it('gets a secret placeholder where its secret was masked, and none for an asterisk that is meant', () => {
    expect(recordSent({ steps: [], placeholders: [{ name: 'secret', secret: true }] }, utf8('AT+QMTCONN=0,"id","user","**************"\r')).change).toEqual({
      steps: [{ send: 'AT+QMTCONN=0,"id","user","{secret2}"' }],
      placeholders: [{ name: 'secret', secret: true }, { name: 'secret2', secret: true }],
    })
    expect(sent('AT+QFLST="*"\r')).toEqual({ steps: [{ send: 'AT+QFLST="*"' }], placeholders: [] })
    expect(sent('ATD*99***1#\r').steps).toEqual([{ send: 'ATD*99***1#' }])
  })
})

describe('a line that came', () => {
  it('is offered as what it can be waited for', () => {
    const kinds = (line: string) => waitChoices(line).map(({ wait }) => wait)
    expect(kinds('\r\nOK\r\n')).toEqual(['ok', 'final'])
    expect(kinds('+CME ERROR: 10')).toEqual(['final', { text: '+CME ERROR: 10' }])
    expect(kinds('+QMTOPEN: 0,0')).toEqual([{ text: '+QMTOPEN: 0,0' }, { urc: '+QMTOPEN:' }])
    expect(kinds('> ')).toEqual([{ text: '>' }])
    expect(kinds('RDY')).toEqual([{ text: 'RDY' }])
    expect(kinds('\r\n')).toEqual([])
  })

  it('is waited for by the step that sent, as long as that waits for nothing yet', () => {
    const how = ({ how: word, change }: Recorded): unknown => [word, change.steps]
    const first = recordReceived({ steps: [{ send: 'AT+CSQ' }] }, { text: '+CSQ: 20,99' })
    expect(how(first)).toEqual(['joined', [{ send: 'AT+CSQ', wait: { text: '+CSQ: 20,99' } }]])
    expect(how(recordReceived(first.change, 'ok'))).toEqual(['covered', first.change.steps])
    expect(how(recordReceived(first.change, { urc: '+QIND:' }))).toEqual(['added', [...first.change.steps, { wait: { urc: '+QIND:' } }]])
    expect(how(recordReceived({ steps: [] }, 'final'))).toEqual(['added', [{ wait: 'final' }]])
  })

  it('after the data behind a prompt the final result is a step of its own', () => {
    const steps: Steps = [{ send: 'AT+QMTPUB=0,0,0,0,"t"', wait: { text: '>' } }]
    expect(recordReceived({ steps }, 'ok').change.steps).toEqual([...steps, { wait: 'ok' }])
  })
})
