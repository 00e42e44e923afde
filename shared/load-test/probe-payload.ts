/**
 * What a load test publishes, big-endian: u32 run, u16 publisher, u16 nothing, u32 number, f64 time of sending in ms, filled up to its size.
 * All clients of a run are in one process, so that its one clock holds for both ends.
 */
export const headerBytes = 20

export type Probe = { readonly publisher: number; readonly number: number; readonly sentAt: number }

/** Letters: a broker that looks at payloads is to find text. */
export function makeProbe(size: number, run: number, publisher: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(headerBytes, size)).fill(0x61)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, run)
  view.setUint16(4, publisher)
  view.setUint16(6, 0)
  return bytes
}

/** Writes number and time into a payload made by `makeProbe`. */
export function stamp(bytes: Uint8Array, number: number, sentAt: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint32(8, number)
  view.setFloat64(12, sentAt)
}

/** Null for what is not of this run. */
export function readProbe(bytes: Uint8Array, run: number): Probe | null {
  if (bytes.length < headerBytes) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes)
  if (view.getUint32(0) !== run) return null
  return { publisher: view.getUint16(4), number: view.getUint32(8), sentAt: view.getFloat64(12) }
}
