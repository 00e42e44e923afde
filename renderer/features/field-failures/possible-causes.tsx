import { useTranslation } from 'react-i18next'
import { familyOf, type FieldFailure } from '../../../shared/diagnosis/field-failures/index.ts'
import { FailureRow } from './failure-row.tsx'
import styles from './field-failures.module.css'

/** More would be a list to choose from. */
const most = 3

/** What may be behind a failure of the wizard, the closest first. `modem`: the profile's id. */
export function PossibleCauses({ failures, modem }: { readonly failures: readonly FieldFailure[]; readonly modem: string }) {
  const { t } = useTranslation('field-failures')
  if (failures.length === 0) return null
  return (
    <section className={styles['possible']} data-testid="possible-causes">
      <h4>{t('possible')}</h4>
      {failures.slice(0, most).map((each) => (
        <FailureRow key={each.id} failure={each} family={familyOf(modem)} />
      ))}
    </section>
  )
}
