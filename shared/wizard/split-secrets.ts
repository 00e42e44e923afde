import type { CloudProfile, Field, Inputs, InputValue } from '../clouds/profile.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { fromLatin1 } from '../text/bytes.ts'

export type Split = { readonly open: Inputs; readonly secret: Inputs }

const isKeyFile = (field: Field): boolean => field.kind === 'file' && /key$/i.test(field.key)

/** A private key that was put into a certificate's field, and an address that carries its login. */
function carriesSecret(value: InputValue): boolean {
  return typeof value === 'string' ? /:\/\/[^/\s]*@/.test(value) : /PRIVATE KEY/.test(fromLatin1(value.bytes))
}

/**
 * Inputs as they may lie on a disk, and those that may not. What no field of the pair asks for is neither: it is dropped. A value counts as secret by its
 * field, and by what stands in it.
 */
export function splitSecrets(modem: ModemProfile, cloud: CloudProfile, inputs: Inputs): Split {
  const open: Record<string, InputValue> = {}
  const secret: Record<string, InputValue> = {}
  for (const field of [...cloud.fields, ...(modem.fields ?? [])]) {
    const value = inputs[field.key]
    if (value === undefined || value === '') continue
    const isSecret = field.kind === 'secret' || isKeyFile(field) || carriesSecret(value)
    ;(isSecret ? secret : open)[field.key] = value
  }
  return { open, secret }
}
