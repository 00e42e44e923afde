import { useTranslation } from 'react-i18next'
import type { ExplainedRow } from '../../../shared/diagnosis/explain-line.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './line-explanation.module.css'
import { rowSigns } from './row-sign.ts'

/** What a line is and means, value by value, and where that stands. */
export function LineExplanation({ explained }: { readonly explained: ExplainedRow }) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const { kind, words, fields, source, next, isFailure } = explained
  return (
    <div className={styles['explanation']} data-kind={isFailure ? 'error' : kind}>
      <p className={styles['words']}>
        <span className={styles['kind']}>
          <i aria-hidden>{rowSigns[kind]}</i> {t(`log.kind.${kind}`)}
        </span>
        {words && <strong>{text(words)}</strong>}
      </p>
      {next && <p className={styles['next']}>{text(next)}</p>}
      {fields.length > 0 && (
        <table className={styles['fields']} aria-label={t('explain.fields')}>
          <tbody>
            {fields.map(({ symbol, name, value, meaning }, index) => (
              <tr key={index}>
                <td className={styles['symbol']}>{symbol === '' ? '' : `<${symbol}>`}</td>
                <th scope="row">{text(name)}</th>
                <td className={styles['value']}>{value}</td>
                <td>{meaning && text(meaning)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {source !== undefined && <p className={styles['source']}>{t('explain.source', { source })}</p>}
    </div>
  )
}
