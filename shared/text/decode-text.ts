export type Encoding = 'UTF-8' | 'UTF-16' | 'GBK'
export type WideEncoding = 'utf-16le' | 'utf-16be'

/** Bytes at a file's start that are looked at for UTF-16 without a mark. */
const probe = 1024

/** UTF-16 by its mark, or by the zeros that AT traffic has in every other place, on the high side; `undefined`: no such text. */
export function wideEncodingOf(bytes: Uint8Array): WideEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, probe)
  const zeros = (odd: number): number => head.filter((byte, at) => byte === 0 && at % 2 === odd).length
  const enough = head.length / 4
  if (zeros(1) > enough && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > enough && zeros(1) === 0 ? 'utf-16be' : undefined
}

/** Text of a file: UTF-16 by its mark, as Windows' editors write it, or by its zeros; else UTF-8; else GB 18030, the whole of the GBK that Excel and terminals on a Chinese Windows write. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const wide = wideEncodingOf(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GBK' }
  }
}
