import { parseJson, type JsonNode } from '../payload-formats/json-text.ts'

/** What is different at one place of a JSON value, as it is written there; `path` as in JavaScript: `.a[3]["b c"]`, empty for the whole. */
export type JsonChange = { readonly path: string } & (
  | { readonly kind: 'added'; readonly after: string }
  | { readonly kind: 'removed'; readonly before: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
)

/** Undefined where one of the texts is no JSON. Numbers are compared as they are written: nothing is rounded. */
export function jsonChanges(before: string, after: string): readonly JsonChange[] | undefined {
  try {
    return [...changes('', parseJson(before), parseJson(after))]
  } catch {
    return undefined
  }
}

const source = (node: JsonNode): string => {
  if (node.kind === 'array') return `[${node.items.map(source).join(', ')}]`
  if (node.kind === 'object') return `{${node.members.map(([key, value]) => `${key.source}: ${source(value)}`).join(', ')}}`
  return node.source
}

const step = (key: string): string => {
  const name = JSON.parse(key) as string
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}

function* changes(path: string, before: JsonNode, after: JsonNode): Generator<JsonChange> {
  if (before.kind === 'object' && after.kind === 'object') {
    // A key that stands twice counts as its last value, as readers of JSON take it.
    const byKey = (node: typeof before): Map<string, JsonNode> => new Map(node.members.map(([key, value]) => [step(key.source), value]))
    const [old, now] = [byKey(before), byKey(after)]
    for (const [key, value] of old) {
      const next = now.get(key)
      if (next) yield* changes(path + key, value, next)
      else yield { path: path + key, kind: 'removed', before: source(value) }
    }
    for (const [key, value] of now) if (!old.has(key)) yield { path: path + key, kind: 'added', after: source(value) }
    return
  }
  if (before.kind === 'array' && after.kind === 'array') {
    for (const [index, value] of before.items.entries()) {
      const next = after.items[index]
      if (next) yield* changes(`${path}[${index}]`, value, next)
      else yield { path: `${path}[${index}]`, kind: 'removed', before: source(value) }
    }
    for (const [index, value] of after.items.entries()) if (index >= before.items.length) yield { path: `${path}[${index}]`, kind: 'added', after: source(value) }
    return
  }
  const [old, now] = [source(before), source(after)]
  if (old !== now) yield { path, kind: 'changed', before: old, after: now }
}
