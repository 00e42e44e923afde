import { describe, expect, it } from 'vitest'
import { utf8 } from '../text/bytes.ts'
import { passedOn, type PassingRow } from './passed-on.ts'

const serial = (at: number, direction: PassingRow['direction'], line: string): PassingRow => ({ at, side: 'serial', direction, bytes: utf8(line) })
const broker = (at: number, direction: PassingRow['direction'], payload: string): PassingRow => ({ at, side: 'broker', direction, bytes: utf8(payload) })

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

  it('with the same text twice belongs to the message before it, each once', () => {
    const rows = [serial(0, 'out', 'hello\u001a'), broker(10, 'in', 'hello'), serial(20, 'out', 'hello\u001a'), broker(35, 'in', 'hello'), broker(40, 'in', 'hello')]
    expect(passedOn(rows)).toEqual([undefined, { from: 0, ms: 10 }, undefined, { from: 2, ms: 15 }, undefined])
  })

  it('that is short, late or on the same side is not claimed', () => {
    expect(passedOn([serial(0, 'out', 'AT+X=1\r\n'), broker(5, 'in', '1')])[1]).toBeUndefined()
    expect(passedOn([serial(0, 'out', 'hello'), broker(61_000, 'in', 'hello')])[1]).toBeUndefined()
    expect(passedOn([broker(0, 'out', 'hello'), broker(5, 'in', 'hello')])[1]).toBeUndefined()
  })
})
