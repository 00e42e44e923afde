import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import type { Calculation } from './calculation.ts'
import { focusField } from './focus-field.ts'
import styles from './signature.module.css'

/** Nothing is let out beside an error: which fields stand in the way, each a click away. */
export function Incomplete({ calculation: { shown, sorted } }: { readonly calculation: Calculation }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const inTheWay = shown.flatMap((field) => {
    const errors = sorted.byField[field.key]?.filter(({ severity }) => severity === 'error') ?? []
    return errors.length === 0 ? [] : [{ field, isMissing: errors.every(({ code }) => code === 'input.missing') }]
  })
  const group = (isMissing: boolean) => inTheWay.filter((one) => one.isMissing === isMissing)
  return (
    <div className={styles.incomplete} data-testid="signature-incomplete">
      {([true, false] as const).map(
        (isMissing) =>
          group(isMissing).length > 0 && (
            <p key={String(isMissing)}>
              {t(isMissing ? 'result.missing' : 'result.wrong')}
              {group(isMissing).map(({ field }) => (
                <Anchor key={field.key} component="button" type="button" size="sm" onClick={() => focusField(field.key)}>
                  {text(field.label)}
                </Anchor>
              ))}
            </p>
          ),
      )}
    </div>
  )
}
