import { describe, expect, it } from 'vitest'
import { utf8 } from '../text/bytes.ts'
import type { LengthUrc } from './length-urcs.ts'
import { LineDecoder } from './line-decoder.ts'

const message = '\r\n+QMTRECV: 0,0,"down",11,"a\r\nOK\r\n"b","\r\nOK\r\n'
const messageUrc = '^\\+QMTRECV: \\d+,\\d+,"[^\\r\\n]*?",(\\d+),"'

/** SIMCom's manual, 18.4: start, topic, payload in pieces, end. */
const simcom: LengthUrc = {
  start: '^\\+CMQTTRXSTART: ',
  parts: ['^\\+CMQTTRXTOPIC: \\d+,(\\d+)', '^\\+CMQTTRXPAYLOAD: \\d+,(\\d+)'],
  end: '^\\+CMQTTRXEND: ',
}

/** Pushes the text whole, byte by byte, and cut at every single point; all must give the same lines. */
function everyCut(data: string | Uint8Array, lengthUrcs: readonly LengthUrc[] = []): string[] {
  const bytes = typeof data === 'string' ? utf8(data) : data
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

  it('adds up several lengths, and takes bytes that begin on the next line (Nordic: topic and message)', () => {
    const nordic = { head: '^#XMQTTMSG: (\\d+),(\\d+)', onNextLine: true, extra: 2 }
    expect(everyCut('\r\n#XMQTTMSG: 3,5\r\nt/t\r\na\r\nOK\r\nOK\r\n', [nordic])).toStrictEqual(['#XMQTTMSG: 3,5\nt/t\r\na\r\nOK', 'OK'])
  })

  it('counts bytes without a closing quote (AirM2M)', () => {
    const airm2m = { head: '^\\+MSUB: ?"[^"]*",(\\d+) byte,' }
    expect(everyCut('\r\n+MSUB: "t",6 byte,a\r\nOK"\r\nCLOSED\r\n', [airm2m])).toStrictEqual(['+MSUB: "t",6 byte,a\r\nOK"', 'CLOSED'])
  })

  describe('a message in several URCs', () => {
    it.each([
      ['as a SIM7600EI prints it', '+CMQTTRXSTART: 0,3,38\r\n+CMQTTRXTOPIC: 0,3\r\naws\r\n+CMQTTRXPAYLOAD: 0,38\r\n{"message":"Hello from SIMCom Module"}\r\n+CMQTTRXEND: 0\r\n'],
      ['with blank lines between', '\r\n+CMQTTRXSTART: 0,3,38\r\n\r\n+CMQTTRXTOPIC: 0,3\r\naws\r\n\r\n+CMQTTRXPAYLOAD: 0,38\r\n{"message":"Hello from SIMCom Module"}\r\n\r\n+CMQTTRXEND: 0\r\n'],
    ])('becomes one line, %s', (_, text) => {
      expect(everyCut(`${text}\r\nOK\r\n`, [simcom])).toStrictEqual([
        '+CMQTTRXSTART: 0,3,38\n+CMQTTRXTOPIC: 0,3\naws\n+CMQTTRXPAYLOAD: 0,38\n{"message":"Hello from SIMCom Module"}\n+CMQTTRXEND: 0',
        'OK',
      ])
    })

    it('joins pieces, also where one cuts a character or holds what looks like the end', () => {
      const piece = (size: number, data: Uint8Array | string) => [utf8(`\r\n+CMQTTRXPAYLOAD: 0,${size}\r\n`), typeof data === 'string' ? utf8(data) : data]
      const wen = utf8('温')
      const bytes = Buffer.concat([
        utf8('\r\n+CMQTTRXSTART: 0,2,23\r\n+CMQTTRXTOPIC: 0,1\r\na\r\n+CMQTTRXTOPIC: 0,1\r\nb'),
        ...piece(2, wen.subarray(0, 2)),
        ...piece(21, Buffer.concat([wen.subarray(2), utf8('\r\n+CMQTTRXEND: 0\r\nOK')])),
        utf8('\r\n+CMQTTRXEND: 0\r\n'),
      ])
      expect(everyCut(bytes, [simcom])).toStrictEqual([
        '+CMQTTRXSTART: 0,2,23\n+CMQTTRXTOPIC: 0,1\nab\n+CMQTTRXPAYLOAD: 0,2\n温\r\n+CMQTTRXEND: 0\r\nOK\n+CMQTTRXEND: 0',
      ])
    })

    it('lets other lines pass meanwhile', () => {
      const text = '+CMQTTRXSTART: 0,1,1\r\n+CGEV: NW MODIFY 5,4\r\n+CMQTTRXTOPIC: 0,1\r\nt\r\n+CMQTTPUB: 0,0\r\n+CMQTTRXPAYLOAD: 0,1\r\n\n\r\n+CMQTTRXEND: 0\r\n'
      expect(everyCut(text, [simcom])).toStrictEqual([
        '+CGEV: NW MODIFY 5,4',
        '+CMQTTPUB: 0,0',
        '+CMQTTRXSTART: 0,1,1\n+CMQTTRXTOPIC: 0,1\nt\n+CMQTTRXPAYLOAD: 0,1\n\n\n+CMQTTRXEND: 0',
      ])
    })

    it('gives out the lines of one that never ended when the next begins, and parts that belong to none', () => {
      const text = '+CMQTTRXTOPIC: 0,1\r\nx\r\n+CMQTTRXSTART: 0,1,9\r\n+CMQTTRXTOPIC: 0,1\r\nt\r\n+CMQTTRXSTART: 0,1,0\r\n+CMQTTRXTOPIC: 0,1\r\nt\r\n+CMQTTRXEND: 0\r\n'
      expect(everyCut(text, [simcom])).toStrictEqual([
        '+CMQTTRXTOPIC: 0,1\nx',
        '+CMQTTRXSTART: 0,1,9',
        '+CMQTTRXTOPIC: 0,1\nt',
        '+CMQTTRXSTART: 0,1,0\n+CMQTTRXTOPIC: 0,1\nt\n+CMQTTRXEND: 0',
      ])
    })
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
