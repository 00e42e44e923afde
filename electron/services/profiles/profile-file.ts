import { z } from 'zod'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { profileName } from '../../../shared/contract/profiles.ts'
import { fromStored, storedInputs, toStored } from './stored-inputs.ts'

/** A saved profile as a file for another machine. */
const fileSchema = z.object({
  atelier: z.literal('profile'),
  version: z.literal(1),
  name: profileName,
  modem: z.string().min(1).max(64),
  cloud: z.string().min(1).max(64),
  variant: z.string().max(64).optional(),
  inputs: storedInputs,
  secrets: storedInputs.optional(),
})

export type ProfileFileContent = { readonly name: string; readonly modem: string; readonly cloud: string; readonly variant?: string; readonly inputs: Inputs }

/** Undefined when the text is no such file. Secrets stand among the inputs: who they are, the fields say. */
export function parseProfileFile(content: string): ProfileFileContent | undefined {
  let data: unknown
  try {
    data = JSON.parse(content)
  } catch {
    return undefined
  }
  const parsed = fileSchema.safeParse(data)
  if (!parsed.success) return undefined
  const { name, modem, cloud, variant, inputs, secrets = {} } = parsed.data
  return { name, modem, cloud, ...(variant !== undefined && { variant }), inputs: fromStored({ ...inputs, ...secrets }) }
}

/** `secrets`: left out unless somebody asked for them. */
export function formatProfileFile({ inputs, ...profile }: ProfileFileContent, secrets?: Inputs): string {
  const hasSecrets = secrets !== undefined && Object.keys(secrets).length > 0
  return `${JSON.stringify({ atelier: 'profile', version: 1, ...profile, inputs: toStored(inputs), ...(hasSecrets && { secrets: toStored(secrets) }) }, null, 2)}\n`
}

/** What every system allows in a file's name. */
export const fileNameOf = (name: string): string => `${name.replace(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[. ]+|[. ]+$/g, '') || 'profile'}.atelier.json`
