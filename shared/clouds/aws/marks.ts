import type { GivenPart } from '../../signature/given.ts'
import type { Text } from '../../text/local-text.ts'
import type { Mark, Statement } from '../profile.ts'

export type Stated = Record<string, Statement>

/** Something wrong with one part of a login; the field is the part unless said otherwise. */
export const mark = (part: GivenPart, code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next })
