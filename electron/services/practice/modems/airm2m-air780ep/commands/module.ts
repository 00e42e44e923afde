import { accept, show } from '../../kit/commands/line.ts'
import { info, networkCommands, withSim } from '../../kit/commands/network.ts'
import { cme, OK, type Final } from '../../kit/final-result.ts'
import type { Board as AnyBoard } from '../../kit/board.ts'
import { registration } from '../../kit/radio.ts'
import type { Board, CommandTable, Handler } from '../board.ts'

export const firmware = 'AirM2M_780EP_V1007_LTE_AT'
const iccid = '89860000000000000001'

/** In the first seconds after power-on nothing that needs the card is answered: +CME ERROR: 4. */
const onceCardIsThere =
  (handler: ((request: Parameters<Handler>[0], board: AnyBoard) => Final | Promise<Final>) | undefined): Handler =>
  (request, board) =>
    board.state.isCardStarting ? cme(4) : (handler?.(request, board) ?? OK)

const card = networkCommands['+CPIN'] ?? {}

const reset: Handler = (_request, { reboot }) => {
  reboot()
  return OK
}

/** What the module is, and AirM2M's own questions about card and network. ATI and AT+VER are one and the same. */
export const moduleCommands: CommandTable = {
  I: { run: show(firmware) },
  '+VER': { run: show(firmware) },
  '+CGMI': { run: show('+CGMI: "AirM2M"'), test: accept },
  '+CGMM': { run: show('+CGMM: "Air780EP"'), test: accept },
  '+CGMR': { run: show(`+CGMR: "${firmware}"`), test: accept },
  '+CGSN': { run: show('868488070000012'), test: accept },
  '+CPIN': { read: onceCardIsThere(card.read), set: onceCardIsThere(card.set), test: accept },
  '+CCID': { run: onceCardIsThere(withSim(iccid)) },
  '+ICCID': { run: onceCardIsThere(withSim(`+ICCID: ${iccid}`)) },
  '+CIMI': { run: onceCardIsThere(networkCommands['+CIMI']?.run) },
  '+RESET': { run: reset },
  '+CSCLK': { read: show('+CSCLK: 0'), set: accept },
  '+CESQ': { run: info<Board>((board) => (registration(board) === 1 ? '+CESQ: 99,99,255,255,20,56' : '+CESQ: 99,99,255,255,255,255')) },
}
