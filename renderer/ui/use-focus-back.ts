import { useEffect, useState } from 'react'

/**
 * For a dialog that is there only while it is open: whoever had the keyboard before has it again after. Mantine gives it back only where a dialog
 * stays and is closed.
 */
export function useFocusBack(): void {
  // At the first render: the dialog takes the focus right after it.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // Once the dialog is gone; where the focus went somewhere by then, that is meant.
      setTimeout(() => {
        if (before instanceof HTMLElement && (document.activeElement === null || document.activeElement === document.body)) before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
