import { lookup } from 'node:dns'
import { integer } from '../../kit/arguments.ts'
import { ERROR, NOTHING, notAllowed, OK } from '../../kit/final-result.ts'
import { address, hasBearer } from '../../kit/radio.ts'
import { loose } from '../arguments.ts'
import { invalidInput, type Board, type CommandTable, type Handler } from '../board.ts'

/** AT+SAPBR=2: 1 connected, 3 closed. */
const bearerState = (board: Board) => (board.state.bearer.isOpen && hasBearer(board, board.state.bearer.apn || undefined) ? 1 : 3)

/** AT+SAPBR=<what>,<cid>[,<tag>,<value>], the bearer of HTTP: 0 close, 1 open, 2 show, 3 set. */
const bearer: Handler = async ({ args }, board) => {
  const what = integer(args, 0, 0, 4)
  const cid = integer(args, 1, 1, 3)
  if (what === null || cid === null) return invalidInput
  const { bearer: old } = board.state
  if (what === 3) {
    const tag = (loose(args, 2) ?? '').toUpperCase()
    const value = loose(args, 3)
    if (!['CONTYPE', 'APN', 'USER', 'PWD'].includes(tag) || value === null) return invalidInput
    if (tag === 'APN') old.apn = value
    return OK
  }
  if (what === 2) {
    const isUp = bearerState(board) === 1
    board.output.info(`+SAPBR: ${cid},${isUp ? 1 : 3},"${isUp ? address : '0.0.0.0'}"`)
    return OK
  }
  if (what === 0) {
    if (!old.isOpen) return notAllowed
    old.isOpen = false
    return OK
  }
  if (what !== 1) return invalidInput
  if (old.isOpen) return notAllowed
  if (!hasBearer(board, old.apn || undefined)) {
    await board.sleep(board.secondMs / 2)
    return ERROR
  }
  old.isOpen = true
  return OK
}

const setApn: Handler = ({ args }, { state }) => {
  if (state.scene !== 'initial') return notAllowed
  const apn = loose(args, 0, 100)
  if (apn === null) return invalidInput
  const context = state.pdp.get(1)
  if (context && apn !== '') context.apn = apn
  state.scene = 'start'
  return OK
}

const activate: Handler = async (_request, board) => {
  if (board.state.scene !== 'start') return notAllowed
  if (!hasBearer(board)) {
    await board.sleep(board.secondMs / 2)
    return ERROR
  }
  board.state.scene = 'active'
  return OK
}

/** The address stands alone: no OK follows it. */
const showAddress: Handler = (_request, { state, output }) => {
  if (state.scene !== 'active' && state.scene !== 'status') return ERROR
  state.scene = 'status'
  output.info(address)
  return NOTHING
}

const scenes = { initial: 'IP INITIAL', start: 'IP START', active: 'IP GPRSACT', status: 'IP STATUS' } as const

/** The state comes after OK. */
const showScene: Handler = (_request, { state, output }) => {
  output.urc(`STATE: ${scenes[state.scene]}`)
  return OK
}

const shut: Handler = (_request, { state, output }) => {
  state.scene = 'initial'
  output.info('SHUT OK')
  return NOTHING
}

/** Result 8: the name does not resolve. */
const resolveName: Handler = ({ args }, board) => {
  const host = loose(args, 0, 100)
  if (!host) return invalidInput
  if (board.state.scene !== 'status') return notAllowed
  const alive = board.alive()
  if (board.has('dns-failure')) board.output.urc('+CDNSGIP:0,8')
  else lookup(host, { family: 4 }, (error, found) => alive() && board.output.urc(error ? '+CDNSGIP:0,8' : `+CDNSGIP: 1,"${host}","${found}"`))
  return OK
}

/** Two ways to an address: AT+SAPBR for HTTP, AT+CSTT and what follows it for TCP. MQTT takes the bearer of the attach. */
export const bearerCommands: CommandTable = {
  '+SAPBR': { set: bearer },
  '+CSTT': { run: setApn, set: setApn },
  '+CIICR': { run: activate },
  '+CIFSR': { run: showAddress },
  '+CIPSTATUS': { run: showScene },
  '+CIPSHUT': { run: shut },
  '+CDNSGIP': { set: resolveName },
}
