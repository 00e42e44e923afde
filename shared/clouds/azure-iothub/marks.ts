import type { GivenPart } from '../../signature/given.ts'
import { lenientBase64 } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Mark, Statement } from '../profile.ts'

export type Stated = Record<string, Statement>

/** Something wrong with one part of a login; the field is the part unless said otherwise. */
export const mark = (part: GivenPart, code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next })

/** Host names are the same in either case: the known spelling counts. */
export const asKnown = (hub: string, known: Inputs): string => (hub.toLowerCase() === str(known, 'hub').toLowerCase() ? str(known, 'hub') : hub.toLowerCase())

export const shortName = (part: GivenPart, name: string, span: readonly [number, number]): Mark => ({
  ...mark(
    part,
    'azure.hub-short',
    text(`“${name}” is the hub’s short name.`, `“${name}”是 IoT 中心的短名称。`),
    text(`The host name is meant: ${name.toLowerCase()}.azure-devices.net`, `应填主机名：${name.toLowerCase()}.azure-devices.net`),
  ),
  field: 'hub',
  span,
})

/** A device’s or an enrolment’s key as the portal makes them: 32 or 64 bytes in Base64. */
export const isKeyLike = (value: string): boolean => /^[A-Za-z0-9+/]+={1,2}$/.test(value) && [32, 64].includes(lenientBase64(value)?.length ?? 0)
