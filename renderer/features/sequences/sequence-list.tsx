import { Button, Table } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SequenceItem } from './sequence-item.tsx'
import { importSequence, newSequence } from './sequences-actions.ts'
import { useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

/** The files of the folder, with how each went last. */
export function SequenceList() {
  const { t } = useTranslation('sequences')
  const files = useSequences((state) => state.files)
  const folder = useSequences((state) => state.folder)
  const runs = useSequences((state) => state.runs)
  if (!files) return null
  return (
    <>
      <header className={styles.head}>
        <Button leftSection={<IconPlus size={14} />} onClick={() => newSequence(t('newName'))}>
          {t('new')}
        </Button>
        <Button variant="default" leftSection={<IconFileImport size={14} />} onClick={() => void importSequence()}>
          {t('import')}
        </Button>
        <span className={styles.facts} title={folder}>
          {t('total', { count: files.length })} · <code>{folder}</code>
        </span>
      </header>
      <div className={styles.tableArea}>
        {files.length === 0 ? (
          <p className={styles.empty}>{t('empty')}</p>
        ) : (
          <Table className={styles.table ?? ''} aria-label={t('list')}>
            <Table.Thead>
              <Table.Tr>
                {(['name', 'file', 'steps', 'lastRun'] as const).map((column) => (
                  <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
                ))}
                <Table.Th aria-label={t('column.actions')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {files.map((file) => (
                <SequenceItem key={file.file} entry={file} last={runs.find(({ name }) => name === file.name)} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
    </>
  )
}
