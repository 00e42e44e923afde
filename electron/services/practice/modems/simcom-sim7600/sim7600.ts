import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import { contextCommands } from '../kit/commands/contexts.ts'
import { lineCommands } from '../kit/commands/line.ts'
import { networkCommands } from '../kit/commands/network.ts'
import type { AnswerTimes } from '../kit/answer-time.ts'
import type { Family } from '../kit/family.ts'
import { FileStore } from '../kit/file-store.ts'
import { ERROR } from '../kit/final-result.ts'
import { createModem } from '../kit/modem.ts'
import { simState } from '../kit/radio.ts'
import type { Board } from './board.ts'
import { moduleCommands } from './commands/module.ts'
import { mqttExchangeCommands } from './commands/mqtt-exchange.ts'
import { mqttSessionCommands } from './commands/mqtt-session.ts'
import { tlsCommands } from './commands/tls.ts'
import { simcomFaults } from './faults.ts'
import { MqttClient } from './mqtt-client.ts'
import { initialState, type SimcomState } from './state.ts'

/** Bytes for certificates; no source says how many a real module has. */
const storage = 102_400

/** A76XX Series AT Command Manual, "Max Response Time": 9 s for most, 120 s for the contexts of TLS, 12 s for the service. */
const answerTimes: AnswerTimes = {
  of: [
    ['AT+CSSLCFG', 120],
    ['AT+CMQTTSTART', 12],
    ['AT+CMQTTSTOP', 12],
  ],
  others: 9,
}

/** SIMCom SIM7600EI on the practice bench. Sources: SIMCom's AT manuals (MQTT(S), SSL) and recorded sessions with AWS. */
export const sim7600: Family<SimcomState, Board> = {
  id: 'simcom-sim7600',
  name: 'SIMCom SIM7600',
  maker: 'SIMCom',
  faults: simcomFaults,
  initialState,
  equip: (core) => Object.assign(core, { files: new FileStore(storage), clients: [0, 1].map((index) => new MqttClient(index, core)) }),
  commands: { ...lineCommands, ...networkCommands, ...contextCommands, ...moduleCommands, ...tlsCommands, ...mqttSessionCommands, ...mqttExchangeCommands },
  refusal: () => ERROR,
  bootLines: (board) => {
    const sim = { ready: '+CPIN: READY', pin: '+CPIN: SIM PIN', puk: '+CPIN: SIM PUK', absent: '+CPIN: NOT INSERTED' }[simState(board)]
    return ['RDY', sim, 'SMS DONE', 'PB DONE']
  },
  /** In the order in which a connected module said it. */
  bearerLost: ({ state, clients, output }) => {
    output.urc('+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY')
    for (const client of clients) client.loseBearer()
    if (state.isStarted) output.urc('+CMQTTNONET')
  },
  powerLost: ({ clients }) => {
    for (const client of clients) client.reset()
  },
  faultChanged: ({ state, clients, has }, touches) => {
    if (!touches('left-open') || !has('left-open')) return
    state.isStarted = true
    if (!clients[0]?.acquired) clients[0]?.acquire('left', false, 4)
  },
  answerTimes,
  transmits: ({ text }) => text.startsWith('AT+CMQTTCONNECT='),
  noises: ['\x00\xff\xfe', '\r\n+CGEV: ME PDN ACT 1\r\n', '\r\n+CREG: 1,"D509","80D413D",7\r\n', '\xf8\x80', '\r\nSMS DONE\r\n'],
}

/** A SIM7600EI that has been on for a while: registered, echo on. */
export const createSim7600 = (options?: SimulatedModemOptions): SimulatedModem => createModem(sim7600, options)
