import type { IDockviewHeaderActionsProps } from 'dockview-react'
import { useCallback, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { createStore, useStore } from 'zustand'
import { usePanelName } from './panel-name.ts'
import styles from './panel-header.module.css'

/** The free part of each group's title bar, by the panel that is in front there. */
const slots = createStore<{ readonly [panel: string]: HTMLElement | undefined }>(() => ({}))

/** dockview renders this once a group. */
export function PanelHeaderActions({ activePanel }: IDockviewHeaderActionsProps) {
  const id = activePanel?.id
  const register = useCallback(
    (element: HTMLDivElement | null) => {
      if (id === undefined || element === null) return undefined
      slots.setState({ [id]: element })
      return () => {
        if (slots.getState()[id] === element) slots.setState({ [id]: undefined })
      }
    },
    [id],
  )
  return <div ref={register} className={styles['slot']} />
}

/** Puts a panel's own words and buttons into its title bar. */
export function PanelHeader({ children }: { readonly children: ReactNode }) {
  const panel = usePanelName()
  const slot = useStore(slots, (state) => state[panel])
  return slot ? createPortal(children, slot) : null
}
