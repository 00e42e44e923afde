const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** Loopback, private or link-local: of this PC or its own network. RFC 1122, 1918, 3927, 4193, 4291. Names are no addresses. */
export function isLocalAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/, '')
  const [, a, b] = (ipv4.exec(plain) ?? []).map(Number)
  if (a !== undefined && b !== undefined) return a === 127 || a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254)
  return plain === '::1' || /^f[cd][0-9a-f]{2}:/.test(plain) || /^fe[89ab][0-9a-f]:/.test(plain)
}
