import type { IDisposable, IFunctionIdentifier, Terminal } from '@xterm/xterm'

/** Times that a device may ask for one thing at once: more than any screen has rows. Without a limit `CSI 2147483647 S` takes the page for minutes. */
const mostTimes = 1000
const mostRepeats = 20_000

/** Work that xterm does as often as it is told (src/common/InputHandler.ts): tabs, lines, scrolling. */
const counted: readonly string[] = ['I', 'Z', 'L', 'M', 'S', 'T']

/** What a terminal answers by itself: device attributes, status and cursor, modes, the window's size. */
const questions: readonly IFunctionIdentifier[] = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
  { prefix: '>', final: 'q' },
  { final: 't' },
]

/** Colours: OSC 4, 10, 11, 12 with a `?` in place of one. */
const colourQuestions: readonly number[] = [4, 10, 11, 12]

/** DEC private modes in which moving the mouse or the focus writes to the device. */
const reporting: ReadonlySet<number> = new Set([9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016])

/**
 * What a device writes can neither hang the page nor make it write: a modem would take a terminal's answer for a command. `answers`: asked for each
 * question, whether this device is one that wants them. Titles, the clipboard (OSC 52) and window moves are not there at all: xterm leaves them to
 * add-ons and options that are not used here.
 */
export function guardScreen({ parser }: Terminal, answers: () => boolean): IDisposable {
  const isTooMuch =
    (most: number) =>
    (params: readonly (number | number[])[]): boolean =>
      params.some((value) => typeof value === 'number' && value > most)
  const handlers = [
    ...counted.map((final) => parser.registerCsiHandler({ final }, isTooMuch(mostTimes))),
    parser.registerCsiHandler({ final: 'b' }, isTooMuch(mostRepeats)),
    ...questions.map((id) => parser.registerCsiHandler(id, () => !answers())),
    parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => !answers()),
    ...colourQuestions.map((id) => parser.registerOscHandler(id, (data) => data.includes('?') && !answers())),
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) => !answers() && params.some((mode) => typeof mode === 'number' && reporting.has(mode))),
  ]
  return { dispose: () => handlers.forEach((handler) => handler.dispose()) }
}
