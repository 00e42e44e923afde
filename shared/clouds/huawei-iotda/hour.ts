import { text, type Text } from '../../text/local-text.ts'
import { spanWords } from '../field-checks.ts'
import type { FieldCheck } from '../profile.ts'

export const hourMs = 3_600_000

/** YYYYMMDDHH in UTC; `ms` since the epoch. */
export const formatHour = (ms: number): string => new Date(ms).toISOString().slice(0, 13).replace(/[-T]/g, '')

/** ms since the epoch at the beginning of that hour; undefined where there is no such hour. */
export function parseHour(stamp: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})$/.exec(stamp)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0] = match.slice(1).map(Number)
  const ms = Date.UTC(year, month - 1, day, hour)
  return Number.isFinite(ms) && formatHour(ms) === stamp ? ms : undefined
}

/** What is there in place of an hour, for those who have a look at it. */
export function hourFault(stamp: string): Text {
  if (/^\d{8}$/.test(stamp)) return text('The hour is missing.', '缺少小时。')
  if (/^\d{12}$|^\d{14}$/.test(stamp)) return text('Minutes do not belong to it.', '不要带分钟和秒。')
  if (/^1[0-9]{9}$|^1[0-9]{12}$/.test(stamp)) return text('It is a Unix time.', '填成了 Unix 时间戳。')
  return text('There is no such hour.', '不是有效的时间。')
}

export const checkHour: FieldCheck = (value, { label, now }) => {
  if (parseHour(value) !== undefined) return []
  const fault = hourFault(value)
  return [
    {
      severity: 'error',
      code: 'input.hour',
      what: text(`${label.en} is not a UTC hour as YYYYMMDDHH. ${fault.en}`, `“${label.zh}”不是 YYYYMMDDHH 形式的 UTC 时间：${fault.zh}`),
      next: text(`For this moment: ${formatHour(now)}`, `以现在为例：${formatHour(now)}`),
    },
  ]
}

export type HourRemark = { readonly code: string; readonly what: Text; readonly next: Text }

/** Sign type 1: the hour is compared with the platform's clock, an hour to either side is taken. Device connection authentication, iot_06_v5_3009. */
export function hourRemark(stamp: string, now: number): HourRemark | undefined {
  const hour = parseHour(stamp)
  if (hour === undefined) return undefined
  const current = Math.floor(now / hourMs) * hourMs
  const ahead = (hour - current) / hourMs
  if (Math.abs(ahead) <= 1) return undefined
  const next = text(`The UTC hour is ${formatHour(now)} now; or use sign type 0, which does not check it.`, `当前 UTC 时间为 ${formatHour(now)}；也可以改用不校验时间戳的签名类型 0。`)
  const span = spanWords(Math.abs(hour - current))
  // Clocks of the world run from UTC-12 to UTC+14.
  if (ahead > 1 && ahead <= 14) {
    const zone = `UTC+${ahead}`
    return { code: 'huawei.local-hour', what: text(`The time stamp is the local hour (${zone}), not UTC.`, `时间戳用的是本地时间（${zone}），应为 UTC 时间。`), next }
  }
  if (ahead > 14) return { code: 'huawei.hour-ahead', what: text(`The time stamp lies ${span.en} in the future.`, `时间戳比现在晚 ${span.zh}。`), next }
  const what =
    ahead >= -12
      ? text(`The time stamp is ${span.en} old, or the local hour of UTC${ahead}.`, `时间戳已过去 ${span.zh}，或者用的是 UTC${ahead} 的本地时间。`)
      : text(`The time stamp is ${span.en} old; an hour is allowed.`, `时间戳已过去 ${span.zh}，最多允许相差 1 小时。`)
  return { code: 'huawei.hour-old', what, next }
}
