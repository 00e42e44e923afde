import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import type { AnswerTimes } from '../kit/answer-time.ts'
import type { Family } from '../kit/family.ts'
import { FileStore } from '../kit/file-store.ts'
import { ERROR } from '../kit/final-result.ts'
import { createModem } from '../kit/modem.ts'
import { maxCommand, parseEscaped } from './arguments.ts'
import { err, failed, type Board, type CommandTable, type Handler } from './board.ts'
import { certificateCommands } from './commands/certificates.ts'
import { moduleCommands } from './commands/module.ts'
import { mqttConfigCommands } from './commands/mqtt-config.ts'
import { mqttSessionCommands } from './commands/mqtt-session.ts'
import { timeCommands } from './commands/time.ts'
import { wifiCommands } from './commands/wifi.ts'
import { espFaults } from './faults.ts'
import { MqttClient } from './mqtt-client.ts'
import { initialState, type EspState } from './state.ts'

/** Bytes of the manufacturing NVS partition that are free; no source says how many a module has. */
const storage = 65_536

const limited =
  (handler: Handler): Handler =>
  (request, board) =>
    request.text.length > maxCommand ? ERROR : handler(request, board)

const all: CommandTable = { ...moduleCommands, ...wifiCommands, ...timeCommands, ...certificateCommands, ...mqttConfigCommands, ...mqttSessionCommands }
const commands: CommandTable = Object.fromEntries(
  Object.entries(all).map(([name, forms]) => [name, Object.fromEntries(Object.entries(forms).map(([form, handler]) => [form, limited(handler)]))]),
)

/** ESP-AT user guide: MQTT commands within 10 s, but AT+MQTTCONN, whose time is its own <timeout>; AT+CWJAP's <jap_timeout> is 15 s. */
const answerTimes: AnswerTimes = {
  of: [
    ['AT+MQTTCONN=', 0],
    ['AT+MQTT', 10],
    ['AT+CWJAP', 15],
  ],
  others: 1,
}

/** An ESP32 with ESP-AT on the practice bench. Source: Espressif's ESP-AT manual, command set and examples. */
export const espAt: Family<EspState, Board> = {
  id: 'esp-at',
  name: 'Espressif ESP32 (ESP-AT)',
  maker: 'Espressif',
  faults: espFaults,
  initialState,
  lasting: ({ wifiMode, ssid }) => ({ wifiMode, ssid }),
  equip: (core) => Object.assign(core, { nvs: new FileStore(storage), client: new MqttClient(core) }),
  lineEnd: 'crlf',
  // No command can be joined behind another.
  takesRest: /^\+/,
  parseArguments: parseEscaped,
  commands,
  refusal: (_name, _why, board) => failed(board, err.unknownCommand),
  bootLines: ({ state }) => ['ready', ...(state.ssid === null ? [] : ['WIFI CONNECTED', 'WIFI GOT IP'])],
  bearerLost: ({ client }) => client.loseNetwork(),
  powerLost: ({ client }) => client.reset(),
  faultChanged: ({ client, has }, touches) => {
    if (touches('left-configured') && has('left-configured')) client.leaveBehind()
  },
  answerTimes,
  transmits: ({ text }) => text.startsWith('AT+CWJAP='),
  noises: ['\x00\xff\xfe', '\r\n+TIME_UPDATED\r\n', '\r\nWIFI CONNECTED\r\n', '\xf8\x80', '\r\nWIFI GOT IP\r\n'],
}

/** An ESP32 that has been on for a while: joined to an access point, echo on, the time not yet known. */
export const createEspAt = (options?: SimulatedModemOptions): SimulatedModem => createModem(espAt, options)
