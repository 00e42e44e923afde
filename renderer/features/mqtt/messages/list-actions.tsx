import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDatabase, IconDots, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageExportDialog } from './export/export-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import type { ListFilter } from './list-filter.ts'

type Props = { readonly connectionId: string; readonly filter: ListFilter; readonly from: number }

/** What can be done with all messages of a connection. */
export function ListActions({ connectionId, filter, from }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const [opened, setOpened] = useState<'export' | 'history' | null>(null)
  const close = (): void => setOpened(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t('actions')}>
            <ActionIcon size="sm" aria-label={t('actions')}>
              <IconDots size={15} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => setOpened('export')}>
            {t('export.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDatabase size={14} />} onClick={() => setOpened('history')}>
            {t('history.open')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MessageExportDialog connectionId={connectionId} filter={filter} from={from} isOpen={opened === 'export'} onClose={close} />
      <HistoryDialog connectionId={connectionId} isOpen={opened === 'history'} onClose={close} />
    </>
  )
}
