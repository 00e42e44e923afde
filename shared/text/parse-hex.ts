/** Bytes of `41 54 0D`, `41540d`, `0x41, 0x54`, `\x41\x54`; null for anything that is no whole number of bytes. */
export function parseHex(typed: string): Uint8Array | null {
  const bare = typed.replace(/(0x|\\x)(?=[0-9a-f])/gi, ' ')
  const parts = bare.split(/[\s,;]+/).filter((part) => part !== '')
  const bytes: number[] = []
  for (const digits of parts) {
    if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return null
    for (let index = 0; index < digits.length; index += 2) bytes.push(Number.parseInt(digits.slice(index, index + 2), 16))
  }
  return Uint8Array.from(bytes)
}
