import { deviceLabels, deviceOf, type Device, type Facts } from './device-shapes.ts'
import { isPlaceholder } from './found.ts'
import { jsonBlocks } from './json-logins.ts'
import { readJson, type JsonNode } from './json-text.ts'
import { plainLabel } from './labels.ts'
import { labelledLines } from './labelled-lines.ts'
import { lineAt, linesOf } from './lines.ts'

/** Names and values of all levels: `key_deviceinfo.deviceSecret`, `auth_info.secret` and `data.deviceSecret` count by their last name. */
function collect(node: JsonNode, into: Map<string, string>): void {
  if (node.kind === 'array') for (const item of node.items) collect(item, into)
  if (node.kind !== 'object') return
  for (const { key, value } of node.entries) {
    if (value.kind === 'object' || value.kind === 'array') collect(value, into)
    else if (value.text !== 'null') tell(into, plainLabel(key), value.text)
  }
}

/** The first of each name counts: two certificates in one text are not mixed. */
function tell(into: Map<string, string>, name: string, value: string): void {
  if (!into.has(name) && !isPlaceholder(value)) into.set(name, value)
}

/** `设备密钥（DeviceSecret）` is known by either name. */
function nameOf(label: string): string | undefined {
  const names = [label, label.replace(/[（(].*$/, ''), /[（(]([^)）]*)/.exec(label)?.[1] ?? '']
  return names.map(plainLabel).find((name) => deviceLabels.has(name))
}

function factsOf(text: string): Facts {
  const facts = new Map<string, string>()
  const lines = linesOf(text)
  const taken = new Set<number>()
  for (const { node, start, end } of jsonBlocks(text)) {
    collect(node, facts)
    const last = lineAt(lines, end - 1)?.number ?? 0
    for (let number = lineAt(lines, start)?.number ?? 1; number <= last; number++) taken.add(number)
  }
  for (const { label, value } of labelledLines(lines, taken, (label) => nameOf(label) !== undefined)) {
    tell(facts, nameOf(label) ?? '', value)
  }
  return facts
}

/** Azure, "Understand connection strings": fields in any order, the key with its = at the end. A policy name instead of a device is a service's. */
function azureOf(text: string): Device | undefined {
  const line = /(?:^|["'\s=])((?:[A-Za-z]+=[^;\s"']+;)*HostName=[^;\s"']+(?:;[A-Za-z0-9]+=[^;\s"']*)+)/i.exec(text)?.[1]
  const fields = new Map((line?.split(';') ?? []).map((pair) => [pair.slice(0, pair.indexOf('=')).toLowerCase(), pair.slice(pair.indexOf('=') + 1)]))
  const hub = fields.get('hostname')
  if (hub === undefined) return undefined
  const inputs = Object.entries({
    hub,
    deviceId: fields.get('deviceid'),
    key: fields.get('sharedaccesskey'),
    skn: fields.get('sharedaccesskeyname'),
    auth: fields.get('x509')?.toLowerCase() === 'true' ? 'cert' : undefined,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  return { cloud: 'azure-iothub', inputs: Object.fromEntries(inputs) }
}

/** `aws iot describe-endpoint` or the address alone: {prefix}-ats.iot.{region}.amazonaws.com, also .com.cn. */
function awsOf(text: string): Device | undefined {
  const found = /(?:^|["'\s:=/])([a-z0-9]+(?:[-.]ats)?\.iot\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?)(?![\w.-])/i.exec(text)
  return found ? { cloud: 'aws', inputs: { host: found[1] ?? '', region: found[2] ?? '' } } : undefined
}

/**
 * The certificate or key of a device as a console, an SDK or an API gives it. Slips that still leave the values clear (a comma lost in an
 * article) are read over; JSON that breaks off or goes astray gives nothing, and `describeJsonFault` says where.
 */
export function readDevice(pasted: string): Device | undefined {
  const text = pasted.replace(/^\ufeff/, '').trim()
  if (/^[[{]/.test(text) && readJson(text).node === undefined) return undefined
  const known = azureOf(text) ?? deviceOf(factsOf(text))
  return known?.cloud === undefined ? (awsOf(text) ?? known) : known
}

export type { Device } from './device-shapes.ts'
