import { concat, utf8 } from '../text/bytes.ts'

/** The control bytes of XMODEM and YMODEM (Forsberg, XMODEM/YMODEM Protocol Reference, 1988, section 7.1). */
export const control = { SOH: 0x01, STX: 0x02, EOT: 0x04, ACK: 0x06, BS: 0x08, NAK: 0x15, CAN: 0x18, SUB: 0x1a, C: 0x43 } as const

export type BlockCheck = 'checksum' | 'crc'

/** CRC-16/XMODEM: polynomial 0x1021, begins with zero, high byte first. */
export function crc16Xmodem(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc
}

/** SOH or STX, the number and its complement, 128 or 1024 bytes, the check. What is missing is filled with `padding`. */
export function frameBlock(number: number, data: Uint8Array, check: BlockCheck, padding: number): Uint8Array {
  const size = data.length > 128 ? 1024 : 128
  const filled = new Uint8Array(size).fill(padding)
  filled.set(data)
  const crc = crc16Xmodem(filled)
  const tail = check === 'crc' ? Uint8Array.of(crc >> 8, crc & 0xff) : Uint8Array.of(filled.reduce((sum, byte) => (sum + byte) & 0xff, 0))
  return concat([Uint8Array.of(size === 1024 ? control.STX : control.SOH, number & 0xff, ~number & 0xff), filled, tail])
}

/** Where a framed block carries the file's own bytes. */
export const payloadOf = (block: Uint8Array): { readonly start: number; readonly end: number } => ({ start: 3, end: 3 + (block[0] === control.STX ? 1024 : 128) })

/** Bytes of a 1K transfer's next block: the end of a file goes in short blocks, so that at most 127 bytes are filled up. */
export const blockSize = (left: number, hasLongBlocks: boolean): number => (hasLongBlocks && left > 1024 - 128 ? 1024 : 128)

/** YMODEM's block 0: the name without folders, and the length in decimal (Forsberg, section 5). An empty one ends the batch. */
export const headerData = (name: string, size: number): Uint8Array => utf8(`${name.replace(/^.*[/\\]/, '').replaceAll('\0', '')}\0${size}`)
