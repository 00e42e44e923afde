import { lookup } from 'node:dns/promises'
import { integer, quoted } from '../arguments.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { formatClock } from '../clock.ts'
import { ERROR, incorrectParameters, OK } from '../final-result.ts'
import { address, hasBearer, isAttached } from '../radio.ts'
import { pdpDefaults } from '../state.ts'

const pdpTypes = ['IP', 'IPV6', 'IPV4V6'] as const
/** QICSGP counts from 1: IPv4, IPv6, both. */
const typeName = (type: number) => pdpTypes[type - 1] ?? 'IP'

const contexts = (board: Board) => [...board.state.pdp].toSorted(([a], [b]) => a - b)

const list =
  (line: (board: Board, id: number) => string | null): Handler =>
  (_request, board) => {
    const lines = contexts(board).flatMap(([id]) => line(board, id) ?? [])
    if (lines.length > 0) board.output.info(...lines)
    return OK
  }

const defineContext: Handler = ({ args }, board) => {
  const id = integer(args, 0, 1, 16)
  const type = pdpTypes.findIndex((name) => name === quoted(args, 1)?.toUpperCase()) + 1
  if (id === null) return incorrectParameters
  if (args.length === 1) {
    board.state.pdp.delete(id)
    return OK
  }
  const apn = args.length > 2 ? quoted(args, 2, 100) : ''
  if (type === 0 || apn === null) return incorrectParameters
  board.state.pdp.set(id, { ...(board.state.pdp.get(id) ?? pdpDefaults()), type, apn })
  return OK
}

const configureContext: Handler = ({ args }, board) => {
  const id = integer(args, 0, 1, 16)
  if (id === null) return incorrectParameters
  const old = board.state.pdp.get(id) ?? pdpDefaults()
  if (args.length === 1) {
    // The password is never shown.
    board.output.info(`+QICSGP: ${old.type},"${old.apn}","${old.user}","",${old.auth}`)
    return OK
  }
  const type = integer(args, 1, 1, 3)
  const [apn, user, password] = [2, 3, 4].map((index) => (args.length > index ? quoted(args, index, 127) : ''))
  const auth = integer(args, 5, 0, 3, 0)
  if (type === null || apn == null || user == null || password == null || auth === null) return incorrectParameters
  board.state.pdp.set(id, { type, apn, user, password, auth, isActive: old.isActive })
  return OK
}

const activate: Handler = async ({ args }, board) => {
  const id = integer(args, 0, 1, 16)
  const context = id === null ? undefined : board.state.pdp.get(id)
  if (!context || context.isActive) return ERROR
  if (!hasBearer(board)) {
    await board.sleep(board.secondMs / 2)
    return ERROR
  }
  context.isActive = true
  return OK
}

const deactivate: Handler = ({ args }, board) => {
  const id = integer(args, 0, 1, 16)
  const context = id === null ? undefined : board.state.pdp.get(id)
  if (!context) return ERROR
  context.isActive = false
  for (const client of board.clients) if (board.state.mqtt[client.index]?.pdpcid === id) client.lose(1)
  return OK
}

const showAddress: Handler = ({ args }, board) => {
  const only = args.length > 0 ? integer(args, 0, 1, 16) : 0
  if (only === null) return incorrectParameters
  const shown = contexts(board).filter(([id]) => only === 0 || id === only)
  if (shown.length > 0) board.output.info(...shown.map(([id]) => `+CGPADDR: ${id},"${id === 1 && hasBearer(board) ? address : '0.0.0.0'}"`))
  return OK
}

/** The PC's own clock stands for the time server; only the way there is checked. */
const setTimeFromNetwork: Handler = ({ args }, board) => {
  if (integer(args, 0, 1, 16) === null || quoted(args, 1, 150) === null) return incorrectParameters
  const code = !hasBearer(board) ? 561 : board.has('dns-failure') ? 565 : 0
  board.after(board.secondMs / 10, () => {
    if (code === 0) board.state.clockOffsetMs = 0
    board.output.urc(code === 0 ? `+QNTP: 0,"20${formatClock(board.clock())}"` : `+QNTP: ${code}`)
  })
  return OK
}

const resolveName: Handler = ({ args }, board) => {
  const host = quoted(args, 1, 100)
  if (integer(args, 0, 1, 16) === null || !host) return incorrectParameters
  const alive = board.alive()
  const answer = (lines: readonly string[]) => {
    if (alive()) for (const line of lines) board.output.urc(line)
  }
  if (!hasBearer(board)) answer(['+QIURC: "dnsgip",561'])
  else if (board.has('dns-failure')) answer(['+QIURC: "dnsgip",565'])
  else {
    lookup(host, { all: true, family: 4 }).then(
      (found) => answer([`+QIURC: "dnsgip",0,${found.length},600`, ...found.map((entry) => `+QIURC: "dnsgip","${entry.address}"`)]),
      () => answer(['+QIURC: "dnsgip",565']),
    )
  }
  return OK
}

/** PDP contexts and what hangs on them. */
export const dataCommands: CommandTable = {
  '+CGDCONT': {
    read: list(({ state }, id) => `+CGDCONT: ${id},"${typeName(state.pdp.get(id)?.type ?? 1)}","${state.pdp.get(id)?.apn ?? ''}","0.0.0.0",0,0,0,0`),
    set: defineContext,
  },
  '+CGPADDR': { run: showAddress, set: showAddress },
  '+CGACT': { read: list((board, id) => `+CGACT: ${id},${isAttached(board) && hasBearer(board) ? 1 : 0}`), set: () => OK },
  '+QICSGP': { set: configureContext },
  '+QIACT': {
    read: list(({ state }, id) => (state.pdp.get(id)?.isActive ? `+QIACT: ${id},1,${state.pdp.get(id)?.type ?? 1},"${address}"` : null)),
    set: activate,
  },
  '+QIDEACT': { set: deactivate },
  '+QNTP': { set: setTimeFromNetwork },
  '+QIDNSGIP': { set: resolveName },
}
