import { lookup, resolveCname } from 'node:dns/promises'
import { isIP } from 'node:net'

export type FoundNames = { readonly addresses: readonly string[]; readonly aliases: readonly string[] }

const withinMs = 3000
const aliasesFollowed = 8

/** The addresses of a host and the names it is an alias of; empty where the name server says nothing in time. */
export async function findNames(host: string): Promise<FoundNames> {
  if (isIP(host)) return { addresses: [host], aliases: [] }
  const [addresses, aliases] = await Promise.all([
    bounded(lookup(host, { all: true }).then((found) => found.map(({ address }) => address))),
    bounded(follow(host)),
  ])
  return { addresses, aliases }
}

async function follow(host: string): Promise<string[]> {
  const names: string[] = []
  for (let name: string | undefined = host; name !== undefined && names.length < aliasesFollowed; ) {
    const [target]: string[] = await resolveCname(name).catch(() => [])
    if (target !== undefined) names.push(target)
    name = target
  }
  return names
}

const bounded = (work: Promise<string[]>): Promise<string[]> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve([]), withinMs)
    work.then(resolve, () => resolve([])).finally(() => clearTimeout(timer))
  })
