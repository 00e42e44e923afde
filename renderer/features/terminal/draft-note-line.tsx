import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './send-row.module.css'
import type { DraftNote } from './use-send-line.ts'

type Props = { readonly note: DraftNote; readonly onUndo: (original: string) => void; readonly onReplace: () => void }

export function DraftNoteLine({ note, onUndo, onReplace }: Props) {
  const { t } = useTranslation('terminal')
  return (
    <p className={styles['note']} role="status">
      {note.kind === 'replaced' && (
        <>
          {t('note.replaced')}
          <Button size="compact-xs" variant="default" onClick={() => onUndo(note.original)}>
            {t('note.undo')}
          </Button>
        </>
      )}
      {note.kind === 'lookalike' && (
        <>
          {t('note.lookalike', { found: note.found })}
          <Button size="compact-xs" variant="default" onClick={onReplace}>
            {t('note.replace')}
          </Button>
        </>
      )}
    </p>
  )
}
