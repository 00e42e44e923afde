import type { QuickCommand, QuickPage } from './schema.ts'
import { commandsIn } from './schema.ts'

/** What a key press says; a KeyboardEvent is one. */
export type KeyPress = { readonly code: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean; readonly metaKey: boolean }

const named: Readonly<Record<string, string>> = { Minus: '-', Equal: '=', BracketLeft: '[', BracketRight: ']', Semicolon: ';', Quote: "'", Backquote: '`', Backslash: '\\', Comma: ',', Period: '.', Slash: '/' }

/** By the key's place, not by what a layout or a held Alt makes of it. */
const keyOf = (code: string): string | undefined => /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? /^(?:Numpad[0-9]|F[0-9]{1,2})$/.exec(code)?.[0] ?? (Object.hasOwn(named, code) ? named[code] : undefined)

/** `Ctrl+Alt+Shift+K`; undefined where the key cannot be one. */
export function shortcutOf({ code, ctrlKey, altKey, shiftKey, metaKey }: KeyPress): string | undefined {
  const key = keyOf(code)
  if (key === undefined || metaKey) return undefined
  return [...(ctrlKey ? ['Ctrl'] : []), ...(altKey ? ['Alt'] : []), ...(shiftKey ? ['Shift'] : []), key].join('+')
}

/** A press that would write into a field: such a shortcut works only outside of fields. */
export const isTyping = (shortcut: string): boolean => !/^(?:Ctrl|Alt)\+|^(?:Shift\+)?F[0-9]/.test(shortcut)

/** F2 opens a command's parameters, F5 reloads, F6 goes to the next panel, F11 fills the screen, F12 opens the browser's tools, Alt+F4 closes. */
const taken: ReadonlySet<string> = new Set(['F2', 'F5', 'F6', 'Shift+F6', 'F11', 'F12', 'Alt+F4', 'Ctrl+0', 'Ctrl+-', 'Ctrl+='])

/** Ctrl with a letter belongs to the browser (Ctrl+W) and to the screen, where it goes to the device (Ctrl+Z); with Shift to the browser too. */
const isOwn = (shortcut: string): boolean => /^Ctrl\+(?:Shift\+)?[A-Z]$/.test(shortcut) || taken.has(shortcut)

export type Conflict = { readonly kind: 'program' } | { readonly kind: 'command'; readonly command: QuickCommand; readonly page: QuickPage }

/** Why this button cannot have that shortcut. Shortcuts work for all pages, so all pages are looked at. */
export function conflictOf(pages: readonly QuickPage[], id: string, shortcut: string): Conflict | undefined {
  if (shortcut === '') return undefined
  if (isOwn(shortcut)) return { kind: 'program' }
  for (const page of pages) {
    const command = commandsIn(page).find((each) => each.id !== id && each.shortcut === shortcut)
    if (command) return { kind: 'command', command, page }
  }
  return undefined
}
