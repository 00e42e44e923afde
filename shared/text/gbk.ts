import { concat } from './bytes.ts'

let table: Map<string, Uint8Array> | undefined

/** Two-byte codes: the platform has a decoder for them and no encoder. Made once, when first asked for. */
function codes(): Map<string, Uint8Array> {
  if (table) return table
  const decoder = new TextDecoder('gbk')
  table = new Map()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Uint8Array.of(lead, trail)
      const character = decoder.decode(bytes)
      // The first code of a character is the one that GBK writes; U+FFFD and private-use characters stand for codes that have none.
      if (character.length === 1 && !/[\uFFFD\uE000-\uF8FF]/.test(character) && !table.has(character)) table.set(character, bytes)
    }
  }
  return table
}

/** Bytes of a text in GBK; `lost` are the characters that it does not have, a `?` each. */
export function toGbk(text: string): { readonly bytes: Uint8Array; readonly lost: readonly string[] } {
  const lost: string[] = []
  const parts = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) return Uint8Array.of(code)
    const bytes = codes().get(character)
    if (!bytes) lost.push(character)
    return bytes ?? Uint8Array.of(0x3f)
  })
  return { bytes: concat(parts), lost }
}
