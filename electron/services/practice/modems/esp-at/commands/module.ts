import { integer } from '../../kit/arguments.ts'
import { accept, show } from '../../kit/commands/line.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler } from '../board.ts'
import { initialState } from '../state.ts'

const echo: Handler = ({ args }, { state }) => {
  const value = integer(args, 0, 0, 1)
  if (value === null) return ERROR
  state.echo = value === 1
  return OK
}

const setCodes: Handler = ({ args }, { state }) => {
  const value = integer(args, 0, 0, 1)
  if (value === null) return ERROR
  state.saysCodes = value === 1
  return OK
}

const restart: Handler = (_request, board) => {
  board.reboot()
  return OK
}

const restore: Handler = (_request, board) => {
  Object.assign(board.state, initialState(), { ssid: null })
  board.reboot()
  return OK
}

/** What the module is ("Basic AT Commands"); the version lines are the manual's example, of an ESP32. */
export const moduleCommands: CommandTable = {
  '': { run: accept },
  E: { run: echo },
  '+GMR': {
    run: show(
      'AT version:2.2.0.0-dev(ca41ec4 - ESP32 - Sep 16 2020 11:28:17)',
      'SDK version:v4.0.1-193-ge7ac221b4',
      'compile time(98b95fc):Oct 29 2020 11:23:25',
      'Bin version:2.1.0(MINI-1)',
    ),
  },
  '+RST': { run: restart },
  '+RESTORE': { run: restore },
  '+SYSLOG': { set: setCodes, read: (_request, { state, output }) => (output.info(`+SYSLOG:${state.saysCodes ? 1 : 0}`), OK) },
  '+SYSSTORE': { set: accept, read: show('+SYSSTORE:1') },
}
