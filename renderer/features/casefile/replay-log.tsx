import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fixedRows } from '../log/fixed-rows.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import { LogView } from '../log/log-view.tsx'

type Props = { readonly rows: readonly LogRow[]; readonly count: number; readonly isCut: boolean }

/** The rows that have come so far, newest last; nothing can be sent from here. */
export function ReplayLog({ rows, count, isCut }: Props) {
  const { t } = useTranslation('casefile')
  const [selected, setSelected] = useState<number | null>(null)
  const source = useMemo(() => fixedRows(rows), [rows])
  return (
    <LogView
      source={source}
      startsAtEnd
      shownEnd={count}
      label={t('replay.lines')}
      note={isCut ? t('replay.cut') : null}
      empty={t('replay.nothingYet')}
      isHexShown={false}
      selected={selected}
      onSelect={setSelected}
      testId="casefile-lines"
    />
  )
}
