import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder as placeholderText } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'

type Props = {
  readonly value: string
  readonly onChange?: (value: string) => void
  readonly language?: 'json' | 'plain'
  /** What a screen reader calls it. */
  readonly label: string
  /** CSS length; `100%` fills the parent. */
  readonly height?: string
  readonly readOnly?: boolean
  readonly placeholder?: string
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit?: () => void
}

/** Marks a change that came from the `value` property, so that it is not told back as typing. */
const fromOutside = Annotation.define<boolean>()

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--at-accent)' },
  { tag: tags.string, color: 'var(--at-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--at-urc)' },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: 'var(--at-muted)' },
  { tag: tags.invalid, color: 'var(--at-error)' },
])

const look = EditorView.theme({
  '&': {
    height: '100%',
    fontSize: '12px',
    color: 'var(--at-text)',
    background: 'var(--at-panel)',
    border: '1px solid var(--at-line-strong)',
    borderRadius: '5px',
    overflow: 'hidden',
  },
  '&.cm-focused': { outline: 'none', borderColor: 'var(--at-accent)' },
  '.cm-scroller': { fontFamily: 'var(--at-mono)', lineHeight: '1.5' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--at-accent)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--at-accent)' },
  '.cm-placeholder': { color: 'var(--at-faint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--at-accent) 26%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--at-accent-soft)', outline: 'none' },
})

/** CodeMirror, controlled by `value`. Tab moves on to the next control: these are fields of forms, and nobody is to be caught in one. */
export function CodeEditor({ value, onChange, language = 'plain', label, height = '100%', readOnly = false, placeholder = '', onSubmit }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const settings = useRef(new Compartment())
  const handlers = useRef({ onChange, onSubmit })
  const initial = useRef(value)

  useEffect(() => {
    handlers.current = { onChange, onSubmit }
  })

  useEffect(() => {
    if (!host.current) return undefined
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          syntaxHighlighting(colours),
          look,
          EditorView.lineWrapping,
          keymap.of([
            { key: 'Mod-Enter', run: () => (handlers.current.onSubmit ? (handlers.current.onSubmit(), true) : false) },
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            const isTyping = update.docChanged && !update.transactions.some((transaction) => transaction.annotation(fromOutside))
            if (isTyping) handlers.current.onChange?.(update.state.doc.toString())
          }),
          settings.current.of([]),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    const changing: Extension[] = [
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true', ...(readOnly && { 'aria-readonly': 'true' }) }),
      placeholder === '' ? [] : placeholderText(placeholder),
      language === 'json' ? json() : [],
    ]
    view.current?.dispatch({ effects: settings.current.reconfigure(changing) })
  }, [label, language, placeholder, readOnly])

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, annotations: fromOutside.of(true) })
  }, [value])

  return <div ref={host} style={{ height, minHeight: 0 }} />
}
