import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconCopy, IconDots, IconFileExport, IconFolder, IconFolderPlus, IconPencil, IconSettings, IconTrash } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedConnection } from '../../../../../shared/contract/saved-connections.ts'
import { useMqtt } from '../../mqtt-store.ts'
import { duplicateSaved, editSaved, exportSaved, liveOf, moveSaved, openSaved, removeSaved, renameSaved } from './saved-actions.ts'
import { useSaved } from './saved-store.ts'
import styles from './saved.module.css'

type Mode = 'shown' | 'renaming' | 'naming-folder' | 'deleting'

export function SavedRow({ connection }: { readonly connection: SavedConnection }) {
  const { t } = useTranslation('mqtt-connections')
  const [mode, setMode] = useState<Mode>('shown')
  const { id, folder, options } = connection
  const done = (): void => setMode('shown')
  if (mode === 'renaming') return <Typed label={t('row.newName')} value={options.name} onSave={(name) => (name === '' ? Promise.resolve() : renameSaved(id, name))} onDone={done} />
  if (mode === 'naming-folder') return <Typed label={t('row.folderName')} value="" onSave={(name) => moveSaved(id, { folder: name, before: null })} onDone={done} />
  if (mode === 'deleting') {
    return (
      <li className={styles.row}>
        <Button size="compact-xs" color="red" onClick={() => void removeSaved(id)} data-testid="mqtt-saved-delete-yes">
          {t('row.deleteYes')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={done}>
          {t('row.deleteNo')}
        </Button>
      </li>
    )
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    const dragged = event.dataTransfer.getData('application/x-atelier-connection')
    if (dragged !== '' && dragged !== id) void moveSaved(dragged, { folder, before: id })
  }
  return (
    <li
      className={styles.row}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('application/x-atelier-connection', id)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('application/x-atelier-connection')) event.preventDefault()
      }}
      onDrop={drop}
      data-testid="mqtt-saved-row"
      data-saved={id}
    >
      <Open connection={connection} />
      <RowMenu connection={connection} setMode={setMode} />
    </li>
  )
}

function Open({ connection: { id, options } }: { readonly connection: SavedConnection }) {
  const { t } = useTranslation('mqtt-connections')
  const { t: words } = useTranslation('mqtt')
  const live = useMqtt((state) => liveOf(state.connections, id))
  const isFront = useMqtt((state) => live !== undefined && state.activeId === live.id)
  return (
    <button type="button" className={styles.open} aria-current={isFront || undefined} title={`${options.protocol}://${options.host}:${options.port}\n${options.clientId}`} onClick={() => void openSaved(id)}>
      <span className={styles.dot} data-state={live?.state ?? 'idle'} role="img" aria-label={live ? words(`connection.state.${live.state}`) : t('saved.idle')} />
      <span className={styles.names}>
        <span>{options.name}</span>
        <small>
          {options.host}:{options.port}
        </small>
      </span>
    </button>
  )
}

function RowMenu({ connection, setMode }: { readonly connection: SavedConnection; readonly setMode: (mode: Mode) => void }) {
  const { t } = useTranslation('mqtt-connections')
  const folders = useSaved((state) => state.connections)
  const { id, folder, options, secrets } = connection
  const others = [...new Set(['', ...folders.map((one) => one.folder)])].filter((one) => one !== folder)
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="sm" className={styles.more} aria-label={t('row.more', { name: options.name })}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={14} />} onClick={() => void editSaved(id)}>
          {t('row.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setMode('renaming')}>
          {t('row.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void duplicateSaved(id)}>
          {t('row.duplicate')}
        </Menu.Item>
        <Menu.Divider />
        {others.map((one) => (
          <Menu.Item key={one} leftSection={<IconFolder size={14} />} onClick={() => void moveSaved(id, { folder: one, before: null })}>
            {one === '' ? t('row.noFolder') : t('row.toFolder', { folder: one })}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconFolderPlus size={14} />} onClick={() => setMode('naming-folder')}>
          {t('row.newFolder')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconFileExport size={14} />} onClick={() => void exportSaved([id], false)}>
          {t('row.export')}
        </Menu.Item>
        {secrets === 'kept' && (
          <Menu.Item leftSection={<IconFileExport size={14} />} onClick={() => void exportSaved([id], true)}>
            {t('row.exportSecrets')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => setMode('deleting')}>
          {t('row.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Typed({ label, value, onSave, onDone }: { readonly label: string; readonly value: string; readonly onSave: (typed: string) => Promise<unknown>; readonly onDone: () => void }) {
  const [typed, setTyped] = useState(value)
  return (
    <li className={styles.row}>
      <form
        className={styles.typed}
        onSubmit={(event) => {
          event.preventDefault()
          void onSave(typed.trim()).then(onDone)
        }}
      >
        <TextInput size="xs" aria-label={label} placeholder={label} value={typed} maxLength={100} autoFocus onChange={(event) => setTyped(event.currentTarget.value)} onBlur={onDone} onKeyDown={(event) => event.key === 'Escape' && onDone()} />
      </form>
    </li>
  )
}
