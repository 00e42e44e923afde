import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../ui/format.ts'
import { VisibleBytes } from '../terminal/log-row-view.tsx'
import type { Marks } from './marks-context.ts'
import styles from './marks.module.css'

type Props = { readonly marks: Marks; readonly selected: number | null; readonly onSelect: (row: number) => void }

/** All that is marked in a log; a click leads to the row. */
export function MarkList({ marks, selected, onSelect }: Props) {
  const { t } = useTranslation('marks')
  return (
    <aside className={styles['list']} aria-label={t('list')}>
      {marks.all.length === 0 && <p className={styles['empty']}>{t('empty')}</p>}
      {marks.all.map(({ row, at, direction, bytes, note }) => (
        <div key={row} className={styles['item']} data-selected={row === selected || undefined}>
          <button type="button" className={styles['jump']} onClick={() => onSelect(row)}>
            <span className={styles['time']}>{formatTime(at)}</span>
            <span className={styles['text']} data-direction={direction}>
              <VisibleBytes bytes={bytes} />
            </span>
            {note !== '' && <span className={styles['note']}>{note}</span>}
          </button>
          <Tooltip label={t('remove')}>
            <ActionIcon size="xs" aria-label={t('remove')} onClick={() => marks.set(row, null)}>
              <IconX size={12} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
    </aside>
  )
}
