import { z } from 'zod'
import { messageLibrarySchema, type MessageLibrary } from '../mqtt/collections/schema.ts'
import type { Failure, Result } from './failure.ts'

export type KeptLibrary = {
  readonly library: MessageLibrary
  /** Counts the changes; a change to what somebody else changed meanwhile is refused. */
  readonly revision: number
  readonly damage?: Failure
}

export const mqttCollectionsInputs = {
  'mqttCollections.get': z.tuple([]),
  'mqttCollections.save': z.tuple([messageLibrarySchema, z.int().min(0)]),
}

export type MqttCollectionsApi = {
  'mqttCollections.get': () => Promise<KeptLibrary>
  /** All of it, made from that of `revision`. Answers once it is on the disk. */
  'mqttCollections.save': (library: MessageLibrary, revision: number) => Promise<Result<KeptLibrary>>
}

export type MqttCollectionsEvents = { 'mqttCollections.didChange': (kept: KeptLibrary) => void }
