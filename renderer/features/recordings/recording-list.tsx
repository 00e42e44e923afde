import { ActionIcon, Button, Table, TextInput, Tooltip } from '@mantine/core'
import { IconFileExport, IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordingEntry } from '../../../shared/contract/recordings.ts'
import { formatBytes } from '../../ui/format.ts'
import { useText } from '../../ui/local-text.ts'
import { openReplay } from '../replay/replay-store.ts'
import { askExport } from './export-store.ts'
import { charsetOfRecording } from './charset-of-recording.ts'
import { formatDuration, formatWhen } from './format-when.ts'
import { openRecording, removeRecording, renameRecording } from './recordings-actions.ts'
import styles from './recordings.module.css'

function NameCell({ entry, isRenaming, onDone }: { readonly entry: RecordingEntry; readonly isRenaming: boolean; readonly onDone: () => void }) {
  const { t } = useTranslation('recordings')
  const shown = entry.name.replace(/\.atrec$/, '')
  const [draft, setDraft] = useState(shown)
  const isBusy = useRef(false)
  if (!isRenaming) {
    return (
      <Button variant="subtle" className={styles['name'] ?? ''} disabled={entry.failure !== undefined} onClick={() => void openRecording(entry.name)}>
        {shown}
      </Button>
    )
  }
  const rename = async (): Promise<void> => {
    // Enter renames, and the field that goes away with it loses the focus: once is enough.
    if (isBusy.current) return
    isBusy.current = true
    if (draft.trim() === '' || (await renameRecording(entry.name, draft))) onDone()
    isBusy.current = false
  }
  return (
    <TextInput
      aria-label={t('newName')}
      value={draft}
      autoFocus
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => void rename()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void rename()
        if (event.key === 'Escape') onDone()
      }}
    />
  )
}

function Action({ label, icon: Icon, onClick }: { readonly label: string; readonly icon: typeof IconTrash; readonly onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  )
}

function RecordingItem({ entry }: { readonly entry: RecordingEntry }) {
  const { t } = useTranslation('recordings')
  const text = useText()
  const [mode, setMode] = useState<'shown' | 'renaming' | 'removing'>('shown')
  return (
    <Table.Tr data-recording={entry.name}>
      <Table.Td>
        <NameCell entry={entry} isRenaming={mode === 'renaming'} onDone={() => setMode('shown')} />
        {entry.failure && <span className={styles['bad']}>{text(entry.failure.what)}</span>}
      </Table.Td>
      <Table.Td className={styles['mono'] ?? ''}>{entry.port.path}</Table.Td>
      <Table.Td>{entry.modem}</Table.Td>
      <Table.Td className={styles['number'] ?? ''}>{formatWhen(entry.startedAt)}</Table.Td>
      <Table.Td className={styles['number'] ?? ''}>{entry.isLive ? <span className={styles['live']}>{t('live')}</span> : formatDuration(entry.endedAt - entry.startedAt)}</Table.Td>
      <Table.Td className={styles['number'] ?? ''}>{formatBytes(entry.bytes)}</Table.Td>
      <Table.Td className={styles['itemActions'] ?? ''}>
        {mode === 'removing' ? (
          <>
            <Button size="compact-xs" color="red" onClick={() => void removeRecording(entry.name)}>
              {t('removeForGood')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setMode('shown')}>
              {t('keepIt')}
            </Button>
          </>
        ) : (
          <>
            {!entry.failure && !entry.isLive && <Action label={t('replay')} icon={IconPlayerPlay} onClick={() => void openReplay(entry.name, null)} />}
            {!entry.failure && <Action label={t('export.open')} icon={IconFileExport} onClick={() => void charsetOfRecording(entry).then((charset) => askExport(entry.name, charset))} />}
            {!entry.isLive && (
              <>
                <Action label={t('rename')} icon={IconPencil} onClick={() => setMode('renaming')} />
                <Action label={t('remove')} icon={IconTrash} onClick={() => setMode('removing')} />
              </>
            )}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function RecordingTable({ entries }: { readonly entries: readonly RecordingEntry[] }) {
  const { t } = useTranslation('recordings')
  return (
    <Table className={styles['table'] ?? ''} aria-label={t('list')}>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'port', 'modem', 'started', 'duration', 'size'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
          <Table.Th aria-label={t('column.actions')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <RecordingItem key={entry.name} entry={entry} />
        ))}
      </Table.Tbody>
    </Table>
  )
}
