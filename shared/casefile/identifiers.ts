import { fromLatin1, utf8 } from '../text/bytes.ts'
import { fromHex } from '../text/encodings.ts'
import type { TranscriptLine } from './transcript.ts'

export type IdentifierKind = 'imei' | 'imsi' | 'iccid' | 'eid' | 'phone'
export type Identifier = { readonly kind: IdentifierKind; readonly value: string }

/** ISO/IEC 7812-1, annex B: what an IMEI's last digit is made by (3GPP 23.003, annex B). */
export function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0)
  return sum % 10 === 0
}

/** Neighbours exchanged, as a card's files have their digits (ETSI 102 221, 13.2; 3GPP 31.102, 4.2.2). */
export const swapNibbles = (digits: string): string => digits.replace(/(.)(.)/g, '$2$1')

const imeiQuestion = /^AT(?:\+CGSN|\+GSN|\+EGMR)\b/i
const imsiQuestion = /^AT\+CIMI\b/i
const iccidQuestion = /^AT[+%*^!#](?:[QNLXI]|CI)?CCID\b/i
const phoneQuestion = /^AT\+CNUM\b/i

const imeiAnswer = /^(?:[+^]?(?:CGSN|GSN|EGMR|IMEI))\s*[:=]/i
const imsiAnswer = /^\+?(?:CIMI|IMSI)\s*[:=]/i
const iccidAnswer = /^[+%*^!#]?(?:[QNLXI]|CI)?CCID\s*[:=]/i
const phoneAnswer = /^\+CNUM\s*:/i

const number = { imei: /(?<!\d)\d{14,16}(?!\d)/, imsi: /(?<!\d)\d{14,15}(?!\d)/, iccid: /(?<![0-9A-F])(?:89|98)[0-9A-F]{16,20}(?![0-9A-F])/i, phone: /"\+?(\d{6,20})"/ }

/** A card number as it is printed on the card: neither swapped nor padded. */
const printedIccid = (digits: string): string => (digits.startsWith('98') ? swapNibbles(digits) : digits).replace(/F+$/i, '')

/** 14 digits and their check digit; an IMEISV has a software version in its place (3GPP 23.003, 6.2.2). */
function imeiIn(line: string): Identifier | undefined {
  const digits = number.imei.exec(line)?.[0]
  if (digits === undefined) return undefined
  const serial = digits.slice(0, 14)
  const check = '0123456789'.split('').find((digit) => isLuhn(serial + digit)) ?? ''
  return { kind: 'imei', value: digits.length === 15 ? digits : serial + check }
}

function iccidIn(line: string): Identifier | undefined {
  const value = number.iccid.exec(line)?.[0]
  return value === undefined ? undefined : { kind: 'iccid', value: printedIccid(value) }
}

/** What a card's file says (AT+CRSM): its own number (EF ICCID, 12258), or the subscriber's (EF IMSI, 28423: a length, then 9 and fifteen digits). */
function cardFileIn(line: string): Identifier | undefined {
  const content = /^\+CRSM: 144,0,"?([0-9A-F]+)"?$/i.exec(line)?.[1] ?? ''
  if (/^98[0-9A-F]{18}$/i.test(content)) return iccidIn(content)
  const imsi = /^08([0-9A-F]{16})$/i.exec(content)?.[1]
  const digits = imsi === undefined ? '' : swapNibbles(imsi).slice(1)
  return /^\d{14,15}/.test(digits) ? { kind: 'imsi', value: digits.replace(/F.*$/i, '') } : undefined
}

function answered(command: string, line: string): Identifier | undefined {
  if (imeiQuestion.test(command) || imeiAnswer.test(line)) return imeiIn(line)
  if (imsiQuestion.test(command) || imsiAnswer.test(line)) {
    const value = number.imsi.exec(line)?.[0]
    return value === undefined ? undefined : { kind: 'imsi', value }
  }
  if (iccidQuestion.test(command) || iccidAnswer.test(line)) return iccidIn(line)
  if (phoneQuestion.test(command) || phoneAnswer.test(line)) {
    const value = number.phone.exec(line)?.[1]
    return value === undefined ? undefined : { kind: 'phone', value }
  }
  return cardFileIn(line)
}

/** Reporting bodies that allocate nearly all IMEIs (GSMA TS.06: 35 BABT, 86 TAF): theirs are masked with a mistyped digit too. */
const commonBodies = /^(?:35|86)/

/** Numbers by their form alone. An IMSI has no check digit; China's begins with 460 (ITU-T E.212). */
function byForm(content: string): readonly Identifier[] {
  const fifteen = Array.from(content.matchAll(/(?<![\d.])\d{15}(?!\d)/g), ([value]): Identifier | undefined =>
    value.startsWith('460') ? { kind: 'imsi', value } : commonBodies.test(value) || isLuhn(value) ? { kind: 'imei', value } : undefined,
  )
  const cards = Array.from(content.matchAll(/(?<![0-9A-Fa-f])89\d{17,18}(?![0-9A-Ea-e])/g), ([value]): Identifier => ({ kind: 'iccid', value }))
  const embedded = Array.from(content.matchAll(/(?<![0-9A-Fa-f])89\d{30}(?![0-9A-Fa-f])/g), ([value]): Identifier => ({ kind: 'eid', value }))
  return [...fifteen.filter((each) => each !== undefined), ...cards, ...embedded]
}

/** Digits written as the hex of their ASCII codes, alone or as UCS2 (3GPP 27.005, AT+CSCS="UCS2"). */
const inHex = (content: string): readonly Identifier[] => [
  ...Array.from(content.matchAll(/(?<!3\d)(?:3\d){15,32}(?!3\d)/g), ([run]) => byForm(fromLatin1(fromHex(run) ?? utf8('')))).flat(),
  ...Array.from(content.matchAll(/(?:003\d){15,32}/g), ([run]) => byForm(run.replace(/003(\d)/g, '$1'))).flat(),
]

/**
 * The numbers that tell one module, card or subscriber from another: what was answered to AT+CGSN, AT+CIMI, AT+CCID and their kin, then what
 * looks like one anywhere. `texts` are whole streams and values, so that a number cut in two by the reading is still one.
 */
export function findIdentifiers(lines: readonly TranscriptLine[], texts: readonly string[]): readonly Identifier[] {
  const found = new Map<string, Identifier>()
  const add = (identifier: Identifier | undefined): void => {
    if (identifier && !found.has(identifier.value)) found.set(identifier.value, identifier)
  }
  let command = ''
  for (const { direction, text } of lines) {
    const line = text.trim()
    if (direction === 'out' && /^AT/i.test(line)) command = line
    if (direction === 'in' && line !== command) add(answered(command, line))
  }
  for (const content of texts) for (const each of [...byForm(content), ...inHex(content)]) add(each)
  return [...found.values()]
}
