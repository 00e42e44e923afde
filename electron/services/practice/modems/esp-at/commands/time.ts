import { integer } from '../../kit/arguments.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler } from '../board.ts'
import { asctime, moduleTime, zoneMinutes } from '../clock.ts'

/** Used when AT+CIPSNTPCFG names none. */
const defaultServers = ['cn.ntp.org.cn', 'ntp.sjtu.edu.cn', 'us.pool.ntp.org']

const configure: Handler = ({ args }, board) => {
  const isOn = integer(args, 0, 0, 1)
  const zone = integer(args, 1, -1200, 1400, isOn === 0 ? 0 : undefined)
  const servers = args.slice(2).map((arg) => (arg.kind === 'text' ? arg.value : null))
  const named = servers.filter((server) => server !== null)
  if (isOn === null || zone === null || zoneMinutes(zone) === null || servers.length > 3 || named.length < servers.length) return ERROR
  board.state.sntp = { isOn: isOn === 1, zone, servers: named.length > 0 ? named : defaultServers }
  // The time comes by itself; the practice network's is the PC's, whatever server is named.
  board.after(0.3 * board.secondMs, () => {
    if (!board.state.sntp.isOn || board.state.ssid === null || board.has('no-time')) return
    board.state.hasTime = true
    board.output.urc('+TIME_UPDATED')
  })
  return OK
}

const readConfig: Handler = (_request, { state, output }) => {
  const { isOn, zone, servers } = state.sntp
  output.info(isOn ? `+CIPSNTPCFG:1,${zone},${servers.map((server) => `"${server}"`).join(',')}` : '+CIPSNTPCFG:0')
  return OK
}

const readTime: Handler = (_request, board) => {
  board.output.info(`+CIPSNTPTIME:${asctime(moduleTime(board), zoneMinutes(board.state.sntp.zone) ?? 0)}`)
  return OK
}

/** "TCP/IP AT Commands": SNTP. */
export const timeCommands: CommandTable = {
  '+CIPSNTPCFG': { set: configure, read: readConfig },
  '+CIPSNTPTIME': { read: readTime },
}
