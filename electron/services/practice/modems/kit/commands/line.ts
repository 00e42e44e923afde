import { integer } from '../arguments.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { incorrectParameters, OK } from '../final-result.ts'
import { initialModemState } from '../state.ts'

export const accept: Handler = () => OK

/** Answers with these lines and OK. */
export const show =
  (...lines: readonly string[]): Handler =>
  (_request, { output }) => {
    output.info(...lines)
    return OK
  }

/** A basic command of one digit: ATE0, ATV1. */
const digit =
  (max: number, apply: (board: Board, value: number) => void): Handler =>
  ({ args }, board) => {
    const value = integer(args, 0, 0, max)
    if (value === null) return incorrectParameters
    apply(board, value)
    return OK
  }

const factoryLine: Handler = (_request, { state }) => {
  const { echo, verbose, quiet, cmee } = initialModemState()
  Object.assign(state, { echo, verbose, quiet, cmee })
  return OK
}

/** V.250 and the settings of the line itself. */
export const lineCommands: CommandTable = {
  '': { run: accept },
  E: { run: digit(1, ({ state }, value) => void (state.echo = value === 1)) },
  V: { run: digit(1, ({ state }, value) => void (state.verbose = value === 1)) },
  Q: { run: digit(1, ({ state }, value) => void (state.quiet = value === 1)) },
  '&F': { run: factoryLine },
  '&W': { run: accept },
  Z: { run: factoryLine },
  '+CMEE': {
    read: (_request, { state, output }) => (output.info(`+CMEE: ${state.cmee}`), OK),
    test: show('+CMEE: (0-2)'),
    set: ({ args }, { state }) => {
      const level = integer(args, 0, 0, 2)
      if (level === null) return incorrectParameters
      state.cmee = level as 0 | 1 | 2
      return OK
    },
  },
  '+IPR': { read: show('+IPR: 115200'), set: accept },
  '+IFC': { read: show('+IFC: 0,0'), set: accept },
}
