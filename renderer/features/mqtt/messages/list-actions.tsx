import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageExportDialog } from './export/export-dialog.tsx'
import type { ListFilter } from './list-filter.ts'

type Props = { readonly connectionId: string; readonly filter: ListFilter; readonly from: number }

/** What can be done with all messages of a connection. */
export function ListActions({ connectionId, filter, from }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const [isExporting, setExporting] = useState(false)
  return (
    <>
      <Tooltip label={t('export.open')}>
        <ActionIcon aria-label={t('export.open')} onClick={() => setExporting(true)}>
          <IconDownload size={15} />
        </ActionIcon>
      </Tooltip>
      <MessageExportDialog connectionId={connectionId} filter={filter} from={from} isOpen={isExporting} onClose={() => setExporting(false)} />
    </>
  )
}
