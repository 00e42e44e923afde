import { lookup } from 'node:dns/promises'
import { integer, quoted } from '../../kit/arguments.ts'
import { formatClock } from '../../kit/clock.ts'
import { listContexts } from '../../kit/commands/contexts.ts'
import { ERROR, incorrectParameters, OK } from '../../kit/final-result.ts'
import { address, hasBearer } from '../../kit/radio.ts'
import { pdpDefaults } from '../../kit/state.ts'
import type { CommandTable, Handler } from '../board.ts'

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
  for (const client of board.clients) if (board.state.mqtt[client.index]?.pdpcid === id) client.loseBearer()
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

/** Quectel's PDP contexts and what hangs on them. */
export const dataCommands: CommandTable = {
  '+QICSGP': { set: configureContext },
  '+QIACT': {
    read: listContexts(({ state }, id) => (state.pdp.get(id)?.isActive ? `+QIACT: ${id},1,${state.pdp.get(id)?.type ?? 1},"${address}"` : null)),
    set: activate,
  },
  '+QIDEACT': { set: deactivate },
  '+QNTP': { set: setTimeFromNetwork },
  '+QIDNSGIP': { set: resolveName },
}
