import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExportState } from '../../../shared/contract/recording-exports.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatBytes } from '../../ui/format.ts'
import styles from './export.module.css'
import { cancelExport, closeExport, exportStore } from './export-store.ts'

/** How far an export has come, and in the end where it is. */
export function ExportProgress({ state }: { readonly state: ExportState }) {
  const { t } = useTranslation('recordings')
  const { fileName, progress, isDone, made, failure } = state
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
          <p>{t(path === undefined ? 'export.downloaded' : 'export.saved', { name: fileName, size: formatBytes(made.bytes), count: made.rows, lines: made.rows.toLocaleString() })}</p>
          {path !== undefined && <code className={styles['path']}>{path}</code>}
        </div>
      )}
      {failure && <FailureCard failure={failure} />}
      {isDone && !made && !failure && <p role="status">{t('export.cancelled')}</p>}
      <div className={styles['buttons']}>
        {isDone ? (
          <>
            <Button variant="default" onClick={() => exportStore.setState({ current: null })}>
              {t('export.another')}
            </Button>
            {canShow && (
              <Button variant="default" onClick={() => void bridge().call('host.showInFolder', path)}>
                {t('export.show')}
              </Button>
            )}
            <Button onClick={closeExport} data-autofocus>
              {t('export.close')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => void cancelExport()}>
            {t('export.stop')}
          </Button>
        )}
      </div>
    </div>
  )
}
