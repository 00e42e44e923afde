import { listContexts, contexts } from '../../kit/commands/contexts.ts'
import { accept, show } from '../../kit/commands/line.ts'
import { withSim } from '../../kit/commands/network.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import { address, hasBearer } from '../../kit/radio.ts'
import type { CommandTable, Handler } from '../board.ts'

/** Made up, in the form of SIMCom's revisions. */
const revision = 'LE20B04SIM7600M22'
const imei = '861107030000038'

const openNetwork: Handler = (_request, board) => {
  board.output.urc(`+NETOPEN: ${hasBearer(board) ? 0 : 1}`)
  return OK
}

const showAddress: Handler = (_request, board) => {
  if (!hasBearer(board)) return ERROR
  board.output.info(`+IPADDR: ${address}`)
  return OK
}

/** Unquoted, as the SIM7600CE printed it. */
const padded: Handler = (_request, board) => {
  const lines = contexts(board).map(([id]) => `+CGPADDR: ${id},${id === 1 && hasBearer(board) ? address : '0.0.0.0'}`)
  if (lines.length > 0) board.output.info(...lines)
  return OK
}

const reset: Handler = (_request, board) => {
  board.reboot()
  return OK
}

/** What the module is, and its TCP service as far as the recorded sessions use it. */
export const moduleCommands: CommandTable = {
  I: { run: show('Manufacturer: SIMCOM INCORPORATED', 'Model: SIMCOM_SIM7600EI', `Revision: ${revision}`, `IMEI: ${imei}`, '+GCAP: +CGSM') },
  '+CGMI': { run: show('SIMCOM INCORPORATED') },
  '+CGMM': { run: show('SIMCOM_SIM7600EI') },
  '+CGMR': { run: show(`+CGMR: ${revision}`) },
  '+CGSN': { run: show(imei) },
  '+CICCID': { run: withSim('+ICCID: 89860000000000000003') },
  '+CRESET': { run: reset },
  '+CIPMODE': { read: show('+CIPMODE: 0'), test: show('+CIPMODE: (0-1)'), set: accept },
  '+NETOPEN': { run: openNetwork },
  '+IPADDR': { run: showAddress },
  '+CGPADDR': { run: padded, set: padded },
  '+CGACT': { read: listContexts((board, id) => `+CGACT: ${id},${hasBearer(board) ? 1 : 0}`), set: accept },
}
