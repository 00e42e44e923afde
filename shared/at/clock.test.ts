import { describe, expect, it } from 'vitest'
import { readAsctime, readCclk, writeCclk } from './clock.ts'

describe('AT+CCLK', () => {
  // 3GPP 27.007, 8.15: 6th of May 1994, 22:10:00 GMT+2 hours.
  it('reads local time with its quarters of an hour, and the other reading of modules that print GMT there', () => {
    expect(readCclk('94/05/06,22:10:00+08')).toStrictEqual([Date.parse('1994-05-06T20:10:00Z'), Date.parse('1994-05-06T22:10:00Z')])
    expect(readCclk('24/08/15,13:53:54-24')[0]).toBe(Date.parse('2024-08-15T19:53:54Z'))
  })

  it('takes a time without zone, and with zone 0, for GMT', () => {
    const only = [Date.parse('2026-11-27T03:40:00Z')]
    expect([readCclk('26/11/27,03:40:00'), readCclk('26/11/27,03:40:00+00')]).toStrictEqual([only, only])
  })

  it('knows an unset clock, and reads nothing from what is no time', () => {
    expect(readCclk('80/01/06,00:00:00+32')[1]).toBe(Date.parse('1980-01-06T00:00:00Z'))
    expect([readCclk(''), readCclk('26-11-27 03:40'), readCclk('OK')]).toStrictEqual([[], [], []])
  })

  it('writes what it reads', () => {
    const at = Date.parse('2026-01-09T08:07:06Z')
    expect(writeCclk(at)).toBe('26/01/09,08:07:06+00')
    expect(readCclk(writeCclk(at))).toStrictEqual([at])
  })
})

describe('asctime', () => {
  // ESP-AT user guide, AT+CIPSNTPTIME.
  it('reads the day with one digit or two, in the zone that was set', () => {
    expect(readAsctime('Thu Sep  2 18:57:03 2021', 8)).toStrictEqual([Date.parse('2021-09-02T10:57:03Z')])
    expect(readAsctime('Tue Oct 19 17:47:56 2021', 0)).toStrictEqual([Date.parse('2021-10-19T17:47:56Z')])
    expect(readAsctime('19 Oct 2021', 8)).toStrictEqual([])
  })
})
