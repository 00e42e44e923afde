import { text, type Text } from '../../text/local-text.ts'
import type { GivenPart } from '../given.ts'
import { givenOf, isLogin, sourceAt, type Found } from './found.ts'
import { faultText, readJson, type JsonEntry, type JsonFault, type JsonNode } from './json-text.ts'
import { meaningOf, plainLabel, transportOf } from './labels.ts'
import { lineAt, placeOf, type Line } from './lines.ts'
import { readUrl } from './url-login.ts'

type Scalars = ReadonlyMap<string, JsonEntry>
type Draft = { readonly parts: { [P in GivenPart]?: string }; readonly inputs: Record<string, string>; readonly notes: Text[] }

const emptyInMqttx = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

const scalarOf = (node: JsonNode | undefined): string | undefined =>
  node === undefined || node.kind === 'object' || node.kind === 'array' || node.text === 'null' ? undefined : node.text

function draftOf(entries: readonly JsonEntry[]): Draft {
  const draft: Draft = { parts: {}, inputs: {}, notes: [] }
  for (const { key, value } of entries) {
    const meaning = meaningOf(key)
    const scalar = scalarOf(value)
    if (meaning === undefined || scalar === undefined) continue
    if (meaning === 'transport') {
      const transport = transportOf(scalar)
      if (transport !== undefined) draft.inputs['transport'] ??= transport
    } else if (meaning === 'url') {
      const url = readUrl(scalar)
      draft.parts.host ??= url?.given.host ?? scalar
      if (url?.given.port !== undefined) draft.parts.port ??= url.given.port
      if (url?.inputs['transport'] !== undefined) draft.inputs['transport'] ??= url.inputs['transport']
      if (url?.given.username !== undefined) draft.parts.username ??= url.given.username
      if (url?.given.password !== undefined) draft.parts.password ??= url.given.password
      draft.notes.push(...(url?.notes ?? []))
    } else draft.parts[meaning] ??= scalar
  }
  return draft
}

const keysOf = (entries: readonly JsonEntry[]): Scalars => new Map(entries.map((entry) => [plainLabel(entry.key), entry]))

/** Fields that MQTTX writes with every connection (its export, ConnectionModel). */
const isMqttx = (keys: Scalars): boolean => ['clientid', 'host', 'mqttversion', 'reconnectperiod'].every((key) => keys.has(key))

const timeAdded = text(
  'MQTTX adds a time to this client ID each time it connects (“clientIdWithTime”).',
  'MQTTX 每次连接都会在这个 Client ID 后面加时间戳（“clientIdWithTime”）。',
)

type Place = { readonly source: string; readonly isAlone: boolean; readonly faults: readonly JsonFault[] }

function foundIn(entries: readonly JsonEntry[], at: number, around: Draft | undefined, place: Place): Found | undefined {
  const { parts, inputs, notes } = draftOf(entries)
  const keys = keysOf(entries)
  const mqttx = isMqttx(keys)
  if (mqttx) {
    inputs['transport'] ??= scalarOf(keys.get('ssl')?.value) === 'true' ? 'tls' : 'tcp'
    if (scalarOf(keys.get('clientidwithtime')?.value) === 'true') notes.push(timeAdded)
  }
  const given = givenOf({
    ...parts,
    host: parts.host ?? around?.parts.host,
    port: parts.port ?? around?.parts.port,
    ...(mqttx && { username: emptyInMqttx(parts.username), password: emptyInMqttx(parts.password) }),
  })
  if (!isLogin(given)) return undefined
  const { line } = placeOf(place.source, at)
  const name = mqttx ? 'MQTTX JSON' : 'JSON'
  return {
    given,
    inputs: { ...around?.inputs, ...inputs },
    // The spelling of Alibaba's console: no other one pairs these two names.
    ...(keys.has('mqtthosturl') && keys.has('passwd') && { cloud: 'alibaba-iot' }),
    source: place.isAlone ? text(name, name) : sourceAt(name, line),
    line,
    notes: [...place.faults.map((fault) => faultText(place.source, fault)), ...notes],
  }
}

/** Every object that is a login; a host and port that stand one level up, beside it, belong to it. */
function walk(node: JsonNode, around: Draft | undefined, place: Place): readonly Found[] {
  if (node.kind === 'array') return node.items.flatMap((item) => walk(item, around, place))
  if (node.kind !== 'object') return []
  const own = foundIn(node.entries, node.at, around, place)
  const beside = draftOf(node.entries)
  return [...(own ? [own] : []), ...node.entries.flatMap(({ value }) => walk(value, beside, place))]
}

export type JsonBlock = { readonly node: JsonNode; readonly start: number; readonly end: number; readonly faults: readonly JsonFault[] }

/** Every JSON object or array in a text, outermost ones only. */
export function jsonBlocks(source: string): readonly JsonBlock[] {
  const blocks: JsonBlock[] = []
  let from = 0
  for (;;) {
    const offset = source.slice(from).search(/[[{]/)
    if (offset < 0) return blocks
    const start = from + offset
    const { node, end, faults } = readJson(source, start)
    const isUseful = node !== undefined && (node.kind === 'object' ? node.entries.length > 0 : node.kind === 'array' && node.items.length > 0)
    if (isUseful) blocks.push({ node, start, end, faults })
    from = isUseful ? end : start + 1
  }
}

/** Logins written as JSON, anywhere in the text. Lines of a block that holds one are taken. */
export function readJsonLogins(source: string, lines: readonly Line[], taken: Set<number>): readonly Found[] {
  const numberAt = (offset: number): number => lineAt(lines, offset)?.number ?? 1
  return jsonBlocks(source).flatMap(({ node, start, end, faults }) => {
    if (taken.has(numberAt(start))) return []
    const isAlone = source.slice(0, start).trim() === '' && source.slice(end).trim() === ''
    const found = walk(node, undefined, { source, isAlone, faults: faults.slice(0, 1) })
    if (found.length > 0) for (let number = numberAt(start); number <= numberAt(end - 1); number++) taken.add(number)
    return found
  })
}
