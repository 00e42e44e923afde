import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { openLink } from '../../ui/open-link.ts'

const scrollbackLines = 10_000
/** Matches beyond this are not counted. */
const countedMatches = 1000

export type Screen = { readonly terminal: Terminal; readonly fit: FitAddon; readonly search: SearchAddon }

/** A terminal with what belongs to it, drawn into `element`. */
export function makeScreen(element: HTMLElement): Screen {
  const terminal = new Terminal({
    scrollback: scrollbackLines,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--at-mono'),
    fontSize: 12,
    lineHeight: 1.3,
    cursorBlink: false,
    minimumContrastRatio: 4.5,
    screenReaderMode: false,
    // Widths by Unicode 11 and the marks of a search are still called proposals.
    allowProposedApi: true,
    linkHandler: { activate: (_event, address) => openLink(address) },
  })
  const fit = new FitAddon()
  const search = new SearchAddon({ highlightLimit: countedMatches })
  terminal.loadAddon(fit)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon((_event, address) => openLink(address)))
  // Emoji and newer ideographs take two cells, as in the devices' own programs.
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.open(element)
  return { terminal, fit, search }
}

/** What is selected; all that the screen holds where nothing is. Lines that wrapped are one again. */
export function screenText(terminal: Terminal): string {
  if (terminal.hasSelection()) return terminal.getSelection()
  const { active } = terminal.buffer
  let text = ''
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)
    if (!line) continue
    if (row > 0 && !line.isWrapped) text = `${text.replace(/ +$/, '')}\n`
    text += line.translateToString(false)
  }
  return `${text.trimEnd()}\n`
}
