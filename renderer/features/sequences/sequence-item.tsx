import { ActionIcon, Button, Table, TextInput, Tooltip } from '@mantine/core'
import { IconCopyPlus, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SequenceFile, SequenceRun } from '../../../shared/contract/sequences.ts'
import { formatWhen } from '../recordings/format-when.ts'
import { duplicateSequence, exportSequence, openSequence, removeSequence, renameSequence } from './sequences-actions.ts'
import { RunMark } from './run-mark.tsx'
import styles from './sequences.module.css'

type Props = { readonly entry: SequenceFile; readonly last: SequenceRun | undefined }

export function SequenceItem({ entry: { file, name, steps, problems }, last }: Props) {
  const { t } = useTranslation('sequences')
  const [mode, setMode] = useState<'shown' | 'renaming' | 'removing'>('shown')
  const shown = () => setMode('shown')
  return (
    <Table.Tr data-sequence={file}>
      <Table.Td>
        {mode === 'renaming' && name !== undefined ? (
          <RenameInput file={file} name={name} onDone={shown} />
        ) : (
          <Button variant="subtle" className={styles.open ?? ''} onClick={() => void openSequence(file)}>
            {name ?? file}
          </Button>
        )}
        {problems.length > 0 && <span className={styles.bad}>{t('unusable', { count: problems.length })}</span>}
      </Table.Td>
      <Table.Td className={styles.mono ?? ''}>{file}</Table.Td>
      <Table.Td className={styles.number ?? ''}>{steps}</Table.Td>
      <Table.Td>
        {last && (
          <span className={styles.last}>
            <RunMark status={last.status} /> {formatWhen(last.startedAt)}
          </span>
        )}
      </Table.Td>
      <Table.Td className={styles.itemActions ?? ''}>
        {mode === 'removing' ? (
          <>
            <Button size="compact-xs" color="red" onClick={() => void removeSequence(file)}>
              {t('removeForGood')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={shown}>
              {t('keepIt')}
            </Button>
          </>
        ) : (
          <>
            {name !== undefined && (
              <>
                <Action label={t('rename')} Icon={IconPencil} run={() => setMode('renaming')} />
                <Action label={t('duplicate')} Icon={IconCopyPlus} run={() => void duplicateSequence(file, t('copyName', { name }))} />
              </>
            )}
            <Action label={t('export')} Icon={IconDownload} run={() => void exportSequence(file)} />
            <Action label={t('remove')} Icon={IconTrash} run={() => setMode('removing')} />
          </>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

type ActionProps = { readonly label: string; readonly Icon: typeof IconPencil; readonly run: () => void }

function Action({ label, Icon, run }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={run}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  )
}

function RenameInput({ file, name, onDone }: { readonly file: string; readonly name: string; readonly onDone: () => void }) {
  const { t } = useTranslation('sequences')
  const [draft, setDraft] = useState(name)
  const isBusy = useRef(false)
  const rename = async (): Promise<void> => {
    // Enter renames, and the field that goes away with it loses the focus: once is enough.
    if (isBusy.current) return
    isBusy.current = true
    const wanted = draft.trim()
    if (wanted === '' || wanted === name || (await renameSequence(file, wanted))) onDone()
    isBusy.current = false
  }
  return (
    <TextInput
      aria-label={t('newNameOf')}
      value={draft}
      maxLength={100}
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
