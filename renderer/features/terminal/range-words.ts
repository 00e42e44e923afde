import type { TFunction } from 'i18next'
import type { Parameter } from '../../../shared/at/parameter.ts'
import type { Text } from '../../../shared/text/local-text.ts'

/** Which values a parameter takes, where the manual gives limits and no list. */
export function rangeWords({ range, unit, isQuoted }: Parameter, t: TFunction<'terminal'>, text: (words: Text) => string): string | undefined {
  if (!range) return unit && text(unit)
  if (isQuoted) return t('form.length', { most: range[1] })
  return `${t('form.range', { least: range[0], most: range[1] })}${unit ? ` ${text(unit)}` : ''}`
}
