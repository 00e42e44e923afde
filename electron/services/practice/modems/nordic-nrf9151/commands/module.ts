import { integer } from '../../kit/arguments.ts'
import { accept, show } from '../../kit/commands/line.ts'
import { withSim } from '../../kit/commands/network.ts'
import { ERROR, incorrectParameters, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler } from '../board.ts'

const imei = '359404230000006'

const echo: Handler = ({ args }, { state }) => {
  const value = integer(args, 0, 0, 1)
  if (value === null) return ERROR
  state.echo = value === 1
  return OK
}

const errors: Handler = ({ args }, { state }) => {
  const level = integer(args, 0, 0, 1)
  if (level === null) return incorrectParameters
  state.cmee = level as 0 | 1
  return OK
}

const serial: Handler = ({ args }, { output }) => {
  const kind = integer(args, 0, 0, 3, 0)
  if (kind === null) return incorrectParameters
  output.info(kind === 1 ? `+CGSN: "${imei}"` : imei)
  return OK
}

const reset: Handler = (_request, board) => {
  board.reboot()
  return OK
}

/** What the module is, and the settings of its line: AT, ATE0 and ATE1 are all of V.250 that it has. */
export const moduleCommands: CommandTable = {
  '': { run: accept },
  E: { run: echo },
  '+CMEE': { set: errors, read: (_request, { state, output }) => (output.info(`+CMEE: ${state.cmee}`), OK), test: show('+CMEE: (0,1)') },
  '+CGMI': { run: show('Nordic Semiconductor ASA') },
  '+CGMM': { run: show('nRF9151-LACA') },
  '+CGMR': { run: show('mfw_nrf91x1_2.0.2') },
  '+CGSN': { run: serial, set: serial },
  '%XICCID': { run: withSim('%XICCID: 89860000000000000004') },
  '%SHORTSWVER': { run: show('%SHORTSWVER: nrf91x1_2.0.2') },
  '%XSYSTEMMODE': { read: show('%XSYSTEMMODE: 1,1,0,0'), set: accept },
  '#XSMVER': { run: show('#XSMVER: "v2.0.0","3.4.0"') },
  '#XRESET': { run: reset },
  '+IPR': { read: show('+IPR: 115200'), test: show('+IPR: (),(115200,230400,460800,921600,1000000)'), set: accept },
}
