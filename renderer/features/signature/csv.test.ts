import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/text/bytes.ts'
import { decodeText } from '../../../shared/text/decode-text.ts'
import { parseCsv, writeCsv } from './csv.ts'

describe('a file of devices', () => {
  it('is read with commas, semicolons or tabs, with or without a byte order mark', () => {
    const rows = [
      { number: 1, cells: ['productKey', 'deviceName'] },
      { number: 2, cells: ['pk', 'a,b'] },
    ]
    expect(parseCsv('productKey,deviceName\r\npk,"a,b"\r\n').rows).toEqual(rows)
    expect(parseCsv('\ufeffproductKey;deviceName\npk;a,b').rows).toEqual(rows)
    expect(parseCsv('productKey\tdeviceName\npk\ta,b').rows).toEqual(rows)
  })
  it('may have a single column', () => {
    expect(parseCsv('deviceName\na\nb\n').rows.map(({ cells }) => cells)).toEqual([['deviceName'], ['a'], ['b']])
  })
  it('keeps the numbers of its rows over blank ones', () => {
    expect(parseCsv('a,b\n\n , \n1,2').rows.map(({ number }) => number)).toEqual([1, 4])
  })
  it('says when a quote is never closed', () => {
    expect(parseCsv('a,b\n"1,2\n3,4').openQuote).toBe(true)
    expect(parseCsv('a,b\n"1",2').openQuote).toBe(false)
  })
  it('is UTF-8, UTF-16 with its mark, or GBK', () => {
    expect(decodeText(utf8('设备名'))).toEqual({ text: '设备名', encoding: 'UTF-8' })
    // “设备” in GBK (GB 2312: C9E8 B1B8).
    expect(decodeText(Uint8Array.of(0xc9, 0xe8, 0xb1, 0xb8))).toEqual({ text: '设备', encoding: 'GBK' })
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x61, 0x00)).text).toBe('a')
  })
})

it('writes what it reads, credentials untouched', () => {
  const table = [
    ['deviceName', 'password'],
    ['a', '+/a=b"c,d'],
    ['-1', '@x'],
  ]
  const written = writeCsv(table)
  expect(written.startsWith('\ufeffdeviceName,password\r\n')).toBe(true)
  expect(written).toContain('"+/a=b""c,d"')
  expect(parseCsv(written).rows.map(({ cells }) => cells)).toEqual(table)
})
