import type { KeyboardEvent, ReactNode } from 'react'
import { MarkList } from './mark-list.tsx'
import { MarksContext, type Marks } from './marks-context.ts'
import styles from './marks.module.css'
import { nextMark } from './next-mark.ts'

type Props = {
  readonly marks: Marks | null
  readonly isListShown: boolean
  readonly selected: number | null
  readonly onSelect: (row: number | null) => void
  readonly children: ReactNode
}

/** A log whose rows can be marked. Ctrl-F2 marks the chosen row, F2 goes to the next mark, Shift-F2 to the one before. */
export function MarkedLog({ marks, isListShown, selected, onSelect, children }: Props) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F2' || !marks) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) {
      if (selected !== null) marks.set(selected, marks.of(selected) ? null : '')
      return
    }
    const next = nextMark(marks.all, selected, event.shiftKey ? -1 : 1)
    if (next) onSelect(next.row)
  }
  return (
    <MarksContext value={marks}>
      <div className={styles['marked']} onKeyDown={onKeyDown}>
        {children}
        {isListShown && marks && <MarkList marks={marks} selected={selected} onSelect={onSelect} />}
      </div>
    </MarksContext>
  )
}
