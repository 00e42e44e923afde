import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatBytes } from '../../ui/format.ts'
import { clockWords, progressOf } from './progress.ts'
import { cancelTransfer } from './send-files.ts'
import styles from './transfer.module.css'
import { isUnderWay, useTransfer } from './use-transfer.ts'

/** The file on its way, with its end in sight; and how it ended. */
export function TransferStrip({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation('transfer')
  const { transfer, dismiss } = useTransfer(sessionId)
  if (!transfer) return null
  const { state, kind, files, file, sent, total, again, answer, check, isSecret, failure } = transfer
  const { percent, rate, secondsLeft } = progressOf(transfer)
  const name = files[file]?.name ?? ''
  return (
    <div className={styles['strip']} role="status" data-testid="transfer" data-state={state}>
      <div className={styles['line']}>
        <strong>{t(`state.${state}`)}</strong>
        <span className={styles['name']}>{files.length > 1 ? t('fileOf', { name, number: file + 1, count: files.length }) : name}</span>
        <span className={styles['figures']}>
          {t('bytes', { sent: formatBytes(sent), total: formatBytes(total) })}
          {rate !== null && ` · ${t('rate', { rate: formatBytes(Math.round(rate)) })}`}
          {state === 'sending' && secondsLeft !== null && ` · ${t('left', { time: clockWords(secondsLeft) })}`}
        </span>
        {again > 0 && <span className={styles['again']}>{t('again', { count: again })}</span>}
        {isUnderWay(transfer) ? (
          <Button size="compact-xs" variant="default" onClick={() => cancelTransfer(sessionId)}>
            {t('cancel')}
          </Button>
        ) : (
          <Button size="compact-xs" variant="subtle" onClick={dismiss}>
            {t('close')}
          </Button>
        )}
      </div>
      {isUnderWay(transfer) && <Progress size={3} value={percent} animated={state !== 'sending'} aria-label={t('progress')} />}
      {state === 'waiting' && <span className={styles['hint']}>{t(kind === 'prompt' ? 'waitsForPrompt' : 'waitsForReceiver')}</span>}
      {state === 'done' && answer.length > 0 && <code className={styles['answer']}>{answer.join('  ')}</code>}
      {check?.fits === true && <span className={styles['fits']}>{t('fits', { told: check.told })}</span>}
      {state === 'done' && isSecret && <span className={styles['hint']}>{t('secret')}</span>}
      {failure && <FailureCard failure={failure} />}
    </div>
  )
}
