import type { Circumstances } from '../../shared/clouds/profile.ts'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'

/** This moment and fresh randomness, for a credential that is to be made now. */
export const freshCircumstances = (): Circumstances => circumstancesOf(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))
