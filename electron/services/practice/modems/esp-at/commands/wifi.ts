import { integer, quoted } from '../../kit/arguments.ts'
import { ERROR, OK, type Final } from '../../kit/final-result.ts'
import type { Board, CommandTable, Handler } from '../board.ts'

/** Of the practice access point; made up. */
const bssid = 'ca:d7:19:d8:a6:44'
export const stationAddress = '192.168.1.23'

/** +CWJAP's codes: 2 wrong password, 3 access point not found. */
const wrongPassword = 2
const notFound = 3

export function leave({ state, output, client }: Board): void {
  if (state.ssid === null) return
  state.ssid = null
  client.loseNetwork()
  output.info('WIFI DISCONNECT')
}

const setMode: Handler = ({ args }, board) => {
  const mode = integer(args, 0, 0, 3)
  if (mode === null || integer(args, 1, 0, 1, 1) === null || args.length > 2) return ERROR
  board.state.wifiMode = mode
  if (mode === 0 || mode === 2) leave(board)
  return OK
}

async function joinTo(board: Board, ssid: string): Promise<Final> {
  const { state, output, has, secondMs } = board
  if (state.wifiMode !== 1 && state.wifiMode !== 3) return ERROR
  leave(board)
  await board.sleep(0.2 * secondMs)
  const code = has('no-ap') ? notFound : has('wrong-wifi-password') ? wrongPassword : 0
  if (code > 0) {
    output.info(`+CWJAP:${code}`)
    return ERROR
  }
  output.info('WIFI CONNECTED')
  await board.sleep(0.2 * secondMs)
  output.info('WIFI GOT IP')
  board.state.ssid = ssid
  return OK
}

/** Any network is known here, with any password of a length that WPA allows, or none. */
const join: Handler = ({ args }, board) => {
  const ssid = quoted(args, 0, 32)
  const password = args.length > 1 && args[1]?.kind !== 'none' ? quoted(args, 1, 63) : ''
  return !ssid || password === null || (password !== '' && password.length < 8) ? ERROR : joinTo(board, ssid)
}

const joined: Handler = (_request, { state, output }) => {
  output.info(state.ssid === null ? 'No AP' : `+CWJAP:"${state.ssid}","${bssid}",6,-47,0,1,3,0,1`)
  return OK
}

/** "Wi-Fi AT Commands". */
export const wifiCommands: CommandTable = {
  '+CWMODE': { set: setMode, read: (_request, { state, output }) => (output.info(`+CWMODE:${state.wifiMode}`), OK) },
  '+CWJAP': { set: join, read: joined },
  '+CWQAP': { run: (_request, board) => (leave(board), OK) },
  '+CWSTATE': { read: (_request, { state, output }) => (output.info(`+CWSTATE:${state.ssid === null ? 0 : 2},"${state.ssid ?? ''}"`), OK) },
  '+CIPSTA': {
    read: (_request, { state, output }) => {
      const [ip, gateway, mask] = state.ssid === null ? ['0.0.0.0', '0.0.0.0', '0.0.0.0'] : [stationAddress, '192.168.1.1', '255.255.255.0']
      output.info(`+CIPSTA:ip:"${ip}"`, `+CIPSTA:gateway:"${gateway}"`, `+CIPSTA:netmask:"${mask}"`)
      return OK
    },
  },
  '+CIFSR': {
    run: (_request, { state, output }) => {
      output.info(`+CIFSR:STAIP,"${state.ssid === null ? '0.0.0.0' : stationAddress}"`, `+CIFSR:STAMAC,"${bssid}"`)
      return OK
    },
  },
}
