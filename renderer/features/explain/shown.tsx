import { useTranslation } from 'react-i18next'
import type { LogExplanation } from '../../../shared/diagnosis/explain-log.ts'
import { familyOf } from '../../../shared/diagnosis/field-failures/index.ts'
import type { Symptom } from '../../../shared/diagnosis/symptoms.ts'
import { FailureRow } from '../field-failures/failure-row.tsx'
import { selectLine } from './explain-store.ts'
import styles from './explain.module.css'

/** Field failures that the log shows: of the verdict, of other lines, and what to think of where nothing failed. */
export function Shown({ explanation: { symptoms, verdict, modem } }: { readonly explanation: LogExplanation }) {
  const of = (place: Symptom['place']) => symptoms.filter((symptom) => symptom.place === place)
  const hints = verdict ? [] : of('hint')
  if (symptoms.length === 0) return null
  return (
    <div className={styles['shown']} data-testid="explain-symptoms">
      <Group title="shown" symptoms={of('verdict')} modem={modem} isFirstOpen />
      <Group title={verdict ? 'elsewhere' : 'shown'} symptoms={of('elsewhere')} modem={modem} isFirstOpen={!verdict} />
      <Group title="hint" symptoms={hints} modem={modem} />
    </div>
  )
}

type GroupProps = { readonly title: 'shown' | 'elsewhere' | 'hint'; readonly symptoms: readonly Symptom[]; readonly modem: string | undefined; readonly isFirstOpen?: boolean }

function Group({ title, symptoms, modem, isFirstOpen = false }: GroupProps) {
  const { t } = useTranslation('field-failures')
  if (symptoms.length === 0) return null
  return (
    <section>
      <h4>{t(title)}</h4>
      {symptoms.map(({ failure, line }, index) => (
        <FailureRow key={failure.id} failure={failure} family={familyOf(modem)} isOpen={isFirstOpen && index === 0}>
          <button
            type="button"
            className={styles['toLine']}
            onClick={(event) => {
              event.preventDefault()
              selectLine(line)
            }}
          >
            {t('line', { number: line })}
          </button>
        </FailureRow>
      ))}
    </section>
  )
}
