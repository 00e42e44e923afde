import { useEffect, useRef } from 'react'
import type { QuickCommand, QuickPage } from '../../../shared/quick-commands/schema.ts'
import { commandsIn } from '../../../shared/quick-commands/schema.ts'
import { isTyping, shortcutOf } from '../../../shared/quick-commands/shortcut.ts'

const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** The buttons' shortcuts, of all pages. Before the terminal's screen sees the key; not while a dialog is open. */
export function useShortcuts(pages: readonly QuickPage[], press: (command: QuickCommand) => void): void {
  const latest = useRef({ pages, press })
  useEffect(() => {
    latest.current = { pages, press }
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat || event.isComposing) return
      const shortcut = shortcutOf(event)
      if (shortcut === undefined || (isTyping(shortcut) && isField(event.target))) return
      if (document.querySelector('[aria-modal="true"]')) return
      const command = latest.current.pages.flatMap(commandsIn).find((each) => each.shortcut === shortcut)
      if (!command) return
      event.preventDefault()
      event.stopPropagation()
      latest.current.press(command)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
