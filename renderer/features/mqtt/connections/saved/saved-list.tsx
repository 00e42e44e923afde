import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconCloud, IconDots, IconFileExport, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react'
import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureCard } from '../../../../ui/failure-card.tsx'
import { openForm } from '../form-actions.ts'
import { FromCloudDialog } from '../from-cloud/from-cloud-dialog.tsx'
import { groupSaved, type Group } from './group.ts'
import { ImportDialog } from './import-dialog.tsx'
import { exportSaved, moveSaved, toggleFolder } from './saved-actions.ts'
import { SavedRow } from './saved-row.tsx'
import { savedStore, useSaved } from './saved-store.ts'
import styles from './saved.module.css'

/** The saved connections in their folders, beside the pane. */
export function SavedList() {
  const { t } = useTranslation('mqtt-connections')
  const connections = useSaved((state) => state.connections)
  const isShown = useSaved((state) => state.isShown)
  const search = useSaved((state) => state.search)
  const failure = useSaved((state) => state.failure)
  const isImporting = useSaved((state) => state.isImporting)
  const isFromCloud = useSaved((state) => state.isFromCloud)
  const isThere = isShown ?? connections.length > 0
  return (
    <>
      {isThere && (
        <aside className={styles.rail} data-auto={isShown === null || undefined} aria-label={t('saved.title')} data-testid="mqtt-saved">
          <div className={styles.head}>
            <TextInput
              size="xs"
              leftSection={<IconSearch size={13} />}
              placeholder={t('saved.search')}
              aria-label={t('saved.search')}
              value={search}
              onChange={(event) => savedStore.setState({ search: event.currentTarget.value })}
            />
            <Tooltip label={t('saved.new')}>
              <ActionIcon size="sm" aria-label={t('saved.new')} onClick={() => openForm()}>
                <IconPlus size={14} />
              </ActionIcon>
            </Tooltip>
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <ActionIcon size="sm" variant="subtle" aria-label={t('saved.more')} data-testid="mqtt-saved-more">
                  <IconDots size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconCloud size={14} />} onClick={() => savedStore.setState({ isFromCloud: true })}>
                  {t('cloud.open')}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item leftSection={<IconFileImport size={14} />} onClick={() => savedStore.setState({ isImporting: true })} data-testid="mqtt-saved-import">
                  {t('saved.import')}
                </Menu.Item>
                <Menu.Item leftSection={<IconFileExport size={14} />} disabled={connections.length === 0} onClick={() => void exportSaved(null, false)}>
                  {t('saved.exportAll')}
                </Menu.Item>
                <Menu.Item leftSection={<IconFileExport size={14} />} disabled={!connections.some(({ secrets }) => secrets === 'kept')} onClick={() => void exportSaved(null, true)}>
                  {t('saved.exportAllSecrets')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </div>
          {failure && <FailureCard failure={failure} onDismiss={() => savedStore.setState({ failure: null })} />}
          <div className={styles.list}>
            {connections.length === 0 && <p className={styles.hint}>{t('saved.empty')}</p>}
            {groupSaved(connections, search).map((group) => (
              <Folder key={group.folder} group={group} />
            ))}
          </div>
        </aside>
      )}
      <ImportDialog isOpen={isImporting} onClose={() => savedStore.setState({ isImporting: false })} />
      <FromCloudDialog isOpen={isFromCloud} onClose={() => savedStore.setState({ isFromCloud: false })} />
    </>
  )
}

/** Where a dragged connection is dropped, it goes to the end of the folder. */
const dropInto = (folder: string) => ({
  onDragOver: (event: DragEvent) => {
    if (event.dataTransfer.types.includes('application/x-atelier-connection')) event.preventDefault()
  },
  onDrop: (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const id = event.dataTransfer.getData('application/x-atelier-connection')
    if (id !== '') void moveSaved(id, { folder, before: null })
  },
})

function Folder({ group: { folder, connections } }: { readonly group: Group }) {
  const { t } = useTranslation('mqtt-connections')
  const isFolded = useSaved((state) => state.folded.includes(folder) && state.search === '')
  const Chevron = isFolded ? IconChevronRight : IconChevronDown
  return (
    <section aria-label={folder === '' ? t('saved.noFolder') : folder} {...dropInto(folder)} data-folder={folder}>
      {folder !== '' && (
        <button type="button" className={styles.folder} aria-expanded={!isFolded} onClick={() => toggleFolder(folder)}>
          <Chevron size={12} aria-hidden />
          <span>{folder}</span>
          <small>{connections.length}</small>
        </button>
      )}
      {!isFolded && (
        <ul>
          {connections.map((connection) => (
            <SavedRow key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
    </section>
  )
}
