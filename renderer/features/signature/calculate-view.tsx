import { useTranslation } from 'react-i18next'
import { Facts } from './facts.tsx'
import { InputForm } from './input-form.tsx'
import { ResultView } from './result-view.tsx'
import styles from './signature.module.css'
import { useCalculation } from './use-calculation.ts'
import { WorkView } from './work-view.tsx'

/** The form, what it gives, and how: three columns where there is room, one under the other where there is not. */
export function CalculateView() {
  const { t } = useTranslation('signature')
  const calculation = useCalculation()
  const { made } = calculation.signed
  return (
    <div className={styles.columns} data-columns="3">
      <div className={styles.column} data-column="form">
        <InputForm calculation={calculation} />
      </div>
      <div className={styles.rest}>
        <section className={styles.column} aria-label={t('result.title')}>
          <ResultView calculation={calculation} />
        </section>
        <section className={styles.column} aria-label={t('work.title')}>
          {made && made.work.length > 0 && <WorkView work={made.work} />}
          <Facts cloud={calculation.cloud} inputs={calculation.signed.inputs} />
        </section>
      </div>
    </div>
  )
}
