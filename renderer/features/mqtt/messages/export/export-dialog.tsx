import { Button, Modal, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageExport } from '../../../../../shared/contract/mqtt-history.ts'
import { bridge } from '../../../../bridge/bridge.ts'
import { FailureCard } from '../../../../ui/failure-card.tsx'
import { formatBytes } from '../../../../ui/format.ts'
import type { ListFilter } from '../list-filter.ts'
import styles from './export.module.css'
import { ExportForm } from './export-form.tsx'
import { useMessageExport } from './use-message-export.ts'

type Props = { readonly connectionId: string; readonly filter: ListFilter; readonly from: number; readonly isOpen: boolean; readonly onClose: () => void }

/** Gives a connection's messages away as a file. Closing it leaves an export under way to end by itself. */
export function MessageExportDialog({ connectionId, filter, from, isOpen, onClose }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const { current, failure, start, stop, forget } = useMessageExport(connectionId)
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('export.title')} size="md" closeButtonProps={{ 'aria-label': t('export.close') }}>
      {current ? (
        <Exporting state={current} onStop={stop} onAnother={forget} onClose={onClose} />
      ) : (
        <ExportForm filter={filter} from={from} failure={failure} onStart={start} onClose={onClose} />
      )}
    </Modal>
  )
}

type ExportingProps = { readonly state: MessageExport; readonly onStop: () => void; readonly onAnother: () => void; readonly onClose: () => void }

/** How far an export has come, and in the end where it is. */
function Exporting({ state: { fileName, progress, isDone, made, failure }, onStop, onAnother, onClose }: ExportingProps) {
  const { t } = useTranslation('mqtt-messages')
  const path = made?.place.kind === 'file' ? made.place.path : undefined
  const canShow = path !== undefined && bridge().host.capabilities.showInFolder
  return (
    <div className={styles['form']}>
      {!isDone && (
        <>
          <p>{t('export.running', { name: fileName, percent: Math.floor(progress * 100) })}</p>
          <Progress size={4} value={progress * 100} aria-label={t('export.progress')} />
        </>
      )}
      {made && (
        <div role="status">
          <p>{t(path === undefined ? 'export.downloaded' : 'export.saved', { name: fileName, size: formatBytes(made.bytes), count: made.messages, shown: made.messages.toLocaleString() })}</p>
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
