import { join } from 'node:path'
import { z } from 'zod'
import { entryList } from '../../../shared/kept/entry-list.ts'
import { folderName } from '../../../shared/contract/saved-connections.ts'
import { secretOptions } from '../../../shared/mqtt/saved/option-secrets.ts'
import { jsonOptions, jsonSecrets, toJson } from '../../../shared/mqtt/saved/options-json.ts'
import { readEntries, writePrivateJson } from '../../kit/private-file.ts'

const secretNames = z.enum(secretOptions)

const entrySchema = z.object({ id: z.string().min(1).max(64), folder: folderName, savedAt: z.number(), options: jsonOptions, /** Kept elsewhere, or not at all. */ secretKeys: z.array(secretNames) })
export type Entry = z.infer<typeof entrySchema>

/** `sealed`: Base64 of what the system's key store encrypted. */
const secretSchema = z.object({ id: z.string().min(1).max(64), secrets: jsonSecrets.optional(), sealed: z.string().max(8_000_000).optional() })
export type Secret = z.infer<typeof secretSchema>

/** Two files: one with what may be read by anybody who has the disk, one with what a person asked to be kept although it is secret. */
export class ConnectionStore {
  readonly #connections: string
  readonly secretsFile: string

  constructor(dataDir: string) {
    this.#connections = join(dataDir, 'mqtt-connections.json')
    this.secretsFile = join(dataDir, 'mqtt-connection-secrets.json')
  }

  readEntries(): Promise<readonly Entry[]> {
    return readEntries(this.#connections, entryList('connections', entrySchema))
  }

  readSecrets(): Promise<readonly Secret[]> {
    return readEntries(this.secretsFile, entryList('secrets', secretSchema))
  }

  writeEntries(entries: readonly Entry[]): Promise<void> {
    return writePrivateJson(this.#connections, { version: 1, connections: entries.map((entry) => ({ ...entry, options: toJson(entry.options) })) })
  }

  writeSecrets(secrets: readonly Secret[]): Promise<void> {
    return writePrivateJson(this.secretsFile, { version: 1, secrets: secrets.map((one) => ({ ...one, ...(one.secrets && { secrets: toJson(one.secrets) }) })) })
  }
}
