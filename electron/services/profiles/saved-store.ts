import { join } from 'node:path'
import { z } from 'zod'
import { entryList } from '../../../shared/kept/entry-list.ts'
import { profileName } from '../../../shared/contract/profiles.ts'
import { readEntries, writePrivateJson } from '../../kit/private-file.ts'
import { storedInputs } from './stored-inputs.ts'

const entrySchema = z.object({
  id: z.string().min(1).max(64),
  name: profileName,
  modem: z.string().min(1).max(64),
  cloud: z.string().min(1).max(64),
  variant: z.string().max(64).optional(),
  savedAt: z.number(),
  inputs: storedInputs,
  /** Keys of fields whose value is a secret, kept elsewhere or not at all. */
  secretKeys: z.array(z.string().max(64)).max(64),
})
export type Entry = z.infer<typeof entrySchema>

/** `sealed`: Base64 of what the system's key store encrypted. */
const secretSchema = z.object({ id: z.string().min(1).max(64), inputs: storedInputs.optional(), sealed: z.string().max(4_000_000).optional() })
export type Secret = z.infer<typeof secretSchema>

/** Two files: one with what may be read by anybody who has the disk, one with what a person asked to be kept although it is secret. */
export class SavedStore {
  readonly #profiles: string
  readonly secretsFile: string

  constructor(dataDir: string) {
    this.#profiles = join(dataDir, 'saved-profiles.json')
    this.secretsFile = join(dataDir, 'saved-secrets.json')
  }

  readEntries(): Promise<readonly Entry[]> {
    return readEntries(this.#profiles, entryList('profiles', entrySchema))
  }

  readSecrets(): Promise<readonly Secret[]> {
    return readEntries(this.secretsFile, entryList('secrets', secretSchema))
  }

  writeEntries(profiles: readonly Entry[]): Promise<void> {
    return writePrivateJson(this.#profiles, { version: 1, profiles })
  }

  writeSecrets(secrets: readonly Secret[]): Promise<void> {
    return writePrivateJson(this.secretsFile, { version: 1, secrets })
  }
}
