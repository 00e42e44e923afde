import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { askExport } from './export-store.ts'
import type { Session } from '../../app/session-list.ts'
import { useSendOptions } from '../terminal/use-send-options.ts'

/** Exports what a session has recorded up to now; it goes on meanwhile. */
export function ExportSessionButton({ session }: { readonly session: Session }) {
  const { t } = useTranslation('recordings')
  const { charset } = useSendOptions(session.port.path)
  const name = session.recording.file.split(/[\\/]/).at(-1)
  if (name === undefined || name === '') return null
  return (
    <Tooltip label={t('export.session')}>
      <ActionIcon aria-label={t('export.session')} onClick={() => askExport(name, charset)} data-testid="terminal-export">
        <IconFileExport size={15} />
      </ActionIcon>
    </Tooltip>
  )
}
