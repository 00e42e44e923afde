/** Brings the keyboard to a field of the calculator's form. */
export function focusField(key: string): void {
  const field = document.querySelector(`[data-panel="signature"] [data-field="${CSS.escape(key)}"]`)
  field?.scrollIntoView({ block: 'center' })
  field?.querySelector<HTMLElement>('input, button, [contenteditable="true"]')?.focus()
}
