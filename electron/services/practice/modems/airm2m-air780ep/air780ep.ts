import { contextCommands } from '../kit/commands/contexts.ts'
import { lineCommands } from '../kit/commands/line.ts'
import { networkCommands } from '../kit/commands/network.ts'
import type { Family } from '../kit/family.ts'
import { FileStore } from '../kit/file-store.ts'
import { notSupported } from '../kit/final-result.ts'
import { registration } from '../kit/radio.ts'
import { parseArguments } from './arguments.ts'
import { invalidInput, type Board } from './board.ts'
import { bearerCommands } from './commands/bearer.ts'
import { fileCommands } from './commands/files.ts'
import { httpCommands } from './commands/http.ts'
import { moduleCommands } from './commands/module.ts'
import { mqttCommands } from './commands/mqtt.ts'
import { tlsConfigCommands } from './commands/tls-config.ts'
import { air780Faults } from './faults.ts'
import { HttpTask } from './http-task.ts'
import { MqttClient } from './mqtt-client.ts'
import { initialState, type Air780State } from './state.ts'

/** Bytes for files (openLuat, file system guide: AT+FSMEM). */
const storage = 64_100

/** s after power-on until the card answers. */
const cardStart = 2

const two = (value: number) => String(value).padStart(2, '0')

/** UTC, and the zone as far as the network tells it. */
function networkTime(at: number): string {
  const date = new Date(at)
  const day = `${date.getUTCFullYear()}/${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}`
  return `+NITZ: ${day},${[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')}+0,0`
}

/** AirM2M (openLuat) Air780EP on the practice bench. Sources: openLuat's guides for MQTT, HTTP and files, recorded sessions, Air780EP AT manual V1.6. */
export const air780ep: Family<Air780State, Board> = {
  id: 'airm2m-air780ep',
  profile: 'luat-air780e',
  name: 'AirM2M Air780EP',
  maker: 'AirM2M',
  faults: air780Faults,
  prefixes: '+*^',
  parseArguments,
  initialState,
  equip: (core) => Object.assign(core, { files: new FileStore(storage), client: new MqttClient(core), http: new HttpTask(core) }),
  commands: {
    ...lineCommands,
    ...networkCommands,
    ...contextCommands,
    ...moduleCommands,
    ...bearerCommands,
    ...fileCommands,
    ...tlsConfigCommands,
    ...httpCommands,
    ...mqttCommands,
  },
  refusal: (_name, why) => (why === 'arguments' ? invalidInput : notSupported),
  bootLines: (board) => {
    board.state.isCardStarting = true
    board.after(cardStart * board.secondMs, () => {
      board.state.isCardStarting = false
      if (registration(board) !== 1) return
      for (const line of ['^MODE: 17,17', '+E_UTRAN Service', '+CGEV: ME PDN ACT 1', networkTime(board.clock())]) board.output.urc(line)
    })
    return ["^boot.rom'v'!\\n", 'RDY']
  },
  bearerLost: ({ state, client, http }) => {
    state.bearer.isOpen = false
    state.scene = 'initial'
    http.reset()
    client.loseBearer()
  },
  powerLost: ({ client, http }) => {
    client.reset()
    http.reset()
  },
  transmits: ({ text }) => /^AT\+(SSL)?MIPSTART=/.test(text),
  words: { 765: 'invalid input value', 767: 'operation failed' },
  noises: ['\x00\xff\xfe', '\r\n+CGEV: ME PDN ACT 1\r\n', '\r\n^MODE: 17,17\r\n', '\xf8\x80', '\r\n+NITZ: 2024/07/10,08:33:44+0,0\r\n'],
}
