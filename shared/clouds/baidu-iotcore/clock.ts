import { text, type Text } from '../../text/local-text.ts'
import { spanWords, unixTime } from '../field-checks.ts'
import type { FieldCheck } from '../profile.ts'

/** ms; “Connect over MQTT” (Akck4811r): the time stamp may be ten minutes off. */
export const skewMs = 600_000

const seconds = unixTime('s')

/** 0 stands for “not checked”. */
export const checkTimestamp: FieldCheck = (value, about) => (value === '0' ? [] : seconds(value, about))

export type ClockRemark = { readonly code: string; readonly what: Text; readonly next: Text }

/** `timestamp` in s; nothing to say of 0, of none, and of what is no time at all. */
export function clockRemark(timestamp: string, now: number): ClockRemark | undefined {
  if (!/^\d{1,12}$/.test(timestamp) || Number(timestamp) === 0) return undefined
  const ahead = Number(timestamp) * 1000 - now
  if (Math.abs(ahead) <= skewMs) return undefined
  const span = spanWords(Math.abs(ahead))
  return {
    code: 'baidu.skew',
    what:
      ahead > 0
        ? text(`The time stamp lies ${span.en} in the future; ten minutes are allowed.`, `时间戳比现在晚 ${span.zh}，最多允许相差 10 分钟。`)
        : text(`The time stamp is ${span.en} old; ten minutes are allowed.`, `时间戳已过去 ${span.zh}，最多允许相差 10 分钟。`),
    next: text('Sign anew with the time of now, or leave the time stamp out: then it is not checked.', '请用当前时间重新计算；也可以不带时间戳（或填 0），平台就不校验。'),
  }
}
