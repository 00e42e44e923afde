import { useState, type ClipboardEvent } from 'react'
import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import { findLookalike, normaliseLookalikes } from '../../../shared/text/suspicious.ts'
import { changeSettings, settingsStore, useSettings } from '../settings/settings-store.ts'
import { addToHistory, draftBytes, moveInHistory, type HistoryPlace } from './send-line.ts'
import { setTerminal } from './terminal-store.ts'
import { useSendOptions } from './use-send-options.ts'

/** Said under the line: what a paste was changed into, or what looks wrong in what was typed. */
export type DraftNote = { readonly kind: 'replaced'; readonly original: string } | { readonly kind: 'lookalike'; readonly found: string }

/** The send line's draft, its history, and what it says about characters copied from articles. */
export function useSendLine(path: string) {
  const history = useSettings((settings) => settings.sendHistory)
  const options = useSendOptions(path)
  const [draft, setDraft] = useState('')
  const [isHex, setHex] = useState(false)
  const [place, setPlace] = useState<HistoryPlace | null>(null)
  const [pasteNote, setPasteNote] = useState<DraftNote | null>(null)
  // What a person put back after a replacement is meant.
  const [accepted, setAccepted] = useState<string | null>(null)
  const lookalike = accepted === draft ? undefined : findLookalike(draft)
  const note: DraftNote | null = pasteNote ?? (lookalike ? { kind: 'lookalike', found: lookalike.found } : null)
  const wire = draftBytes(draft, isHex, options)

  const change = (text: string): void => {
    setDraft(text)
    setPlace(null)
    setPasteNote(null)
  }

  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData('text').replace(/[\r\n]+$/, '')
    const isLines = /[\r\n]/.test(pasted)
    if (!isLines && !findLookalike(pasted)) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const put = (text: string): string => value.slice(0, selectionStart ?? value.length) + text + value.slice(selectionEnd ?? value.length)
    if (isLines) {
      setTerminal({ lines: { path, text: put(pasted) } })
      return
    }
    change(put(normaliseLookalikes(pasted)))
    setPasteNote({ kind: 'replaced', original: put(pasted) })
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

  /** Into the history, and an empty line again, unless something else was typed while it went out. */
  const done = (sent: string): void => {
    if (!isHex) {
      const before = settingsStore.getState().sendHistory
      const kept = addToHistory(before, sent, secretRanges(sent))
      if (kept !== before) changeSettings({ sendHistory: [...kept] })
    }
    setDraft((now) => (now === sent ? '' : now))
    setPlace(null)
    setPasteNote(null)
  }

  return {
    draft,
    isHex,
    setHex,
    options,
    history,
    /** A place in the history is shown: arrows go on walking there. */
    isWalking: place !== null,
    wire,
    isSendable: wire.ok && !(isHex && wire.bytes.length === 0),
    note,
    change,
    paste,
    undo,
    replace: () => change(normaliseLookalikes(draft)),
    walk,
    done,
  }
}

export type SendLine = ReturnType<typeof useSendLine>
