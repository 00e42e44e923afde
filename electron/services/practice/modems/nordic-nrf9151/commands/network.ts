import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { integer, quoted } from '../../kit/arguments.ts'
import { accept } from '../../kit/commands/line.ts'
import { info, networkCommands as common } from '../../kit/commands/network.ts'
import { ERROR, incorrectParameters, OK, simNotInserted } from '../../kit/final-result.ts'
import { address, isAttached, registration, registrationLine, reportRegistration, signal, simState } from '../../kit/radio.ts'
import { pdpDefaults } from '../../kit/state.ts'
import { isOnline, type Board, type CommandTable, type Handler } from '../board.ts'

const setFunctionality: Handler = ({ args }, board) => {
  const level = integer(args, 0, 0, 4)
  if (level !== 0 && level !== 1 && level !== 4) return ERROR
  const { state } = board
  const before = registration(board)
  state.functionality = level
  if (level === 1) state.apnInUse = state.pdp.get(0)?.apn ?? ''
  if (!isAttached(board)) board.loseBearer()
  reportRegistration(board, before)
  return OK
}

/** Quotation marks around a state of more than one word, as in the manual's example. */
const readPin: Handler = (_request, board) => {
  const sim = simState(board)
  if (sim === 'absent') return simNotInserted
  board.output.info({ ready: '+CPIN: READY', pin: '+CPIN: "SIM PIN"', puk: '+CPIN: "SIM PUK"' }[sim])
  return OK
}

/** 27.007, 8.69: RSRQ in half dB from -19.5, RSRP in dB from -140. */
function quality(board: Board): readonly [rsrq: number, rsrp: number] {
  if (signal(board) === 99) return [255, 255]
  return board.has('weak-signal') ? [6, 16] : [25, 56]
}

const reports: Handler = ({ args }, { state }) => {
  const level = integer(args, 0, 0, 5)
  if (level === null) return incorrectParameters
  // From 3 on it adds reasons and timers, which this network does not give.
  state.reports.CEREG = Math.min(level, 2) as 0 | 1 | 2
  return OK
}

const cids = { first: 0, last: 10 } as const
const types = ['IP', 'IPV6', 'IPV4V6'] as const

const defineContext: Handler = ({ args }, { state }) => {
  const id = integer(args, 0, cids.first, cids.last)
  const type = types.findIndex((name) => name === quoted(args, 1)?.toUpperCase()) + 1
  const apn = args.length > 2 ? quoted(args, 2, 64) : ''
  if (id === null || (args.length > 1 && type === 0) || apn === null) return incorrectParameters
  if (args.length === 1) state.pdp.delete(id)
  else state.pdp.set(id, { ...pdpDefaults(), type, apn })
  return OK
}

/** 27.007: what has no address prints none. */
const showAddress: Handler = ({ args }, board) => {
  const only = args.length > 0 ? integer(args, 0, cids.first, cids.last) : undefined
  if (only === null) return incorrectParameters
  const ids = [...board.state.pdp.keys()].filter((id) => only === undefined || id === only)
  const lines = ids.map((id) => (id === 0 && isOnline(board) ? `+CGPADDR: 0,"${address}"` : `+CGPADDR: ${id}`))
  if (lines.length > 0) board.output.info(...lines)
  return OK
}

const monitor = info((board: Board) => {
  const stat = registration(board)
  const [, rsrp] = quality(board)
  return stat === 1 ? `%XMONITOR: 1,"CHINA MOBILE","CMCC","46000","D509",7,3,"080D413D",7,1650,${rsrp},24,"","11100000","11100000","01001001"` : `%XMONITOR: ${stat}`
})

/** getaddrinfo's reason stands where the address would, and ERROR after it. */
const resolve: Handler = async ({ args }, board) => {
  const host = quoted(args, 0, 127)
  if (!host) return ERROR
  const found = async (): Promise<string> => {
    if (!isOnline(board)) return 'EAI_AGAIN'
    if (isIP(host) !== 0) return host
    if (board.has('dns-failure')) return 'EAI_NONAME'
    return lookup(host, { family: 4 }).then((each) => each.address, () => 'EAI_NONAME')
  }
  const answer = await found()
  board.output.info(`#XGETADDRINFO: "${answer}"`)
  return isIP(answer) === 0 ? ERROR : OK
}

const { '+CPIN': pin = {}, '+COPS': operator = {}, '+CIMI': subscriber = {}, '+CCLK': clock = {} } = common

/** SIM, radio and connection of an LTE modem: no AT+CSQ, AT+CREG or AT+CGATT (nRF91x1 AT commands). */
export const networkCommands: CommandTable = {
  '+CPIN': { ...pin, read: readPin },
  '+COPS': operator,
  '+CIMI': subscriber,
  '+CCLK': clock,
  '+CFUN': { read: info(({ state }: Board) => `+CFUN: ${state.functionality}`), set: setFunctionality },
  '+CESQ': { run: info((board: Board) => `+CESQ: 99,99,255,255,${quality(board).join(',')}`) },
  '+CEREG': { read: info((board: Board) => registrationLine(board, 'CEREG', 'read')), set: reports },
  '+CGDCONT': { read: info(({ state }: Board) => [...state.pdp].map(([id, { type, apn }]) => `+CGDCONT: ${id},"${types[type - 1]}","${apn}","",0,0`).join('\r\n')), set: defineContext },
  '+CGPADDR': { run: showAddress, set: showAddress },
  '+CGACT': { read: info((board: Board) => `+CGACT: 0,${isOnline(board) ? 1 : 0}`) },
  '+CGEREP': { set: accept },
  '+CPSMS': { set: accept },
  '+CEDRXS': { set: accept },
  '%CESQ': { set: accept },
  '%XSIM': { set: accept },
  '%XMONITOR': { run: monitor },
  '#XGETADDRINFO': { set: resolve },
}
