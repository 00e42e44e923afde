import { createStore, useStore } from 'zustand'
import type { ExplainedRow } from '../../../shared/diagnosis/explain-line.ts'

/** A row that the pointer rests on: where it is on the screen, in px, and what it means. */
export type Hovered = { readonly explained: ExplainedRow; readonly x: number; readonly top: number; readonly bottom: number }

/** ms. Long enough that a pointer on its way somewhere else opens nothing. */
const restTime = 450

const store = createStore<{ readonly hovered: Hovered | null }>(() => ({ hovered: null }))
let timer: ReturnType<typeof setTimeout> | undefined

export const useHovered = (): Hovered | null => useStore(store, ({ hovered }) => hovered)

export function leaveRow(): void {
  clearTimeout(timer)
  if (store.getState().hovered) store.setState({ hovered: null })
}

/** Shows a row's card once the pointer rests; not while something is being marked. `explain` is asked only then. */
export function enterRow(row: Element, x: number, buttons: number, explain: () => ExplainedRow): void {
  leaveRow()
  if (buttons !== 0) return
  timer = setTimeout(() => {
    const explained = explain()
    // Nothing to say that is not there already.
    if (!row.isConnected || explained.kind === 'blank' || explained.kind === 'note') return
    const { top, bottom } = row.getBoundingClientRect()
    store.setState({ hovered: { explained, x, top, bottom } })
  }, restTime)
}
