import { describe, expect, it } from 'vitest'
import { utf8 } from '../text/bytes.ts'
import { LineDecoder } from './line-decoder.ts'

const message = '\r\n+QMTRECV: 0,0,"down",11,"a\r\nOK\r\n"b","\r\nOK\r\n'
const messageUrc = '^\\+QMTRECV: \\d+,\\d+,"[^\\r\\n]*?",(\\d+),"'

/** Pushes the text whole, byte by byte, and cut at every single point; all must give the same lines. */
function everyCut(text: string, lengthUrcs: readonly string[] = []): string[] {
  const bytes = utf8(text)
  const run = (chunks: Uint8Array[]) => {
    const decoder = new LineDecoder(lengthUrcs)
    return chunks.flatMap((chunk) => decoder.push(chunk))
  }
  const whole = run([bytes])
  expect(run(Array.from(bytes, (byte) => new Uint8Array([byte])))).toStrictEqual(whole)
  for (let cut = 1; cut < bytes.length; cut++) expect(run([bytes.subarray(0, cut), bytes.subarray(cut)])).toStrictEqual(whole)
  return whole
}

describe('LineDecoder', () => {
  it('cuts an echo, a response and a final result wherever the chunks fall', () => {
    expect(everyCut('AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nOK\r\n')).toStrictEqual(['AT+CSQ', '+CSQ: 26,99', 'OK'])
  })

  it('keeps UTF-8 characters that are split over chunks', () => {
    expect(everyCut('+QMTRECV: 0,0,"t","温度"\r\n')).toStrictEqual(['+QMTRECV: 0,0,"t","温度"'])
  })

  it('cuts a message by its printed length, with line ends, OK and quotes inside', () => {
    expect(everyCut(message, [messageUrc])).toStrictEqual(['+QMTRECV: 0,0,"down",11,"a\r\nOK\r\n"b","', 'OK'])
  })

  it('counts the length in bytes, not characters', () => {
    expect(everyCut('\r\n+QMTRECV: 0,0,"t",6,"温度"\r\nRDY\r\n', [messageUrc])).toStrictEqual(['+QMTRECV: 0,0,"t",6,"温度"', 'RDY'])
  })

  it('has no line before a line end came', () => {
    const decoder = new LineDecoder()
    expect(decoder.push(utf8('+CSQ: 26'))).toStrictEqual([])
    expect(decoder.push(utf8(',99\r'))).toStrictEqual(['+CSQ: 26,99'])
  })

  it('finds the > prompt without a line end, with and without its space, after an echo', () => {
    for (const prompt of ['> ', '>', '\r\n> ', '\r\n>']) {
      const decoder = new LineDecoder()
      expect(decoder.push(utf8(`AT+QMTPUB=0,1,1,0,"t"\r${prompt}`))).toStrictEqual(['AT+QMTPUB=0,1,1,0,"t"'])
      expect(decoder.takePrompt('>')).toBe(true)
      expect(decoder.takePrompt('>')).toBe(false)
      expect(decoder.push(utf8('\r\nOK\r\n'))).toStrictEqual(['OK'])
    }
  })

  it('finds a bare CONNECT but not one that goes on', () => {
    const decoder = new LineDecoder()
    decoder.push(utf8('\r\nCONNEC'))
    expect(decoder.takePrompt('CONNECT')).toBe(false)
    decoder.push(utf8('T'))
    expect(decoder.takePrompt('CONNECT')).toBe(true)
    expect(decoder.push(utf8('\r\n+QFUPL: 5,1\r\n'))).toStrictEqual(['+QFUPL: 5,1'])
  })

  it('survives noise without an end', () => {
    const decoder = new LineDecoder()
    for (let i = 0; i < 40; i++) decoder.push(new Uint8Array(4096).fill(0xff))
    expect(decoder.push(utf8('\r\nOK\r\n')).at(-1)).toBe('OK')
  })
})
