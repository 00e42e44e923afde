import { useTranslation } from 'react-i18next'
import { useCheck } from './check-store.ts'
import { FoundList } from './found-list.tsx'
import { GivenForm } from './given-form.tsx'
import { InputForm } from './input-form.tsx'
import styles from './signature.module.css'
import { useCalculation } from './use-calculation.ts'
import { useChecked } from './use-checked.ts'
import { VerdictView } from './verdict-view.tsx'

/** What is known of the device, the login that was refused, and what is wrong with it. */
export function CheckView() {
  const { t } = useTranslation('signature')
  const calculation = useCalculation('login')
  const login = useChecked()
  const isAnything = useCheck((state) => Object.keys(state.given).length > 0)
  return (
    <div className={styles.columns} data-columns="3" data-first="rest">
      <div className={styles.column} data-column="form">
        <header className={styles.head}>
          <h3>{t('check.known')}</h3>
          <span className={styles.hint}>{t('check.knownHint')}</span>
        </header>
        <InputForm calculation={calculation} mode="check" resolved={isAnything ? login.checked.inputs : undefined} />
      </div>
      <div className={styles.rest}>
        <section className={styles.column} aria-label={t('check.given')}>
          <GivenForm />
          <FoundList />
        </section>
        <section className={styles.column} aria-label={t('check.verdict')} aria-live="polite">
          {isAnything ? <VerdictView login={login} /> : <p className={styles.empty}>{t('check.nothing')}</p>}
        </section>
      </div>
    </div>
  )
}
