import { useTranslation } from 'react-i18next'
import { FileProblems } from '../../ui/file-problems.tsx'
import type { DraftProblem } from './draft.ts'
import styles from './sequences.module.css'

/** What is wrong with the text, as `atelier script` tells it: line, column, field. */
export function ProblemList({ problems, file }: { readonly problems: readonly DraftProblem[]; readonly file: string }) {
  const { t } = useTranslation('sequences')
  return (
    <section className={styles.problems} role="alert" data-testid="sequence-problems">
      <strong>{t('problems', { file, count: problems.length })}</strong>
      <FileProblems problems={problems} />
    </section>
  )
}
