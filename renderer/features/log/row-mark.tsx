import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../shared/contract/recordings.ts'
import { useMarks, type Marks } from './marks-context.ts'
import styles from './marks.module.css'

function NoteField({ row, note, marks }: { readonly row: number; readonly note: string; readonly marks: Marks }) {
  const { t } = useTranslation('marks')
  const [draft, setDraft] = useState(note)
  const keep = (): void => {
    if (draft.trim() !== note) marks.set(row, draft.trim())
  }
  return (
    <TextInput
      className={styles['field'] ?? ''}
      size="xs"
      aria-label={t('note')}
      placeholder={t('note')}
      maxLength={noteLimit}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        // The list's own keys choose other rows.
        if (event.key !== 'F2') event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep()
        if (event.key === 'Escape') setDraft(note)
      }}
    />
  )
}

/** The chosen row's mark and note; nothing where rows cannot be marked. */
export function RowMarkEditor({ row }: { readonly row: number }) {
  const { t } = useTranslation('marks')
  const marks = useMarks()
  if (!marks) return null
  const mark = marks.of(row)
  const label = t(mark ? 'remove' : 'add')
  return (
    <>
      <Tooltip label={`${label} (Ctrl-F2)`}>
        <ActionIcon size="xs" aria-label={label} aria-pressed={mark !== undefined} onClick={() => marks.set(row, mark ? null : '')}>
          {mark ? <IconBookmarkFilled size={13} /> : <IconBookmark size={13} />}
        </ActionIcon>
      </Tooltip>
      {mark && <NoteField key={`${row} ${mark.note}`} row={row} note={mark.note} marks={marks} />}
    </>
  )
}

/** In the margin of a row: the sign of a mark, and a place to click for one. */
export function RowGutter({ row }: { readonly row: number }) {
  const { t } = useTranslation('marks')
  const marks = useMarks()
  if (!marks) return null
  const mark = marks.of(row)
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['gutter']}
      aria-label={t(mark ? 'remove' : 'add')}
      aria-pressed={mark !== undefined}
      title={mark?.note === '' ? undefined : mark?.note}
      onClick={(event) => {
        event.stopPropagation()
        marks.set(row, mark ? null : '')
      }}
    />
  )
}
