import type { Finding } from '../../../shared/wizard/plan.ts'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage } from '../../ui/local-text.ts'
import styles from './form.module.css'

/** What is wrong and what to do, one line each. */
export function ErrorText({ findings }: { readonly findings: readonly Finding[] }) {
  const language = useLanguage()
  return findings.map((finding) => (
    <span key={finding.code} className={styles.error} data-finding={finding.code}>
      {joinSentences(language, finding.what, finding.next)}
    </span>
  ))
}
