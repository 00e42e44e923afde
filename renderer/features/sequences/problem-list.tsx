import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import type { DraftProblem } from './draft.ts'
import styles from './sequences.module.css'

/** What is wrong with the text, as `atelier script` tells it: line, column, field. */
export function ProblemList({ problems, file }: { readonly problems: readonly DraftProblem[]; readonly file: string }) {
  const { t } = useTranslation('sequences')
  const text = useText()
  return (
    <section className={styles.problems} role="alert" data-testid="sequence-problems">
      <strong>{t('problems', { file, count: problems.length })}</strong>
      <ul>
        {problems.map(({ line, column, field, what }) => (
          <li key={`${line}:${column}:${field}:${what.en}`}>
            {line !== undefined && (
              <code>
                {line}:{column}
              </code>
            )}
            <span>
              {field !== '' && <code>{field}</code>} {text(what)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
