import { integer } from '../arguments.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { incorrectParameters, OK } from '../final-result.ts'
import { initialState } from '../state.ts'

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
  const { echo, verbose, quiet, cmee } = initialState()
  Object.assign(state, { echo, verbose, quiet, cmee })
  return OK
}

const accept: Handler = () => OK
const show =
  (line: string): Handler =>
  (_request, { output }) => {
    output.info(line)
    return OK
  }

/** V.250 and the settings of the line itself. */
export const basicCommands: CommandTable = {
  '': { run: accept },
  E: { run: digit(1, ({ state }, value) => void (state.echo = value === 1)) },
  V: { run: digit(1, ({ state }, value) => void (state.verbose = value === 1)) },
  Q: { run: digit(1, ({ state }, value) => void (state.quiet = value === 1)) },
  '&F': { run: factoryLine },
  '&W': { run: accept },
  Z: { run: factoryLine },
  I: { run: (_request, { output }) => (output.info('Quectel', 'EC20F', 'Revision: EC20CEFAGR06A08M4G'), OK) },
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
  '+QCFG': { set: accept },
  '+QSCLK': { read: show('+QSCLK: 0'), set: accept },
  '+QURCCFG': {
    test: show('+QURCCFG: "urcport",("usbat","usbmodem","uart1")'),
    set: ({ args }, { state, output }) => {
      const [key, port] = args
      if (key?.kind !== 'text' || key.value.toLowerCase() !== 'urcport') return incorrectParameters
      if (!port) output.info(`+QURCCFG: "urcport","${state.urcPort}"`)
      else if (port.kind !== 'text' || !['usbat', 'usbmodem', 'uart1'].includes(port.value)) return incorrectParameters
      else state.urcPort = port.value
      return OK
    },
  },
  '+CGMI': { run: show('Quectel'), test: accept },
  '+GMI': { run: show('Quectel') },
  '+CGMM': { run: show('EC20F'), test: accept },
  '+GMM': { run: show('EC20F') },
  '+CGMR': { run: show('EC20CEFAGR06A08M4G'), test: accept },
  '+GMR': { run: show('EC20CEFAGR06A08M4G') },
  '+QGMR': { run: show('EC20CEFAGR06A08M4G_01.001.01.001') },
  '+CGSN': { run: show('861107030000012'), test: accept },
  '+GSN': { run: show('861107030000012') },
}
