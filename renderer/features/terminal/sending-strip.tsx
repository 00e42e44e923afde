import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SendingState } from '../../../shared/contract/sending.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import styles from './send-row.module.css'
import { stopSending } from './use-sending.ts'

type Props = { readonly sending: SendingState; readonly onDismiss: () => void }

/** What is being sent by itself, with its end in sight; stoppable with one click. */
export function SendingStrip({ sending, onDismiss }: Props) {
  const { t } = useTranslation('terminal')
  const { state, sent, lines, round, rounds, everyMs, errors, failure } = sending
  if (failure) return <FailureCard failure={failure} onDismiss={onDismiss} />
  // One line sent once has its answer in the log.
  if (lines === 1 && everyMs === null) return null
  const line = t('sending.lines', { sent, lines })
  // Rounds of several lines follow each other; those of one line have a rhythm.
  const progress = everyMs === null ? line : lines > 1 ? `${line}, ${t(rounds === 0 ? 'sending.round' : 'sending.roundOf', { round, rounds })}` : rounds === 0 ? t('sending.rounds', { round, everyMs }) : t('sending.roundsOf', { round, rounds, everyMs })
  return (
    <div className={styles['sending']} role="status" data-testid="sending" data-state={state}>
      <span>{t(`sending.${state === 'failed' ? 'stopped' : state}`)}</span>
      <span className={styles['progress']}>{progress}</span>
      {errors > 0 && <span className={styles['errors']}>{t('sending.errors', { count: errors })}</span>}
      {state === 'running' ? (
        <Button size="compact-xs" variant="default" onClick={() => stopSending(sending.sessionId)}>
          {t('sending.stop')}
        </Button>
      ) : (
        <Button size="compact-xs" variant="subtle" onClick={onDismiss}>
          {t('sending.close')}
        </Button>
      )}
    </div>
  )
}
