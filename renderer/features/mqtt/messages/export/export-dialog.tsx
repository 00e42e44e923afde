import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ExportProgress } from '../../../../ui/export-progress.tsx'
import type { ListFilter } from '../list-filter.ts'
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
        <ExportProgress state={current} count={current.made?.messages ?? 0} words="mqtt-messages" onStop={stop} onAnother={forget} onClose={onClose} />
      ) : (
        <ExportForm filter={filter} from={from} failure={failure} onStart={start} onClose={onClose} />
      )}
    </Modal>
  )
}
