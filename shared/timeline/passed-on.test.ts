import { describe, expect, it } from 'vitest'
import { utf8 } from '../text/bytes.ts'
import { PayloadTrail, type PassedOn, type PassingRow } from './passed-on.ts'

type Given = Omit<PassingRow, 'row'>
const serial = (at: number, direction: PassingRow['direction'], line: string, source = 0): Given => ({ source, at, side: 'serial', direction, bytes: utf8(line) })
const broker = (at: number, direction: PassingRow['direction'], payload: string, source = 1): Given => ({ source, at, side: 'broker', direction, bytes: utf8(payload) })

function passedOn(rows: readonly Given[]): readonly (PassedOn | undefined)[] {
  const trail = new PayloadTrail()
  return rows.map((given, row) => trail.add({ ...given, row }))
}

describe('a payload on its way between modem and broker', () => {
  it('that a modem was given after a prompt is found when it arrives', () => {
    expect(
      passedOn([
        serial(0, 'out', 'AT+QMTPUB=0,0,0,0,"up"\r\n'),
        serial(10, 'in', '\r\n> '),
        serial(20, 'out', '{"temp":25}\u001a'),
        serial(30, 'in', '\r\nOK\r\n'),
        broker(440, 'in', '{"temp":25}'),
      ]),
    ).toEqual([undefined, undefined, undefined, undefined, { from: 2, ms: 420 }])
  })

  it('is found in hexadecimal and with the escapes of AT strings', () => {
    const json = '{"a":1}'
    expect(passedOn([serial(0, 'out', '7B2261223A317D\u001a'), broker(5, 'in', json)])[1]).toEqual({ from: 0, ms: 5 })
    expect(passedOn([serial(0, 'out', 'AT+MPUB="t",0,0,"{\\22a\\22:1}"\r\n'), broker(5, 'in', json)])[1]).toEqual({ from: 0, ms: 5 })
    expect(passedOn([serial(0, 'out', 'AT+MQTTPUB=0,"t","{\\"a\\":1}",0,0\r\n'), broker(5, 'in', json)])[1]).toEqual({ from: 0, ms: 5 })
  })

  it('that was published here is found in what the modem reports', () => {
    expect(passedOn([broker(0, 'out', '打开继电器'), serial(100, 'in', '\r\n+QMTRECV: 0,0,"down","打开继电器"\r\n')])).toEqual([undefined, { from: 0, ms: 100 }])
  })

  it('with line ends in it is found over the rows that it is cut into, at the last of them', () => {
    const json = '{\n "t": 1\n}'
    expect(passedOn([serial(0, 'out', 'AT+QMTPUBEX=0,0,0,0,"up",12\r\n'), serial(10, 'out', '{\n'), serial(10, 'out', ' "t": 1\n'), serial(10, 'out', '}'), serial(15, 'out', 'AT\r\n'), broker(50, 'in', json)])[5]).toEqual({ from: 3, ms: 40 })
    expect(passedOn([broker(0, 'out', json), serial(90, 'in', '+QMTRECV: 0,0,"down",11,"{\n'), serial(90, 'in', ' "t": 1\n'), serial(91, 'in', '}"\r\n'), serial(95, 'in', 'OK\r\n')])).toEqual([undefined, undefined, undefined, { from: 0, ms: 91 }, undefined])
    // Rows far apart are no one payload.
    expect(passedOn([serial(0, 'out', '{\n'), serial(5000, 'out', ' "t": 1\n}'), broker(5050, 'in', json)])[2]).toBeUndefined()
  })

  it('with the same text twice belongs to the message before it, each once', () => {
    const rows = [serial(0, 'out', 'hello\u001a'), broker(10, 'in', 'hello'), serial(20, 'out', 'hello\u001a'), broker(35, 'in', 'hello'), broker(40, 'in', 'hello')]
    expect(passedOn(rows)).toEqual([undefined, { from: 0, ms: 10 }, undefined, { from: 2, ms: 15 }, undefined])
  })

  it('that two connections receive, or two modems report, is found at each', () => {
    expect(passedOn([serial(0, 'out', 'hello'), broker(10, 'in', 'hello', 1), broker(12, 'in', 'hello', 2)]).slice(1)).toEqual([{ from: 0, ms: 10 }, { from: 0, ms: 12 }])
    expect(passedOn([broker(0, 'out', 'hello', 1), serial(10, 'in', '"hello"', 0), serial(13, 'in', '"hello"', 2)]).slice(1)).toEqual([{ from: 0, ms: 10 }, { from: 0, ms: 13 }])
  })

  it('is found however much else comes in between', () => {
    const noise = Array.from({ length: 5000 }, (_, index) => broker(index / 10, 'in', `{"other":${index}}`))
    expect(passedOn([serial(0, 'out', '{"mine":1}'), ...noise, broker(500, 'in', '{"mine":1}')]).at(-1)).toEqual({ from: 0, ms: 500 })
  })

  it('that is short, late or on the same side is not claimed', () => {
    expect(passedOn([serial(0, 'out', 'AT+X=1\r\n'), broker(5, 'in', '1')])[1]).toBeUndefined()
    expect(passedOn([serial(0, 'out', 'hello'), broker(61_000, 'in', 'hello')])[1]).toBeUndefined()
    expect(passedOn([broker(0, 'out', 'hello'), broker(5, 'in', 'hello')])[1]).toBeUndefined()
    // Merged late: it was there before the line went out.
    expect(passedOn([serial(10, 'out', 'hello'), broker(5, 'in', 'hello')])[1]).toBeUndefined()
  })
})
