import type { Disposer } from '../../shared/contract/failure.ts'

const focusable = 'input:not([disabled]), textarea, button:not([disabled]), [contenteditable="true"], [tabindex="0"]'

/** Brings the keyboard to the next panel's first control, or the one marked `data-panel-focus`; with -1 to the previous panel's. */
export function focusPanel(step: 1 | -1): void {
  const shown = [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter((panel) => panel.offsetParent !== null)
  const current = shown.findIndex((panel) => panel.contains(document.activeElement))
  // From outside: the first, or going back the last.
  const next = current === -1 ? (step === 1 ? 0 : shown.length - 1) : (current + step + shown.length) % shown.length
  const panel = shown[next]
  const preferred = panel?.querySelector<HTMLElement>('[data-panel-focus]:not([disabled])')
  ;(preferred ?? panel?.querySelector<HTMLElement>(focusable))?.focus()
}

/** F6 and Shift+F6, as in other programs with panes. */
export function listenForPanelKey(): Disposer {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    focusPanel(event.shiftKey ? -1 : 1)
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
