import { integer, quoted } from '../arguments.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { incorrectParameters, OK } from '../final-result.ts'
import { address, hasBearer, isAttached } from '../radio.ts'
import { pdpDefaults } from '../state.ts'

const pdpTypes = ['IP', 'IPV6', 'IPV4V6'] as const
const typeName = (type: number) => pdpTypes[type - 1] ?? 'IP'

export const contexts = (board: Board) => [...board.state.pdp].toSorted(([a], [b]) => a - b)

/** A line for every context, or none for the one whose line is null. */
export const listContexts =
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

const showAddress: Handler = ({ args }, board) => {
  const only = args.length > 0 ? integer(args, 0, 1, 16) : 0
  if (only === null) return incorrectParameters
  const shown = contexts(board).filter(([id]) => only === 0 || id === only)
  if (shown.length > 0) board.output.info(...shown.map(([id]) => `+CGPADDR: ${id},"${id === 1 && hasBearer(board) ? address : '0.0.0.0'}"`))
  return OK
}

/** 27.007's PDP contexts. */
export const contextCommands: CommandTable = {
  '+CGDCONT': {
    read: listContexts(({ state }, id) => `+CGDCONT: ${id},"${typeName(state.pdp.get(id)?.type ?? 1)}","${state.pdp.get(id)?.apn ?? ''}","0.0.0.0",0,0,0,0`),
    set: defineContext,
  },
  '+CGPADDR': { run: showAddress, set: showAddress },
  '+CGACT': { read: listContexts((board, id) => `+CGACT: ${id},${isAttached(board) && hasBearer(board) ? 1 : 0}`), set: () => OK },
}
