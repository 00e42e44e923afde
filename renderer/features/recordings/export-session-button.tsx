import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { askExport } from './export-store.ts'
import type { Session } from '../../app/session-list.ts'

/** Exports what a session has recorded up to now; it goes on meanwhile. */
export function ExportSessionButton({ session }: { readonly session: Session }) {
  const { t } = useTranslation('recordings')
  const name = session.recording.file.split(/[\\/]/).at(-1)
  if (name === undefined || name === '') return null
  return (
    <Tooltip label={t('export.session')}>
      <ActionIcon aria-label={t('export.session')} onClick={() => askExport(name)} data-testid="terminal-export">
        <IconFileExport size={15} />
      </ActionIcon>
    </Tooltip>
  )
}
