import { useTranslation } from 'react-i18next'
import type { StepRun, WizardRun } from '../../../shared/contract/wizard.ts'
import { familyOf } from '../../../shared/diagnosis/field-failures/index.ts'
import { symptomsOfStep } from '../../../shared/diagnosis/step-symptoms.ts'
import { FailureRow } from './failure-row.tsx'
import styles from './field-failures.module.css'

/** More would be a list to choose from. */
const most = 3

/** What may be behind a failed step, by the field failures that its lines and its failure's code show. */
export function PossibleCauses({ run, state }: { readonly run: WizardRun; readonly state: StepRun }) {
  const { t } = useTranslation('field-failures')
  const found = symptomsOfStep(run.plan, run.steps, state).slice(0, most)
  if (found.length === 0) return null
  return (
    <section className={styles['possible']} data-testid="possible-causes">
      <h4>{t('possible')}</h4>
      {found.map((each) => (
        <FailureRow key={each.id} failure={each} family={familyOf(run.plan.modem)} />
      ))}
    </section>
  )
}
