import { integer, quoted } from '../arguments.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { formatClock, parseClock } from '../clock.ts'
import { cme, incorrectParameters, notAllowed, OK, simNotInserted, type Final } from '../final-result.ts'
import { isAttached, registration, registrationLine, reportRegistration, signal, simState, type SimState } from '../radio.ts'

const noNetwork = cme(30)

/** Answers with one line made from the board, and OK. */
export const info =
  <B extends Board>(line: (board: B) => string): Handler<B> =>
  (_request, board) => {
    board.output.info(line(board))
    return OK
  }

const simProblems: Readonly<Record<SimState, Final | null>> = { ready: null, absent: simNotInserted, pin: cme(11), puk: cme(12) }

/** What any command that needs the card answers while the card is not ready; null when it is. */
export const simProblem = (board: Board) => simProblems[simState(board)]

export const withSim =
  (line: string): Handler =>
  (_request, board) => {
    const problem = simProblem(board)
    if (!problem) board.output.info(line)
    return problem ?? OK
  }

const readPin: Handler = (_request, board) => {
  const sim = simState(board)
  if (sim === 'absent') return simNotInserted
  board.output.info({ ready: '+CPIN: READY', pin: '+CPIN: SIM PIN', puk: '+CPIN: SIM PUK' }[sim])
  return OK
}

const enterPin: Handler = ({ args }, board) => {
  const { state } = board
  const pin = quoted(args, 0, 8) ?? String(integer(args, 0, 0, 99_999_999) ?? '')
  const problem = simProblem(board)
  if (!problem) return notAllowed
  const sim = simState(board)
  if (sim === 'absent') return problem
  // The practice card's PIN and PUK, as the faults' hints say.
  if (sim === 'puk') {
    if (args.length !== 2) return problem
    if (pin !== '12345678') return cme(16)
  } else if (pin !== '1234') {
    state.sim.attemptsLeft -= 1
    return state.sim.attemptsLeft > 0 ? cme(16) : cme(12)
  }
  const before = registration(board)
  state.sim = { isLocked: false, attemptsLeft: 3 }
  board.output.urc('+CPIN: READY')
  reportRegistration(board, before)
  return OK
}

const setFunctionality: Handler = ({ args }, board) => {
  const level = integer(args, 0, 0, 4)
  if (level !== 0 && level !== 1 && level !== 4) return incorrectParameters
  if (level === 1 && integer(args, 1, 0, 1, 0) === 1) {
    board.reboot()
    return OK
  }
  const before = registration(board)
  board.state.functionality = level
  if (!isAttached(board)) board.loseBearer()
  reportRegistration(board, before)
  return OK
}

const registrationCommand = (report: 'CREG' | 'CGREG' | 'CEREG') => ({
  read: info((board) => registrationLine(board, report, 'read')),
  test: info(() => `+${report}: (0-2)`),
  set: (({ args }, { state }) => {
    const level = integer(args, 0, 0, 2)
    if (level === null) return incorrectParameters
    state.reports[report] = level as 0 | 1 | 2
    return OK
  }) satisfies Handler,
})

const attach: Handler = async ({ args }, board) => {
  const wanted = integer(args, 0, 0, 1)
  if (wanted === null) return incorrectParameters
  if (wanted === 0) {
    board.state.wantsAttach = false
    board.loseBearer()
    return OK
  }
  const problem = simProblem(board)
  if (problem) return problem
  if (registration(board) !== 1) {
    await board.sleep(board.secondMs / 2)
    return noNetwork
  }
  board.state.wantsAttach = true
  return OK
}

const setClock: Handler = ({ args }, board) => {
  const at = parseClock(quoted(args, 0) ?? '')
  if (at === null) return incorrectParameters
  board.state.clockOffsetMs = at - board.trueTime()
  return OK
}

const signalNow = info((board) => `+CSQ: ${signal(board)},99`)

/** 27.007: SIM, radio, registration, clock. */
export const networkCommands: CommandTable = {
  '+CPIN': { read: readPin, test: () => OK, set: enterPin },
  '+CIMI': { run: withSim('460000000000001') },
  '+CFUN': { read: info(({ state }) => `+CFUN: ${state.functionality}`), test: info(() => '+CFUN: (0,1,4),(0,1)'), set: setFunctionality },
  '+CSQ': { run: signalNow, test: info(() => '+CSQ: (0-31,99),(0-7,99)') },
  '+CREG': registrationCommand('CREG'),
  '+CGREG': registrationCommand('CGREG'),
  '+CEREG': registrationCommand('CEREG'),
  '+COPS': {
    read: info((board) => (registration(board) === 1 ? '+COPS: 0,0,"CHINA MOBILE",7' : '+COPS: 0')),
    test: async (_request, board) => {
      await board.sleep(2 * board.secondMs)
      board.output.info('+COPS: (2,"CHINA MOBILE","CMCC","46000",7),(1,"CHN-UNICOM","UNICOM","46001",7),,(0-4),(0-2)')
      return OK
    },
    set: () => OK,
  },
  '+CGATT': { read: info((board) => `+CGATT: ${isAttached(board) ? 1 : 0}`), test: info(() => '+CGATT: (0,1)'), set: attach },
  '+CEER': { run: info(() => '+CEER: No cause information available') },
  '+CCLK': { read: info((board) => `+CCLK: "${formatClock(board.clock())}"`), set: setClock },
  '+CTZU': { read: info(() => '+CTZU: 1'), set: () => OK },
}
