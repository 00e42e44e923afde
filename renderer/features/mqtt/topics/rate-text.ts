import type { TFunction } from 'i18next'
import type { TopicRow } from '../../../../shared/contract/mqtt-topics.ts'

/** Messages a second below which the time between the last two says more. */
const slow = 0.4

/** s between two messages below which they were a burst that has ended: to say `every 0.1 s` of it would be untrue. */
const burst = 1

/** `12/s`, or of a slow topic how often it speaks: `every 60 s`. Empty where there is nothing to say yet. */
export function rateText({ rate, value }: Pick<TopicRow, 'rate' | 'value'>, t: TFunction<'mqtt-topics'>): string {
  if (rate >= slow) return t('perSecond', { rate: rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString() })
  if (value?.previousAt === undefined) return ''
  const seconds = (value.at - value.previousAt) / 1000
  if (seconds < burst) return ''
  if (seconds < 90) return t('everySeconds', { seconds: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) })
  return seconds < 5400 ? t('everyMinutes', { minutes: Math.round(seconds / 60) }) : t('everyHours', { hours: Math.round(seconds / 3600) })
}
