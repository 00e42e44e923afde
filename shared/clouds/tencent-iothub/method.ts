import type { Algorithm } from '../../signature/digest.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

/** The two that the platform takes, as the password and X-TC-Algorithm name them. */
export const methods = ['hmacsha256', 'hmacsha1'] as const
export type Method = (typeof methods)[number]

export const algorithmOf = (method: Method): Algorithm => (method === 'hmacsha1' ? 'sha1' : 'sha256')

export const methodOf = (inputs: Inputs, key: 'method' | 'algorithm' = 'method'): Method => (str(inputs, key) === 'hmacsha1' ? 'hmacsha1' : 'hmacsha256')
