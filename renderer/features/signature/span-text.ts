import type { TFunction } from 'i18next'

/** A span of ms as a clock counts it: `59:12`, `5:59:12`, and days from two days on. */
export function spanText(ms: number, t: TFunction<'signature'>): string {
  const seconds = Math.floor(ms / 1000)
  const days = Math.floor(seconds / 86_400)
  if (days >= 2) return t('life.days', { count: days })
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
