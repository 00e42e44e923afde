import type { Board } from './board.ts'

export const address = '10.0.0.2'
const cell = { area: 'D509', id: '80D413D', act: 7 }

export type SimState = 'ready' | 'absent' | 'pin' | 'puk'

export function simState({ state, has }: Pick<Board, 'state' | 'has'>): SimState {
  if (has('no-sim') || has('sim-falls-out')) return 'absent'
  if (!state.sim.isLocked) return 'ready'
  return state.sim.attemptsLeft > 0 ? 'pin' : 'puk'
}

/** 27.007 <stat>: 0 not searching, 1 home, 2 searching, 3 denied. */
export function registration(board: Pick<Board, 'state' | 'has'>): 0 | 1 | 2 | 3 {
  if (board.state.functionality !== 1 || simState(board) !== 'ready') return 0
  if (board.has('no-registration') || board.has('no-antenna')) return 2
  return board.has('registration-denied') ? 3 : 1
}

export const isAttached = (board: Pick<Board, 'state' | 'has'>): boolean => registration(board) === 1 && board.state.wantsAttach

/** The one APN that the practice network knows while the fault `wrong-apn` is on. */
const rightApn = 'CMIOT'

/** A data bearer can be had: attached, and the network gives an address for this APN (left out: context 1's). */
export const hasBearer = (board: Pick<Board, 'state' | 'has'>, apn = board.state.pdp.get(1)?.apn): boolean =>
  isAttached(board) && !board.has('no-pdp') && (!board.has('wrong-apn') || apn?.toUpperCase() === rightApn)

/** AT+CSQ's rssi; 99 when there is nothing to measure. */
export function signal(board: Pick<Board, 'state' | 'has'>): number {
  if (board.state.functionality !== 1 || board.has('no-antenna')) return 99
  return board.has('weak-signal') ? 4 : 26
}

type Report = keyof Board['state']['reports']

/** The read form has <n> first; the URC has not. */
export function registrationLine(board: Pick<Board, 'state' | 'has'>, report: Report, form: 'read' | 'urc'): string {
  const level = board.state.reports[report]
  const stat = registration(board)
  const where = level === 2 && stat === 1 ? `,"${cell.area}","${cell.id}",${cell.act}` : ''
  return form === 'read' ? `+${report}: ${level},${stat}${where}` : `+${report}: ${stat}${where}`
}

/** Says what changed, to whoever asked to be told. Call after anything that may have moved the registration. */
export function reportRegistration(board: Board, before: number): void {
  if (registration(board) === before) return
  for (const report of ['CREG', 'CGREG', 'CEREG'] as const) {
    if (board.state.reports[report] > 0) board.output.urc(registrationLine(board, report, 'urc'))
  }
}
