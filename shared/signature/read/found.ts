import { text, type Text } from '../../text/local-text.ts'
import { givenParts, type Given, type GivenPart } from '../given.ts'

/** A login found in pasted text. Values are as pasted, framing stripped; no value ever stands in `source` or `notes`. */
export type Found = {
  readonly given: Given
  /** Inputs of the cloud's form that the text also tells: `transport`, or the triple of a modem that signs by itself. */
  readonly inputs: Readonly<Record<string, string>>
  /** Only where the form of the text proves it. */
  readonly cloud?: string
  /** "AT+QMTCONN, line 12", "JSON". */
  readonly source: Text
  readonly line?: number
  readonly notes: readonly Text[]
}

export type Parts = { readonly given: Given; readonly inputs: Readonly<Record<string, string>> }

export const sourceAt = (name: string, line: number): Text => text(`${name}, line ${line}`, `${name}，第 ${line} 行`)

/** What documentation and source code put where a value belongs: `<ClientID>`, `${clientId}`, `%s`, `YOUR_IOT_PSK`. */
const placeholder = /^(?:<[^<>]{1,60}>|\$\{[^{}]{1,60}\}|%[sdu]|YOUR_[A-Z_]+)$/

export const isPlaceholder = (value: string): boolean => placeholder.test(value)

/** Parts without those that are absent or placeholders. */
export function givenOf(parts: { readonly [P in GivenPart]?: string | undefined }): Given {
  const out: { [P in GivenPart]?: string } = {}
  for (const part of givenParts) {
    const value = parts[part]
    if (value !== undefined && !isPlaceholder(value)) out[part] = value
  }
  return out
}

export const countParts = (given: Given): number => givenParts.filter((part) => given[part] !== undefined).length

/** Client ID, user name or password: without one of them nobody logs in. */
export const hasLogin = (given: Given): boolean => given.clientId !== undefined || given.username !== undefined || given.password !== undefined

/** A single value may be anything; two that belong together are a login. */
export const isLogin = (given: Given): boolean => hasLogin(given) && countParts(given) >= 2

const pairsOf = ({ given, inputs, cloud }: Found): readonly string[] =>
  [...givenParts.map((part) => [part, given[part]]), ...Object.entries(inputs).map(([key, value]) => [`inputs.${key}`, value]), ['cloud', cloud]]
    .filter(([, value]) => value !== undefined)
    .map((pair) => JSON.stringify(pair))
    .toSorted()

const isWithin = (pairs: ReadonlySet<string>, others: ReadonlySet<string>): boolean => [...pairs].every((pair) => others.has(pair))

/** In the text's order, each login once: an echo says the same again, a part of an attempt says less of the same. */
export function withoutRepeats(all: readonly Found[]): readonly Found[] {
  const first = new Map<string, { readonly found: Found; readonly pairs: ReadonlySet<string> }>()
  for (const found of all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))) {
    const pairs = pairsOf(found)
    const key = pairs.join()
    if (!first.has(key)) first.set(key, { found, pairs: new Set(pairs) })
  }
  const different = [...first.values()]
  return different
    .filter(({ pairs }) => !different.some((other) => other.pairs.size > pairs.size && isWithin(pairs, other.pairs)))
    .map(({ found }) => found)
}
