import { z } from 'zod'
import { fail, ok, type Failure, type Result } from '../../contract/failure.ts'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { unknownFields } from '../import/unknown-fields.ts'
import { namesIn } from '../template/names.ts'
import { emptyTemplate } from '../workspace/schema.ts'
import { ownVariableSchema, savedMessageSchema, variableName, type Collection, type MessageLibrary, type OwnVariable, type SavedMessage } from './schema.ts'

/*
 * A file of collections: { "format": "atelier-mqtt-collections", "version": 1, "collections": [{ "name", "messages": [{ "name", "template" }] }],
 * "variables": [{ "name", "value" }] }. A template may lack what is as at the beginning, and the variables may lack, so that a file can be written by hand.
 */

const format = 'atelier-mqtt-collections'
const fileSchema = z.object({
  format: z.literal(format),
  version: z.literal(1),
  collections: z.array(z.object({ name: z.string().trim().min(1).max(100), messages: z.array(z.unknown()).max(5000) })).max(100),
  variables: z.array(z.unknown()).max(1000).optional(),
})

/** Bytes. */
export const largestCollectionFile = 16 * 1024 * 1024

/** With those of the person's own variables that the messages name: without them they could not be sent elsewhere. */
export function writeCollections({ collections, variables }: MessageLibrary): Uint8Array {
  const named = new Set(collections.flatMap(({ messages }) => messages.flatMap(({ template }) => [...namesIn(template)])))
  const used = variables.filter(({ name }) => named.has(name))
  const written = collections.map(({ name, messages }) => ({ name, messages: messages.map(({ name: called, template }) => ({ name: called, template })) }))
  return utf8(`${JSON.stringify({ format, version: 1, collections: written, ...(used.length > 0 && { variables: used }) }, null, 2)}\n`)
}

/** A message that could not be read, and the part of it that is wrong. */
export type LeftOut = { readonly collection: string; readonly number: number; readonly name: string; readonly part: string }

export type ReadCollections = {
  readonly collections: readonly Collection[]
  readonly variables: readonly OwnVariable[]
  readonly leftOut: readonly LeftOut[]
  /** Fields and variables of the file that are for nothing here, each with its place. */
  readonly unknown: readonly string[]
}

export function readCollections(bytes: Uint8Array, newId: () => string): Result<ReadCollections> {
  let data: unknown
  try {
    data = JSON.parse(fromUtf8(bytes).replace(/^\uFEFF/, ''))
  } catch (error) {
    return fail(notRead('no-json', error instanceof Error ? error.message : ''))
  }
  const file = fileSchema.safeParse(data)
  if (!file.success) return fail(notRead('other-file', file.error.issues[0]?.path.join('.') ?? ''))
  const leftOut: LeftOut[] = []
  const unknown: string[] = [...unknownFields(data, file.data)]
  const collections = file.data.collections.map(({ name, messages }): Collection => ({
    id: newId(),
    name,
    messages: messages.flatMap((message, index): SavedMessage[] => {
      const read = readMessage(message, newId())
      if (read.success) {
        unknown.push(...unknownFields(message, read.data, `${name} #${index + 1}`))
        return [read.data]
      }
      leftOut.push({ collection: name, number: index + 1, name: nameOf(message), part: read.error.issues[0]?.path.join('.') ?? '' })
      return []
    }),
  }))
  const variables = (file.data.variables ?? []).flatMap((variable, index): OwnVariable[] => {
    const read = ownVariableSchema.safeParse(variable)
    // One that could not stand between braces fills nothing.
    if (read.success && variableName.test(read.data.name)) return [read.data]
    unknown.push(`variables[${index}] ${nameOf(variable)}`.trimEnd())
    return []
  })
  return ok({ collections, variables, leftOut, unknown })
}

function readMessage(message: unknown, id: string) {
  const given = z.object({ name: z.unknown(), template: z.record(z.string(), z.unknown()) }).safeParse(message)
  const template = given.success ? { ...emptyTemplate, ...given.data.template, properties: { ...emptyTemplate.properties, ...(given.data.template['properties'] as object | undefined) } } : undefined
  return savedMessageSchema.safeParse({ id, name: given.success ? given.data.name : nameOf(message), template })
}

const nameOf = (message: unknown): string => (typeof message === 'object' && message !== null && 'name' in message && typeof message.name === 'string' ? message.name.slice(0, 100) : '')

const notRead = (kind: 'no-json' | 'other-file', evidence: string): Failure => ({
  code: `mqtt.collections-${kind}`,
  stage: 'mqtt',
  what: kind === 'no-json' ? text('The file is no JSON', '这个文件不是 JSON') : text('The file holds no collection of messages', '这个文件不是消息集'),
  next: text('Choose a file that was exported here: *.mqtt.json.', '请选择从这里导出的文件：*.mqtt.json。'),
  evidence,
})
