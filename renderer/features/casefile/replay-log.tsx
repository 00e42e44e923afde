import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LogLines, rowHeight } from '../terminal/log-lines.tsx'
import type { LogRow } from '../terminal/log-rows.ts'
import log from '../terminal/log-view.module.css'
import { RowDetail } from '../terminal/row-detail.tsx'
import { useFollowingList } from '../terminal/use-following-list.ts'

type Props = { readonly rows: readonly LogRow[]; readonly count: number; readonly isCut: boolean }

/** The rows that have come so far, newest last; nothing can be sent from here. */
export function ReplayLog({ rows, count, isCut }: Props) {
  const { t } = useTranslation('casefile')
  const [selectedId, setSelectedId] = useState<number | null>(null)
  const list = useFollowingList(count, rows[0]?.id, rowHeight)
  const selected = rows.slice(0, count).find(({ id }) => id === selectedId)
  const select = (id: number | null): void => {
    list.follow(false)
    setSelectedId(id)
  }
  return (
    <div className={log['view']}>
      <LogLines
        list={list}
        rows={rows}
        count={count}
        label={t('replay.lines')}
        cut={isCut ? t('replay.cut') : null}
        empty={t('replay.nothingYet')}
        isHexShown={false}
        selectedId={selectedId}
        onSelect={select}
        testId="casefile-lines"
      />
      {selected && <RowDetail row={selected} onClose={() => setSelectedId(null)} />}
    </div>
  )
}
