/**
 * The checksum that AT+QFUPL prints: XOR of big-endian 16-bit words, an odd last byte standing as the high byte;
 * lower-case hex without leading zeros (met on four published values).
 */
export function fileChecksum(bytes: Uint8Array): string {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum ^= ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)
  return sum.toString(16)
}
