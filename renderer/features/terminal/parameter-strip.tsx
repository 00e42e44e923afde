import { Button } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Parameter } from '../../../shared/at/parameter.ts'
import type { ParameterHint } from '../../../shared/at/parameter-hint.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './parameter-form.module.css'
import { rangeWords } from './range-words.ts'

/** Choices named here; the list below has all. */
const choicesShown = 6

/** The command as its manual writes it, with the parameter at the caret marked and explained. */
export function ParameterStrip({ hint, onForm }: { readonly hint: ParameterHint; readonly onForm: () => void }) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const { name, parameters, current, signature } = hint
  const marked = current && parameters.indexOf(current)
  const allowed = (parameter: Parameter): string | undefined => {
    const choices = Object.entries(parameter.choices ?? {})
    if (choices.length > 0) return choices.slice(0, choicesShown).map(([value, words]) => (text(words) === value ? value : `${value} ${text(words)}`)).join(' · ') + (choices.length > choicesShown ? ' …' : '')
    return rangeWords(parameter, t, text)
  }
  return (
    <div className={styles['strip']} data-testid="parameter-hint">
      <div className={styles['stripHead']}>
        <code>
          {`AT${name}=`}
          {parameters.map((parameter, index) => (
            <Fragment key={parameter.name}>
              {parameter.isOptional ? '[' : ''}
              {index > 0 && ','}
              <span data-current={index === marked || undefined}>{`<${parameter.name}>`}</span>
              {parameter.repeats ? ',…' : ''}
              {parameter.isOptional ? ']' : ''}
            </Fragment>
          ))}
        </code>
        <Button size="compact-xs" variant="default" onClick={onForm} tabIndex={-1}>
          {t('form.open')} <kbd>F2</kbd>
        </Button>
      </div>
      <div className={styles['stripWords']} role="status">
        {current ? (
          <>
            <strong>{text(current.about)}</strong> {current.isOptional && <span>{t('form.optional')}</span>} <span>{allowed(current)}</span>
          </>
        ) : (
          <span>{t('form.noMore')}</span>
        )}
      </div>
      <div className={styles['source']}>{t('explain.source', { source: signature.source })}</div>
    </div>
  )
}
