import type { TFunction } from 'i18next'

/** What a number field holds; nothing where it is empty. */
export const optionalNumber = (value: string | number): number | undefined => (value === '' || !Number.isFinite(Number(value)) ? undefined : Math.round(Number(value)))

export const lineEndChoices = (t: TFunction<'sequences'>) => (['cr', 'lf', 'crlf', 'none'] as const).map((value) => ({ value, label: t(`lineEnd.${value}`) }))
