import { IconArrowDownLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { formatTime } from '../../ui/format.ts'
import { visibleControls } from '../../ui/payload-text.ts'
import styles from './run.module.css'

/** The newest are enough here: the terminal and the recording have them all. */
const shownMessages = 50

/** Messages that the modem itself reported: proof of the way down. */
export function ReceivedList({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  if (run.received.length === 0) return null
  return (
    <section className={styles.received} aria-label={t('received.title')} data-testid="wizard-received">
      <h3>
        <IconArrowDownLeft size={14} aria-hidden /> {t('received.title')} <span>{run.received.length}</span>
      </h3>
      <ul>
        {run.received
          .map((message, index) => ({ ...message, index }))
          .slice(-shownMessages)
          .map(({ index, at, topic, payload }) => (
            <li key={index}>
              <time>{formatTime(at)}</time>
              <code data-part="topic">{topic}</code>
              <code data-part="payload">{visibleControls(payload)}</code>
            </li>
          ))}
      </ul>
    </section>
  )
}
