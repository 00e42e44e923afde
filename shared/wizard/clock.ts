import type { Failure } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Job } from './credential.ts'
import type { Step } from './step.ts'

/** From and to in ms since the epoch; `to` is the first instant outside. */
export type Span = { readonly from?: number; readonly to?: number }

/** What a step's clock is compared for. */
export type ClockRule = {
  /** The modem compares certificates' dates with its clock. */
  readonly certificates?: true
  /** When the login, computed with this PC's clock, is taken. */
  readonly login?: Span
}

/** How a modem family tells the time, and is told it. Pure. */
export type ClockManner = {
  /** Left out: the family's own plan has a step `clock` where it needs one. */
  readonly step?: Step
  /** Every instant that the captured value `clock` may mean. */
  readonly readings: (value: string) => readonly number[]
  /** The command that sets the clock to this instant, in ms since the epoch. */
  readonly set?: (now: number) => { readonly send: string; readonly source: string }
  /** How the module gets the time by itself. */
  readonly hint: Text
  /** Whether the module compares certificates' dates in this job. */
  readonly checksDates: (job: Job) => boolean
}

/** No module made now has a clock before this unless nobody has set it (1970, 1980, 2000, 2004, 2015). */
const earliest = Date.UTC(2020, 0, 1)
/** A server's certificate may be days old or nearly over, whatever the CA's dates: more than a day off is not trusted. ms. */
const certificateTolerance = 86_400_000

/** ms. 27.007 gives no figure; writing a clock chip takes well below a second. */
const setTime = 2_000

export const clockStepId = 'clock'

/**
 * The plan with the modem's clock read where it matters: before TLS if the module compares dates, else, where the login holds for a time
 * only, once data is up. Where neither is so the plan stays as it is: published command sequences do not ask, and are sent to the byte.
 */
export function withClock(manner: ClockManner | undefined, job: Job, steps: readonly Step[]): readonly Step[] {
  const rule = manner && ruleOf(manner, job)
  if (!manner || !rule) return steps
  const own = steps.findIndex(({ id }) => id === clockStepId)
  if (own >= 0) return steps.map((step, at) => (at === own ? { ...step, clock: rule } : step))
  const ahead: readonly Step['stage'][] = rule.certificates ? ['port', 'modem', 'sim', 'radio', 'data', 'mqtt'] : ['port', 'modem', 'sim', 'radio', 'data']
  const at = steps.findIndex(({ stage }) => !ahead.includes(stage))
  if (!manner.step || at < 0) return steps
  return steps.toSpliced(at, 0, { ...manner.step, stage: rule.certificates ? 'tls' : 'data', clock: rule })
}

function ruleOf({ checksDates }: ClockManner, job: Job): ClockRule | undefined {
  if (job.options?.[clockStepId] === 'ignore') return undefined
  const certificates = job.credential.tls !== 'none' && checksDates(job)
  if (!certificates && !job.validity) return undefined
  return { ...(certificates && { certificates }), ...(job.validity && { login: job.validity }) }
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`
const isIn = (at: number, { from = -Infinity, to = Infinity }: Span): boolean => at >= from && at < to

/** What is wrong with the modem's clock for this rule. `pc` is this PC's, `dates` those that all certificates at hand share. */
export function judgeClock({ readings, hint, set }: ClockManner, rule: ClockRule, value: string, pc: number, dates: Span = {}): Failure | undefined {
  const [first, ...others] = readings(value)
  // Another form than the manual's: nothing is known, and nothing is held up.
  if (first === undefined) return undefined
  const at = others.reduce((best, other) => (Math.abs(other - pc) < Math.abs(best - pc) ? other : best), first)
  const make = (code: string, stage: Failure['stage'], what: Text, next: Text): Failure => ({ code, stage, what, next, evidence: value })
  const orSet = set ? text(' Or set it from this PC here, then retry.', '也可以在这里用电脑时间设置，然后重试。') : text('', '')
  const mend = text(`${hint.en}${orSet.en}`, `${hint.zh}${orSet.zh}`)
  const isUnset = at < earliest
  if (rule.certificates) {
    if (isUnset) {
      return make('clock.unset', 'tls', text(`The modem’s clock was never set: it stands at ${stamp(at)}. Every certificate looks not yet valid.`, `模组时钟没有校时，停在 ${stamp(at)}，所有证书都会被判为未生效。`), mend)
    }
    if (!isIn(at, dates)) {
      return make('clock.outside-dates', 'tls', text(`By the modem’s clock (${stamp(at)}) a certificate of this plan is not valid.`, `按模组时钟（${stamp(at)}），本流程的证书不在有效期内。`), mend)
    }
    if (Math.abs(at - pc) > certificateTolerance) {
      return make('clock.off', 'tls', text(`The modem’s clock says ${stamp(at)}, this PC’s ${stamp(pc)}. The server’s certificate may look expired or not yet valid.`, `模组时钟为 ${stamp(at)}，电脑时钟为 ${stamp(pc)}，服务器证书可能被判为过期或未生效。`), mend)
    }
  }
  // This PC has signed: a module without time does no harm, one whose network tells another time shows that one of the two is wrong.
  if (!rule.login || isUnset || isIn(at, rule.login)) return undefined
  return make(
    'clock.login',
    'cloud',
    text(`By the modem’s clock (${stamp(at)}) the login is ${at < (rule.login.from ?? -Infinity) ? 'not valid yet' : 'no longer valid'}; it was computed with this PC’s (${stamp(pc)}).`, `按模组时钟（${stamp(at)}），登录参数${at < (rule.login.from ?? -Infinity) ? '尚未生效' : '已过期'}；它是按电脑时钟（${stamp(pc)}）算出来的。`),
    text(`If this PC’s clock is wrong, set it by NTP and compute the login again. If the modem’s is: ${mend.en}`, `如果电脑时钟不准，请先用 NTP 校准再重新计算登录参数；如果是模组时钟不准：${mend.zh}`),
  )
}

/** Sets the clock; undefined where the family has no command for it. */
export function clockSetter(manner: ClockManner | undefined, now: number): Step | undefined {
  const command = manner?.set?.(now)
  return (
    command && {
      id: 'set-clock',
      stage: 'modem',
      title: text('Set the clock', '设置时钟'),
      why: text('This PC’s time, as GMT.', '写入电脑时间（GMT）。'),
      ...command,
      secrets: [],
      expect: { timeoutMs: setTime },
      risk: 'volatile',
    }
  )
}
