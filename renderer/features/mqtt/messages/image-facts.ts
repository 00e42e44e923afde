export type ImageFacts = { readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'; readonly width: number; readonly height: number }

/**
 * What image a payload begins as, by its first bytes, and its size in pixels where that stands in them: PNG (RFC 2083, 11.2.2), GIF89a (18),
 * JPEG (ITU-T T.81, B.2.2), WebP (RFC 9649). Undefined: none of these, or its size is not in sight.
 */
export function imageFacts(bytes: Uint8Array): ImageFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const is = (at: number, text: string): boolean => at + text.length <= bytes.length && Array.from(text, (char) => char.charCodeAt(0)).every((code, index) => bytes[at + index] === code)
  if (is(0, '\x89PNG\r\n\x1a\n') && is(12, 'IHDR') && bytes.length >= 24) return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  if ((is(0, 'GIF87a') || is(0, 'GIF89a')) && bytes.length >= 10) return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (is(0, '\xff\xd8\xff')) return jpegFacts(view)
  if (is(0, 'RIFF') && is(8, 'WEBP') && bytes.length >= 30) return webpFacts(view, is)
  return undefined
}

/** Segments one after the other until a frame header (SOF0 to SOF15 but for DHT, JPG and DAC). */
function jpegFacts(view: DataView): ImageFacts | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // A marker may be preceded by any number of fill bytes.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

function webpFacts(view: DataView, is: (at: number, text: string) => boolean): ImageFacts | undefined {
  const type = 'image/webp'
  if (is(12, 'VP8 ')) return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (is(12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_00_00 + 1
  return is(12, 'VP8X') ? { type, width: three(24), height: three(27) } : undefined
}
