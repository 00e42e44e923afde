import { ActionIcon } from '@mantine/core'
import { IconAlertCircle, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/contract/failure.ts'
import styles from './failure-card.module.css'
import { useText } from './local-text.ts'

type Props = {
  readonly failure: Failure
  /** Buttons for what can be done about it. */
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
}

/** What happened, the line that proves it, and what to try next. Announced when it appears. */
export function FailureCard({ failure, actions, onDismiss }: Props) {
  const { t } = useTranslation('common')
  const text = useText()
  return (
    <section className={styles['card']} role="alert" data-failure={failure.code}>
      <IconAlertCircle size={16} className={styles['icon']} aria-hidden />
      <div className={styles['body']}>
        <div className={styles['what']}>{text(failure.what)}</div>
        {failure.evidence !== undefined && failure.evidence !== '' && (
          <div className={styles['evidence']}>
            <span>{t('failure.evidence')}</span>
            {failure.evidence.split('\n').map((line, index) => (
              <code key={`${index}:${line}`}>{line}</code>
            ))}
          </div>
        )}
        <div className={styles['next']}>{text(failure.next)}</div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {onDismiss && (
        <ActionIcon size="sm" aria-label={t('action.dismiss')} onClick={onDismiss}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </section>
  )
}
