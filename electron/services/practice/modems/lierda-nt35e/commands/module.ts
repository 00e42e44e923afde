import { integer } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { info, withSim } from '../../kit/commands/network.ts'
import { incorrectParameters, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler } from '../board.ts'

/** Made up: the wording of ATI and AT+LGMR stands in no source read, only that the module's own name begins with NT and the maker's is there. */
const revision = 'NT35ECN_PRACTICE_V1.0'
const imei = '861107030000020'

const serialNumber: Handler = ({ args }, { output }) => {
  const kind = integer(args, 0, 0, 1)
  if (kind === null) return incorrectParameters
  output.info(`+CGSN: "${kind === 1 ? imei : 'LD2024000020'}"`)
  return OK
}

const selectSlot: Handler = ({ args }, { state }) => {
  const slot = integer(args, 0, 1, 2)
  if (slot === null) return incorrectParameters
  state.slot = slot
  return OK
}

/** What the module is, and Lierda's own questions about the card. */
export const moduleCommands: CommandTable = {
  I: { run: show('Lierda', 'NT35E-CN', `Revision: ${revision}`) },
  '+CGMI': { run: show('Lierda') },
  '+GMI': { run: show('Lierda') },
  '+CGMM': { run: show('NT35E-CN') },
  '+GMM': { run: show('NT35E-CN') },
  '+CGMR': { run: show(revision) },
  '+GMR': { run: show(revision) },
  '+LGMR': { run: show(revision) },
  '+CGSN': { run: show(imei), set: serialNumber },
  '+LCCID': { run: withSim('+LCCID: 89860000000000000002') },
  '+LUIMSLOT': { read: info(({ state }) => `+LUIMSLOT: ${state.slot}`), test: show('+LUIMSLOT: (1,2)'), set: selectSlot },
}
