import { useState, type ClipboardEvent } from 'react'
import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import { findLookalike, normaliseLookalikes } from '../../../shared/text/suspicious.ts'
import { changeSettings, settingsStore, useSettings } from '../settings/settings-store.ts'
import { addToHistory, draftBytes, moveInHistory, type HistoryPlace } from './send-line.ts'
import { writeBytes } from './terminal-store.ts'

/** Said under the line: what a paste was changed into, or what looks wrong in what was typed. */
export type DraftNote =
  | { readonly kind: 'replaced'; readonly original: string }
  | { readonly kind: 'lookalike'; readonly found: string }
  | { readonly kind: 'lines'; readonly count: number }

/** The send line's draft, its history, and what it says about characters copied from articles. */
export function useSendLine(sessionId: string) {
  const history = useSettings((settings) => settings.sendHistory)
  const ending = useSettings((settings) => settings.lineEnding)
  const [draft, setDraft] = useState('')
  const [isHex, setHex] = useState(false)
  const [place, setPlace] = useState<HistoryPlace | null>(null)
  const [pasteNote, setPasteNote] = useState<DraftNote | null>(null)
  // What a person put back after a replacement is meant.
  const [accepted, setAccepted] = useState<string | null>(null)
  const lookalike = accepted === draft ? undefined : findLookalike(draft)
  const note: DraftNote | null = pasteNote ?? (lookalike ? { kind: 'lookalike', found: lookalike.found } : null)
  const bytes = draftBytes(draft, isHex, ending)

  const change = (text: string): void => {
    setDraft(text)
    setPlace(null)
    setPasteNote(null)
  }

  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const lines = event.clipboardData.getData('text').replace(/[\r\n]+$/, '').split(/\r\n?|\n/)
    const first = lines[0] ?? ''
    if (lines.length === 1 && !findLookalike(first)) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const put = (text: string): string => value.slice(0, selectionStart ?? value.length) + text + value.slice(selectionEnd ?? value.length)
    change(put(normaliseLookalikes(first)))
    if (lines.length > 1) setPasteNote({ kind: 'lines', count: lines.length })
    else setPasteNote({ kind: 'replaced', original: put(first) })
  }

  const undo = (original: string): void => {
    change(original)
    setAccepted(original)
  }

  const walk = (step: -1 | 1): void => {
    const moved = moveInHistory(history, place, draft, step)
    if (!moved) return
    setDraft(moved.text)
    setPlace(moved)
    setPasteNote(null)
  }

  const send = async (): Promise<void> => {
    if (!bytes || (isHex && bytes.length === 0)) return
    if (!(await writeBytes(sessionId, bytes))) return
    if (!isHex) {
      const kept = addToHistory(settingsStore.getState().sendHistory, draft, secretRanges(draft))
      if (kept !== settingsStore.getState().sendHistory) changeSettings({ sendHistory: [...kept] })
    }
    change('')
  }

  return {
    draft,
    isHex,
    setHex,
    ending,
    isSendable: bytes !== null && !(isHex && bytes.length === 0),
    isBadHex: bytes === null,
    note,
    change,
    paste,
    undo,
    replace: () => change(normaliseLookalikes(draft)),
    walk,
    send,
  }
}
