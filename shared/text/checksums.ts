export const checksumKinds = ['none', 'sum8', 'xor8', 'crc8', 'crc16-modbus', 'crc16-ccitt-false', 'crc32'] as const
export type ChecksumKind = (typeof checksumKinds)[number]

const sum8 = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0)
const xor8 = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

/** CRC-8/SMBUS: polynomial 0x07. */
function crc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1) & 0xff
  }
  return crc
}

/** CRC-16/MODBUS: polynomial 0x8005 reflected, begins with all ones. */
function crc16Modbus(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  }
  return crc
}

/** CRC-16/IBM-3740, known as CCITT-FALSE: polynomial 0x1021, begins with all ones. */
function crc16CcittFalse(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc
}

/** CRC-32/ISO-HDLC, the one of Ethernet and ZIP. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

const lowFirst = (value: number, length: number): number[] => Array.from({ length }, (_, index) => (value >>> (8 * index)) & 0xff)

/** As it goes over the wire: MODBUS sends its low byte first (Modbus over Serial Line, 2.5.1.2), so does CRC-32 on Ethernet; CCITT-FALSE goes high byte first. */
export function checksumBytes(kind: ChecksumKind, bytes: Uint8Array): Uint8Array {
  if (kind === 'none') return new Uint8Array()
  if (kind === 'sum8') return Uint8Array.of(sum8(bytes))
  if (kind === 'xor8') return Uint8Array.of(xor8(bytes))
  if (kind === 'crc8') return Uint8Array.of(crc8(bytes))
  if (kind === 'crc16-modbus') return Uint8Array.from(lowFirst(crc16Modbus(bytes), 2))
  if (kind === 'crc16-ccitt-false') return Uint8Array.from(lowFirst(crc16CcittFalse(bytes), 2).toReversed())
  return Uint8Array.from(lowFirst(crc32(bytes), 4))
}
