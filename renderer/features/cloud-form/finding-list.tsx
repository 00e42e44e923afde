import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import type { Finding } from '../../../shared/wizard/plan.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './form.module.css'

/** What the checker found, errors first, each with what to do. Nothing when there is nothing. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null
  const ordered = findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
  return (
    <ul className={styles.findings}>
      {ordered.map((finding, index) => (
        <FindingLine key={`${index}:${finding.code}`} finding={finding} />
      ))}
    </ul>
  )
}

function FindingLine({ finding }: { readonly finding: Finding }) {
  const text = useText()
  const Icon = finding.severity === 'error' ? IconAlertCircle : IconAlertTriangle
  return (
    <li className={styles.finding} data-severity={finding.severity} data-finding={finding.code}>
      <Icon size={15} aria-hidden />
      <span>
        <b>{text(finding.what)}</b> {text(finding.next)}
      </span>
    </li>
  )
}
