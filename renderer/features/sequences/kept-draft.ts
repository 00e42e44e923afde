import type { Disposer } from '../../../shared/contract/failure.ts'
import { isChanged, openedDraft, textOf, withView, type Draft } from './draft.ts'

const key = 'sequence-draft'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What was not saved when the page went away, once. */
export function takeKeptDraft(store: Store): Draft | null {
  const kept = store.getItem(key)
  store.removeItem(key)
  if (kept === null) return null
  const { file, saved, text, view } = JSON.parse(kept) as { file: string | null; saved: string; text: string; view: Draft['view'] }
  return withView(openedDraft(file, text, saved), view)
}

export function keepDraft(store: Store, draft: Draft | null): void {
  if (draft && isChanged(draft)) store.setItem(key, JSON.stringify({ file: draft.file, saved: draft.saved, text: textOf(draft), view: draft.view }))
  else store.removeItem(key)
}

/** A reload takes the page away, not what was being written: it is kept in this tab until then, and goes with it. */
export function keepOverReload(now: () => Draft | null): Disposer {
  const keep = (): void => keepDraft(sessionStorage, now())
  window.addEventListener('pagehide', keep)
  return () => window.removeEventListener('pagehide', keep)
}
