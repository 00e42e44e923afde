import { expect, test } from 'vitest'
import { fromUtf8, utf8 } from '../text/bytes.ts'
import { blockSize, crc16Xmodem, frameBlock, headerData } from './xymodem-block.ts'

test('the CRC has the check value of the catalogue of CRCs', () => {
  expect(crc16Xmodem(utf8('123456789'))).toBe(0x31c3)
})

test('a block carries its number, the complement, its bytes filled up, and the check that was asked for', () => {
  expect(frameBlock(1, utf8('abc'), 'checksum', 0x1a)).toStrictEqual(Uint8Array.of(0x01, 0x01, 0xfe, 0x61, 0x62, 0x63, ...Array<number>(125).fill(0x1a), (0x61 + 0x62 + 0x63 + 125 * 0x1a) & 0xff))
  const block = frameBlock(255 + 2, new Uint8Array(1024).fill(1), 'crc', 0x1a)
  expect([block.length, ...block.subarray(0, 4)]).toStrictEqual([3 + 1024 + 2, 0x02, 0x01, 0xfe, 0x01])
  // Over the data and its own check a CRC of this kind is zero.
  expect(crc16Xmodem(block.subarray(3))).toBe(0)
})

test('long blocks are used as long as they are mostly full', () => {
  expect([5000, 1024, 897, 896, 128, 1].map((left) => blockSize(left, true))).toStrictEqual([1024, 1024, 1024, 128, 128, 128])
  expect(blockSize(5000, false)).toBe(128)
})

test('the header names the file without its folders', () => {
  expect(fromUtf8(headerData('C:\\certs\\ca.pem', 1188))).toBe('ca.pem\u00001188')
  expect(fromUtf8(headerData('/tmp/固件.bin', 5))).toBe('固件.bin\u00005')
})
