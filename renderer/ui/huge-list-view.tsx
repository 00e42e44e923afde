import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import type { HTMLAttributes, ReactNode } from 'react'
import type { HugeList } from './use-huge-list.ts'
import styles from './huge-list-view.module.css'

type Props = Pick<HTMLAttributes<HTMLDivElement>, 'className' | 'style' | 'onKeyDown' | 'onContextMenu' | 'aria-label' | 'aria-activedescendant' | 'aria-rowcount'> & {
  readonly list: HugeList
  readonly role: 'list' | 'listbox' | 'table' | 'tree'
  /** Said where there is no row. */
  readonly empty?: ReactNode
  /** On the button that leads to the end, which stays in sight from then on; without it there is none. It stands in the next positioned element around. */
  readonly newest?: string
  readonly testId?: string | undefined
  /** A focused panel gives this the keys. */
  readonly isPanelFocus?: boolean
  /** The rows from the list's `start` to its `end`. */
  readonly children: ReactNode
}

/** What is in sight of a huge list. Takes the keys itself; `onKeyDown` is asked instead of the list, and may pass them on. */
export function HugeListView({ list, role, className = '', onKeyDown, empty, newest, testId, isPanelFocus, children, ...attributes }: Props) {
  const { viewport, barHeight, offset, isFollowing, isScrollable, follow, onScroll, onKeyDown: onListKey } = list
  const isTable = role === 'table'
  return (
    <>
      <div
        {...attributes}
        ref={viewport}
        role={role}
        className={`${styles['viewport']} ${className}`}
        tabIndex={0}
        onKeyDown={onKeyDown ?? onListKey}
        onScroll={onScroll}
        data-testid={testId}
        {...(isPanelFocus && { 'data-panel-focus': true })}
      >
        {empty}
        <div className={styles['layer']} {...(isTable && { role: 'rowgroup' })}>
          <div {...(isTable && { role: 'presentation' })} style={{ transform: `translateY(${offset}px)` }}>
            {children}
          </div>
        </div>
        <div style={{ height: barHeight }} />
      </div>
      {newest !== undefined && !isFollowing && isScrollable && (
        <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
          {newest}
        </Button>
      )}
    </>
  )
}
