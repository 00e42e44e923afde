import { z } from 'zod'
import { templateSchema, type Template } from '../workspace/schema.ts'

const id = z.string().min(1).max(64)
const name = z.string().trim().min(1).max(100)

export const savedMessageSchema = z.object({ id, name, template: templateSchema })
export type SavedMessage = z.infer<typeof savedMessageSchema>

export const mostMessages = 500
export const collectionSchema = z.object({ id, name, messages: z.array(savedMessageSchema).max(mostMessages) })
export type Collection = z.infer<typeof collectionSchema>

/** A name as it stands between the braces. */
export const variableName = /^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u
export const ownVariableSchema = z.object({ name: z.string().max(64), value: z.string().max(16_384) })
export type OwnVariable = z.infer<typeof ownVariableSchema>

/** Messages and variables of a person, for any connection. */
export const messageLibrarySchema = z.object({ collections: z.array(collectionSchema).max(100), variables: z.array(ownVariableSchema).max(200) })
export type MessageLibrary = z.infer<typeof messageLibrarySchema>

export const emptyLibrary: MessageLibrary = { collections: [], variables: [] }

/** Those whose names can stand between braces; of two with one name the later counts. */
export const variablesOf = ({ variables }: MessageLibrary): Readonly<Record<string, string>> =>
  Object.fromEntries(variables.filter((one) => variableName.test(one.name)).map((one) => [one.name, one.value]))

const changeCollection = (library: MessageLibrary, collectionId: string, change: (collection: Collection) => Collection): MessageLibrary => ({
  ...library,
  collections: library.collections.map((each) => (each.id === collectionId ? change(each) : each)),
})

/** A message of that name is replaced: saving again is changing. */
export const saveMessage = (library: MessageLibrary, collectionId: string, message: { readonly id: string; readonly name: string; readonly template: Template }): MessageLibrary =>
  changeCollection(library, collectionId, (collection) => {
    const at = collection.messages.findIndex((each) => each.name === message.name)
    const before = collection.messages[at]
    return { ...collection, messages: before ? collection.messages.with(at, { ...message, id: before.id }) : [...collection.messages, message].slice(0, mostMessages) }
  })

export const removeMessage = (library: MessageLibrary, messageId: string): MessageLibrary => ({
  ...library,
  collections: library.collections.map((each) => ({ ...each, messages: each.messages.filter((message) => message.id !== messageId) })),
})

/** What somebody gave: collections stand behind those that are there. A variable whose name has a value here already keeps it; `kept` names those. */
export function addGiven(library: MessageLibrary, collections: readonly Collection[], variables: readonly OwnVariable[]): { readonly library: MessageLibrary; readonly kept: readonly string[] } {
  const known = variablesOf(library)
  const isKnown = ({ name: called }: OwnVariable): boolean => Object.hasOwn(known, called)
  return {
    library: { collections: [...library.collections, ...collections], variables: [...library.variables, ...variables.filter((one) => !isKnown(one))] },
    kept: variables.filter((one) => isKnown(one) && known[one.name] !== one.value).map(({ name: called }) => called),
  }
}

export const addCollection = (library: MessageLibrary, collection: Collection): MessageLibrary => ({ ...library, collections: [...library.collections, collection] })
export const removeCollection = (library: MessageLibrary, collectionId: string): MessageLibrary => ({ ...library, collections: library.collections.filter((each) => each.id !== collectionId) })
export const renameCollection = (library: MessageLibrary, collectionId: string, next: string): MessageLibrary => changeCollection(library, collectionId, (each) => ({ ...each, name: next }))

/** Every word somewhere in name, topic or payload, whatever the case; collections without a match are left out. */
export function searchLibrary({ collections }: MessageLibrary, search: string): readonly Collection[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return collections
  const isFound = ({ name: called, template }: SavedMessage, collection: string): boolean => {
    const all = [collection, called, template.topic, template.payload].join('\n').toLowerCase()
    return words.every((word) => all.includes(word))
  }
  return collections.map((each) => ({ ...each, messages: each.messages.filter((message) => isFound(message, each.name)) })).filter(({ messages }) => messages.length > 0)
}
