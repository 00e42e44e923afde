import type { Identity } from './x509.ts'

/**
 * Whether a server's certificate is for this host (RFC 6125, 6.4, and OpenSSL's reading of it): an address only by an address entry; a
 * name by host entries, and by the common name only where there are none; `*` only as the whole first label, for one label, and never
 * right above a top-level domain.
 */
export function isFor({ hosts, addresses, commonNames }: Identity, host: string): boolean {
  const address = canonicalAddress(host)
  if (address !== null) return addresses.some((one) => canonicalAddress(one) === address)
  return (hosts.length > 0 ? hosts : commonNames).some((pattern) => matches(plain(pattern), plain(host)))
}

/** Case does not matter, nor does the dot that ends a full name. */
const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '')

function matches(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host
  const [, ...parent] = pattern.split('.')
  const [first, ...rest] = host.split('.')
  return first !== '' && parent.length >= 2 && parent.join('.') === rest.join('.')
}

/** One form for each address, so that `::1` and `0:0:0:0:0:0:0:1` are the same; null: a name. */
function canonicalAddress(value: string): string | null {
  const v4 = /^\d{1,3}(\.\d{1,3}){3}$/
  if (v4.test(value)) return value.split('.').map(Number).join('.')
  const bare = value.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (!/^[0-9a-f:]*:[0-9a-f:.]*$/.test(bare)) return null
  const [left = '', right] = bare.split('::')
  const head = groupsOf(left)
  const tail = right === undefined ? [] : groupsOf(right)
  const gap = right === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return [...head, ...gap, ...tail].join(':')
}

/** Sixteen bits each, without leading zeros; the last 32 may be written as an IPv4 address. */
const groupsOf = (part: string): string[] =>
  part
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
      return group.includes('.') ? [a * 256 + b, c * 256 + d] : [parseInt(group, 16)]
    })
    .map((number) => number.toString(16))
