import { standInPattern } from '../mask-identifiers.ts'

type Rule = { readonly reason: Reason; readonly pattern: RegExp; readonly by: string }

/** Why two texts that differ are the same for whoever compares. */
export const reasons = ['time', 'random', 'message-id', 'stand-in', 'cell', 'address', 'signal', 'duration', 'not-reached', 'program'] as const
export type Reason = (typeof reasons)[number]

/** Applied in this order; each takes what changes from run to run and puts a name in its place. */
const rules: readonly Rule[] = [
  { reason: 'stand-in', pattern: standInPattern, by: '<number>' },
  // Clock answers and events: 27.007, 8.15 (CCLK), 22.042 (NITZ events), Quectel's QLTS and QNTP.
  { reason: 'time', pattern: /"\d{2,4}\/\d{2}\/\d{2},\d{2}:\d{2}:\d{2}(?:[+-]\d{1,2})?(?:,\d)?"/g, by: '<time>' },
  { reason: 'time', pattern: /(?<!\d)1[5-9]\d{8}(?:\d{3})?(?!\d)/g, by: '<time>' },
  // The message's number in MQTT results of Quectel and Lierda: <client>,<msgID>,<result>.
  { reason: 'message-id', pattern: /(?<=^\+L?Q?MQ?T{1,2}(?:PUB|PUBEX|SUB|UNS|RECV): \d+,)\d+(?=,)/g, by: '<id>' },
  { reason: 'message-id', pattern: /(?<=^AT\+L?Q?MQ?T{1,2}(?:PUB|PUBEX|SUB|UNS)=\d+,)\d+(?=,)/gi, by: '<id>' },
  // Where the module camps (27.007, 7.2 and 10.1.22): area and cell.
  { reason: 'cell', pattern: /(?<=^\+C[EG]?REG: \d(?:,\d)?),"[0-9A-F]+","[0-9A-F]+"(?:,\d+)?/gi, by: ',<cell>' },
  { reason: 'address', pattern: /(?<=^\+(?:CGPADDR: \d+,"?|IPADDR: |CIFSR:.*"|QIACT: .*"))(?!0\.0\.0\.0)[0-9A-F]*[.:][0-9A-F.:]+/gi, by: '<address>' },
  { reason: 'random', pattern: /(?<=(?:nonce|random)[=_:"]+)[0-9A-Za-z]{4,}/gi, by: '<random>' },
]

/** The text without what changes from run to run, and what that was. */
export function normalise(content: string): { readonly text: string; readonly reasons: readonly Reason[] } {
  const found = new Set<Reason>()
  const text = rules.reduce((shown, { reason, pattern, by }) => {
    const next = shown.replace(pattern, by)
    if (next !== shown) found.add(reason)
    return next
  }, content)
  return { text, reasons: [...found] }
}

/** AT+CSQ's steps are 2 dB (27.007, 8.5); three of them are the weather, not the antenna. */
const csqSteps = 3

/** Both measured, and no further apart than a place's own ups and downs. */
export function isSameSignal(left: string, right: string): boolean {
  const [a, b] = [left, right].map((line) => Number(/^\+CSQ: *(\d+),/.exec(line)?.[1] ?? Number.NaN))
  return a !== undefined && b !== undefined && a <= 31 && b <= 31 && Math.abs(a - b) <= csqSteps
}
