import { z } from 'zod'
import type { Result } from './failure.ts'
import { inputsSchema } from './wizard.ts'

/** How secrets are kept, for saying it before anything is kept. `system`: encrypted with a key that the system's key store holds. `file`: as they are, in a file that only its owner can read. */
export type SecretKeeping = { readonly kind: 'system' | 'file'; /** Absolute. */ readonly path: string }

/** What was filled into the wizard, under a name. */
export type SavedProfile = {
  readonly id: string
  readonly name: string
  readonly modem: string
  readonly cloud: string
  readonly variant?: string
  /** ms since the epoch. */
  readonly savedAt: number
  /** Names of the certificate files whose content is kept. */
  readonly files: readonly string[]
  /** `left-out`: there were secrets, and they were not kept. */
  readonly secrets: 'none' | 'left-out' | 'kept'
}

export type LoadedProfile = {
  readonly profile: SavedProfile
  readonly inputs: z.infer<typeof inputsSchema>
  /** Fields whose secret was not kept, or is encrypted for the desktop window and cannot be read by this program. */
  readonly missing: readonly string[]
  readonly isSealed: boolean
}

const id = z.string().min(1).max(64)
/** Shown in lists, and typed on a command line. */
export const profileName = z.string().trim().min(1).max(100).regex(/^[^\u0000-\u001f\u007f]*$/)

export const savedSchema = z.object({
  name: profileName,
  modem: z.string().min(1).max(64),
  cloud: z.string().min(1).max(64),
  variant: z.string().max(64).optional(),
  inputs: inputsSchema,
})
export type ToSave = z.infer<typeof savedSchema>

export const profilesInputs = {
  'profiles.list': z.tuple([]),
  'profiles.keeping': z.tuple([]),
  'profiles.save': z.tuple([savedSchema, z.object({ withSecrets: z.boolean(), replace: id.nullable() })]),
  'profiles.load': z.tuple([id]),
  'profiles.rename': z.tuple([id, profileName]),
  'profiles.duplicate': z.tuple([id]),
  'profiles.remove': z.tuple([id]),
  'profiles.exportFile': z.tuple([id, z.boolean()]),
  'profiles.importFile': z.tuple([z.string().max(4_000_000), z.boolean()]),
}

export type ProfilesApi = {
  // queries
  'profiles.list': () => Promise<SavedProfile[]>
  'profiles.keeping': () => Promise<SecretKeeping>
  'profiles.load': (id: string) => Promise<Result<LoadedProfile>>
  /** The file's text; with secrets only when asked. Nothing is written. */
  'profiles.exportFile': (id: string, withSecrets: boolean) => Promise<Result<{ fileName: string; text: string }>>
  // commands
  /** `replace`: the profile to overwrite; a name that another one has is refused. */
  'profiles.save': (profile: ToSave, options: { withSecrets: boolean; replace: string | null }) => Promise<Result<SavedProfile>>
  'profiles.rename': (id: string, name: string) => Promise<Result<SavedProfile>>
  'profiles.duplicate': (id: string) => Promise<Result<SavedProfile>>
  'profiles.remove': (id: string) => Promise<Result<null>>
  /** `withSecrets`: keep those that the file holds. A name that is taken gets a number. */
  'profiles.importFile': (text: string, withSecrets: boolean) => Promise<Result<SavedProfile>>
}

export type ProfilesEvents = { 'profiles.didChange': (profiles: SavedProfile[]) => void }
