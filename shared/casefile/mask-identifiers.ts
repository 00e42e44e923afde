import { toHex, utf8 } from '../text/bytes.ts'
import { swapNibbles, type Identifier, type IdentifierKind } from './identifiers.ts'

/**
 * Characters that stay, for they tell a whole group and nobody in it: an IMEI's type allocation code (3GPP 23.003, 6.2.1), an IMSI's country and
 * network (2.2), a card's issuer (ITU-T E.118), an EID's issuer (GSMA SGP.02), a phone number's range.
 */
const kept: Readonly<Record<IdentifierKind, number>> = { imei: 8, imsi: 5, iccid: 6, eid: 8, phone: 3 }

/** A, B … Z, AA, AB …: which of several it is. */
const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** As long as the number, so that lengths in commands still agree. */
function standIn(kind: IdentifierKind, value: string, index: number): string {
  const mark = letters(index)
  return value.slice(0, kept[kind]).padEnd(value.length - mark.length, '*') + mark
}

const hexOf = (value: string): string => toHex(utf8(value))
const ucs2Of = (value: string): string => Array.from(value, (digit) => `00${hexOf(digit)}`).join('')

type Form = readonly [written: string, masked: string]

/** Every way in which the number may be written. */
function formsOf({ kind, value }: Identifier, masked: string): readonly Form[] {
  // Without its check digit, as IMEISV (another two digits behind it) and as some modules print a card's number.
  const plain: Form[] = kind === 'imei' || kind === 'iccid' ? [[value, masked], [value.slice(0, kind === 'imei' ? 14 : -1), masked.slice(0, kind === 'imei' ? 14 : -1)]] : [[value, masked]]
  const even = (digits: string, pad: string): string => (digits.length % 2 === 0 ? digits : digits + pad)
  const onCard: Form[] =
    kind === 'iccid' ? [[swapNibbles(even(value, 'F')), swapNibbles(even(masked, 'F'))]] : kind === 'imsi' ? [[swapNibbles(`9${value}`), swapNibbles(`9${masked}`)]] : []
  const coded = plain.flatMap(([written, hidden]): Form[] => [
    [hexOf(written), hexOf(hidden)],
    [ucs2Of(written), ucs2Of(hidden)],
  ])
  return [...plain, ...onCard, ...coded].flatMap(([written, hidden]): Form[] => [
    [written, hidden],
    [written.toLowerCase(), hidden.toLowerCase()],
    [written.toUpperCase(), hidden.toUpperCase()],
  ])
}

/** China's numbers are written with and without the country's 86; both are one number. */
const national = ({ kind, value }: Identifier): Identifier => ({ kind, value: kind === 'phone' && /^86\d{11}$/.test(value) ? value.slice(2) : value })

/** Replaces every known number by its stand-in wherever it stands: the same number always by the same. */
export function identifierMask(identifiers: readonly Identifier[]): (content: string) => string {
  const forms = new Map<string, string>()
  const counts = new Map<IdentifierKind, number>()
  const seen = new Set<string>()
  for (const identifier of identifiers.map(national)) {
    if (seen.has(identifier.value)) continue
    seen.add(identifier.value)
    const index = counts.get(identifier.kind) ?? 0
    counts.set(identifier.kind, index + 1)
    for (const [written, masked] of formsOf(identifier, standIn(identifier.kind, identifier.value, index))) if (!forms.has(written)) forms.set(written, masked)
  }
  if (forms.size === 0) return (content) => content
  // The longest first: a number stands whole before a part of it is looked for.
  const pattern = new RegExp([...forms.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'g')
  return (content) => content.replace(pattern, (written) => forms.get(written) ?? written)
}

/** What a stand-in looks like, for those who compare. */
export const standInPattern = /(?<!\d)\d{3,8}\*{3,}[A-Z]{1,2}(?![A-Za-z])/g
