import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import { FindingList } from '../cloud-form/finding-list.tsx'
import { secretsOf, type Calculation } from './calculation.ts'
import { CopyAs } from './copy-as.tsx'
import { HandOver } from './hand-over-buttons.tsx'
import { Incomplete } from './incomplete.tsx'
import { Life } from './life.tsx'
import { ResultList } from './result-list.tsx'
import { resultRows } from './result-rows.ts'
import { RunView } from './run-view.tsx'
import styles from './signature.module.css'

/** The values, ready to be copied one by one, in another form, or handed over. */
export function ResultView({ calculation }: { readonly calculation: Calculation }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const { cloud, operation, signed, sorted } = calculation
  const { made } = signed
  return (
    <>
      <header className={styles.head}>
        <h3>{operation.kind === 'login' ? t('result.title') : text(operation.title)}</h3>
        {made && <Life calculation={calculation} />}
      </header>
      <FindingList findings={sorted.general} />
      {made ? (
        <>
          <ResultList key={`${cloud.id}/${operation.id}`} rows={resultRows(made, secretsOf(calculation))} />
          <HandOver calculation={calculation} />
          <RunView calculation={calculation} />
          {made.login && <CopyAs calculation={calculation} login={made.login} />}
        </>
      ) : (
        <Incomplete calculation={calculation} />
      )}
    </>
  )
}
