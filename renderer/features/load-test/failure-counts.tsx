import { useTranslation } from 'react-i18next'
import type { LoadReport } from '../../../shared/contract/load-test.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './load-test.module.css'

/** What went wrong with single clients, each kind once with how often. */
export function FailureCounts({ failures }: { readonly failures: LoadReport['failures'] }) {
  const { t } = useTranslation('load-test')
  const text = useText()
  return (
    <section className={styles['failures']}>
      <h3>{t('failures.title')}</h3>
      <ul>
        {failures.map(({ failure, count }) => (
          <li key={failure.code} data-failure={failure.code}>
            <span className={styles['count']}>{count.toLocaleString()} ×</span>
            <div>
              <p>{text(failure.what)}</p>
              <p className={styles['muted']}>{text(failure.next)}</p>
              {failure.evidence !== undefined && <code>{failure.evidence}</code>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
