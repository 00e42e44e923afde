import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/contract/failure.ts'
import type { ExportPlace } from '../../shared/contract/recording-exports.ts'
import { bridge } from '../bridge/bridge.ts'
import styles from './export.module.css'
import { FailureCard } from './failure-card.tsx'
import { formatBytes } from './format.ts'

type Props = {
  readonly state: {
    readonly fileName: string
    /** 0 to 1. */
    readonly progress: number
    readonly isDone: boolean
    /** Left out where it failed or was cancelled. */
    readonly made?: { readonly bytes: number; readonly place: ExportPlace }
    readonly failure?: Failure
  }
  /** What was written: rows, messages. */
  readonly count: number
  /** The namespace whose `export` names them. */
  readonly words: 'recordings' | 'mqtt-messages'
  readonly onStop: () => void
  readonly onAnother: () => void
  readonly onClose: () => void
}

/** How far an export has come, and in the end where it is. */
export function ExportProgress({ state: { fileName, progress, isDone, made, failure }, count, words, onStop, onAnother, onClose }: Props) {
  const { t } = useTranslation(words)
  const path = made?.place.kind === 'file' ? made.place.path : undefined
  const canShow = path !== undefined && bridge().host.capabilities.showInFolder
  return (
    <div className={styles['form']} data-testid="export-progress">
      {!isDone && (
        <>
          <p>{t('export.running', { name: fileName, percent: Math.floor(progress * 100) })}</p>
          <Progress size={4} value={progress * 100} aria-label={t('export.progress')} />
        </>
      )}
      {made && (
        <div role="status">
          <p>{t(path === undefined ? 'export.downloaded' : 'export.saved', { name: fileName, size: formatBytes(made.bytes), count, shown: count.toLocaleString() })}</p>
          {path !== undefined && <code>{path}</code>}
        </div>
      )}
      {failure && <FailureCard failure={failure} />}
      {isDone && !made && !failure && <p role="status">{t('export.cancelled')}</p>}
      <div className={styles['buttons']}>
        {isDone ? (
          <>
            <Button variant="default" onClick={onAnother}>
              {t('export.another')}
            </Button>
            {canShow && (
              <Button variant="default" onClick={() => void bridge().call('host.showInFolder', path)}>
                {t('export.show')}
              </Button>
            )}
            <Button onClick={onClose} data-autofocus>
              {t('export.close')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={onStop}>
            {t('export.stop')}
          </Button>
        )}
      </div>
    </div>
  )
}
