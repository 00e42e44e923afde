import { Button, TextInput } from '@mantine/core'
import { IconFileImport, IconFolderCog, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatBytes } from '../../ui/format.ts'
import { DropTarget } from './drop-target.tsx'
import { chooseLogs } from './import-actions.ts'
import { ImportStrip } from './import-strip.tsx'
import { KeepForm } from './keep-form.tsx'
import { RecordingTable } from './recording-list.tsx'
import { RecordingView } from './recording-view.tsx'
import { attachRecordings, loadList } from './recordings-actions.ts'
import styles from './recordings.module.css'
import { setRecordings, useRecordings } from './recordings-store.ts'

function List() {
  const { t } = useTranslation('recordings')
  const list = useRecordings((state) => state.list)
  const [wanted, setWanted] = useState('')
  const [isKeepShown, setKeepShown] = useState(false)
  if (!list) return null
  const words = wanted.trim().toLowerCase()
  const shown = list.entries.filter(({ name, port, modem }) => [name, port.path, modem ?? ''].some((each) => each.toLowerCase().includes(words)))
  return (
    <>
      <header className={styles['head']}>
        <TextInput aria-label={t('find')} placeholder={t('find')} leftSection={<IconSearch size={14} />} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
        <span className={styles['facts']} title={list.folder}>
          {t('total', { count: list.entries.length, size: formatBytes(list.bytes) })} · <code>{list.folder}</code>
        </span>
        <span className={styles['space']} />
        <Button variant="default" leftSection={<IconFileImport size={14} />} onClick={() => void chooseLogs()}>
          {t('import.choose')}
        </Button>
        <Button variant="default" leftSection={<IconFolderCog size={14} />} onClick={() => setKeepShown(!isKeepShown)}>
          {t('keep.open')}
        </Button>
      </header>
      {isKeepShown && <KeepForm onClose={() => setKeepShown(false)} />}
      <div className={styles['tableArea']}>
        {shown.length > 0 ? <RecordingTable entries={shown} /> : <p className={styles['empty']}>{t(list.entries.length === 0 ? 'empty' : 'noMatch')}</p>}
      </div>
    </>
  )
}

/** Everything that went over a port, from its first byte: listed, read, searched. */
export function RecordingsPanel() {
  const opened = useRecordings((state) => state.opened)
  const failure = useRecordings((state) => state.failure)
  useEffect(() => {
    const stop = attachRecordings()
    void loadList()
    return stop
  }, [])
  return (
    <DropTarget>
      <ImportStrip />
      {failure && (
        <div className={styles['problem']}>
          <FailureCard failure={failure} onDismiss={() => setRecordings({ failure: null })} />
        </div>
      )}
      {opened ? <RecordingView opened={opened} /> : <List />}
    </DropTarget>
  )
}
