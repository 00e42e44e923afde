import { join } from 'node:path'
import { z } from 'zod'
import { profileName } from '../../../shared/contract/profiles.ts'
import { readEntries, writePrivate } from './private-file.ts'
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

const listOf =
  <T>(name: string, schema: z.ZodType<T>) =>
  (data: unknown): { readonly entries: readonly T[]; readonly isDamaged: boolean } => {
    const all: unknown = (data as Record<string, unknown> | null)?.[name]
    if (!Array.isArray(all)) return { entries: [], isDamaged: true }
    const parsed = all.map((one) => schema.safeParse(one))
    return { entries: parsed.flatMap(({ data: entry }) => (entry === undefined ? [] : [entry])), isDamaged: parsed.some(({ success }) => !success) }
  }

/** Two files: one with what may be read by anybody who has the disk, one with what a person asked to be kept although it is secret. */
export class SavedStore {
  readonly #profiles: string
  readonly secretsFile: string

  constructor(dataDir: string) {
    this.#profiles = join(dataDir, 'saved-profiles.json')
    this.secretsFile = join(dataDir, 'saved-secrets.json')
  }

  readEntries(): Promise<readonly Entry[]> {
    return readEntries(this.#profiles, listOf('profiles', entrySchema))
  }

  readSecrets(): Promise<readonly Secret[]> {
    return readEntries(this.secretsFile, listOf('secrets', secretSchema))
  }

  writeEntries(profiles: readonly Entry[]): Promise<void> {
    return writePrivate(this.#profiles, { version: 1, profiles })
  }

  writeSecrets(secrets: readonly Secret[]): Promise<void> {
    return writePrivate(this.secretsFile, { version: 1, secrets })
  }
}
