import { caseExtension } from '../../../shared/casefile/format.ts'
import type { Disposer } from '../../../shared/contract/failure.ts'
import { dropCases } from './casefile-actions.ts'

/** A case file dropped anywhere in the window opens, before the panel under it takes it for a log or a certificate. */
export function attachCaseDrop(): Disposer {
  const onDrop = (event: DragEvent): void => {
    const files = Array.from(event.dataTransfer?.files ?? []).filter(({ name }) => name.endsWith(caseExtension))
    if (files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    void dropCases(files)
  }
  // Without this a browser shows the file in place of the page. Names are not told before the drop.
  const onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
  }
  window.addEventListener('drop', onDrop, { capture: true })
  window.addEventListener('dragover', onDragOver)
  return () => {
    window.removeEventListener('drop', onDrop, { capture: true })
    window.removeEventListener('dragover', onDragOver)
  }
}
