import { text } from '../../text/local-text.ts'
import type { FieldCheck } from '../profile.ts'

/** `20150830T123600Z`, the basic form of ISO 8601. */
export const stampOf = (now: number): string => new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** ms since the epoch; undefined for what is no such time. */
export function timeOf(stamp: string): number | undefined {
  const [, year, month, day, hour, minute, second] = (/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? []).map(Number)
  if (year === undefined || month === undefined || second === undefined) return undefined
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  // A 31st of June becomes the 1st of July: whatever does not come back is no date.
  return stampOf(time) === stamp ? time : undefined
}

export const checkStamp: FieldCheck = (value, { label, now }) =>
  timeOf(value) === undefined
    ? [
        {
          severity: 'error',
          code: 'input.time',
          what: text(`${label.en} is not a time of the form YYYYMMDD’T’HHMMSS’Z’.`, `“${label.zh}”不是 YYYYMMDDTHHMMSSZ 格式的时间。`),
          next: text(`UTC, such as ${stampOf(now)}`, `UTC 时间，例如：${stampOf(now)}`),
        },
      ]
    : []

export const checkDay: FieldCheck = (value, { label, now }) =>
  timeOf(`${value}T000000Z`) === undefined
    ? [
        {
          severity: 'error',
          code: 'input.time',
          what: text(`${label.en} is not a day of the form YYYYMMDD.`, `“${label.zh}”不是 YYYYMMDD 格式的日期。`),
          next: text(`UTC, such as ${stampOf(now).slice(0, 8)}`, `UTC 日期，例如：${stampOf(now).slice(0, 8)}`),
        },
      ]
    : []
