import { integer } from '../../kit/arguments.ts'
import { accept, show } from '../../kit/commands/line.ts'
import { info, withSim } from '../../kit/commands/network.ts'
import { incorrectParameters, OK } from '../../kit/final-result.ts'
import { registration, simState } from '../../kit/radio.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import type { Module } from '../models.ts'

const urcPorts = ['usbat', 'usbmodem', 'uart1']

const configureUrcs: Handler = ({ args }, { state, output }) => {
  const [key, port] = args
  if (key?.kind !== 'text' || key.value.toLowerCase() !== 'urcport') return incorrectParameters
  if (!port) output.info(`+QURCCFG: "urcport","${state.urcPort}"`)
  else if (port.kind !== 'text' || !urcPorts.includes(port.value)) return incorrectParameters
  else state.urcPort = port.value
  return OK
}

/** EC2x AT Commands Manual, AT+CSCS. */
const charsets = ['GSM', 'IRA', 'UCS2']

const chooseCharset: Handler = ({ args }, { state }) => {
  const [wanted] = args
  if (wanted?.kind !== 'text' || !charsets.includes(wanted.value)) return incorrectParameters
  state.charset = wanted.value
  return OK
}

const reportCard: Handler = ({ args }, { state }) => {
  const wanted = integer(args, 0, 0, 1)
  if (wanted === null) return incorrectParameters
  state.reportsCard = wanted === 1
  return OK
}

/** What the module is and how it is set up, and Quectel's own questions about card and network. */
export const moduleCommands = ({ model, revision }: Pick<Module, 'model' | 'revision'>): CommandTable => ({
  I: { run: show('Quectel', model, `Revision: ${revision}`) },
  '+CSCS': { read: info<Board>(({ state }) => `+CSCS: "${state.charset}"`), test: show('+CSCS: ("GSM","IRA","UCS2")'), set: chooseCharset },
  '+QCFG': { set: accept },
  '+QSCLK': { read: show('+QSCLK: 0'), set: accept },
  '+QURCCFG': { test: show('+QURCCFG: "urcport",("usbat","usbmodem","uart1")'), set: configureUrcs },
  '+CGMI': { run: show('Quectel'), test: accept },
  '+GMI': { run: show('Quectel') },
  '+CGMM': { run: show(model), test: accept },
  '+GMM': { run: show(model) },
  '+CGMR': { run: show(revision), test: accept },
  '+GMR': { run: show(revision) },
  '+QGMR': { run: show(`${revision}_01.001.01.001`) },
  '+CGSN': { run: show('861107030000012'), test: accept },
  '+GSN': { run: show('861107030000012') },
  '+QCCID': { run: withSim('+QCCID: 89860000000000000001'), test: accept },
  '+QSIMSTAT': { read: info<Board>((board) => `+QSIMSTAT: ${board.state.reportsCard ? 1 : 0},${simState(board) === 'absent' ? 0 : 1}`), test: show('+QSIMSTAT: (0,1)'), set: reportCard },
  '+QINISTAT': { run: show('+QINISTAT: 7') },
  '+QNWINFO': { run: info((board) => (registration(board) === 1 ? '+QNWINFO: "FDD LTE","46000","LTE BAND 3",1300' : '+QNWINFO: No Service')) },
})
