import { expect, test } from 'vitest'
import { checksumBytes, checksumKinds } from './checksums.ts'
import { utf8 } from './bytes.ts'

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

test('gives the check values of the CRC catalogue for 123456789, in the order in which they are sent', () => {
  // reveng.sourceforge.io/crc-catalogue: CRC-8/SMBUS f4, CRC-16/MODBUS 4b37, CRC-16/IBM-3740 29b1, CRC-32/ISO-HDLC cbf43926. Sum: 477 = 0x1dd.
  expect(checksumKinds.map((kind) => [kind, hex(checksumBytes(kind, utf8('123456789')))])).toStrictEqual([
    ['none', ''],
    ['sum8', 'dd'],
    ['xor8', '31'],
    ['crc8', 'f4'],
    ['crc16-modbus', '37 4b'],
    ['crc16-ccitt-false', '29 b1'],
    ['crc32', '26 39 f4 cb'],
  ])
})

test('ends a Modbus request as the Modbus guide shows it', () => {
  // Read one holding register of unit 1: 01 03 00 00 00 01, CRC 84 0a.
  expect(hex(checksumBytes('crc16-modbus', Uint8Array.of(1, 3, 0, 0, 0, 1)))).toBe('84 0a')
})
