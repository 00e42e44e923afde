import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import type { AnswerTimes } from '../kit/answer-time.ts'
import type { Family } from '../kit/family.ts'
import { createModem } from '../kit/modem.ts'
import { simState } from '../kit/radio.ts'
import type { Board } from './board.ts'
import { commands } from './command-table.ts'
import { lierdaArguments } from './commands/mqtt-publish.ts'
import { lierdaFaults } from './faults.ts'
import { MqttClient } from './mqtt-client.ts'
import { initialState, mqttDefaults, type LierdaState } from './state.ts'

/** Lierda's manual: 5 s for these, and none for what 3GPP's commands or the OK of the others may take. */
const answerTimes: AnswerTimes = {
  of: [
    ['AT+LMQTTCFG', 5],
    ['AT+LMQTTREAD', 5],
    ['AT+LMQTTDISC', 5],
    ['AT+LMQTTCLOSE', 5],
  ],
  others: 1,
}

/** Lierda NT35E (NT26E and NT26K speak the same) on the practice bench. */
export const nt35e: Family<LierdaState, Board> = {
  id: 'lierda-nt35e',
  name: 'Lierda NT35E',
  maker: 'Lierda',
  faults: lierdaFaults,
  initialState,
  lasting: ({ slot }) => ({ slot }),
  equip: (core) =>
    Object.assign(core, {
      client: new MqttClient({
        config: () => core.state.mqtt,
        onEnded: () => void (core.state.mqtt = mqttDefaults()),
        urc: (line) => core.output.urc(line),
        has: core.has,
        after: core.after,
        secondMs: core.secondMs,
      }),
    }),
  commands,
  answerTimes,
  parseArguments: lierdaArguments,
  takesRest: /^\+LMQTTPUB=/i,
  bootLines: (board) => {
    const sim = { ready: '+CPIN: READY', pin: '+CPIN: SIM PIN', puk: '+CPIN: SIM PUK', absent: '+CPIN: NOT INSERTED' }[simState(board)]
    // The boot ROM's line ends in a backslash and an n, as it was recorded.
    return ["^boot.rom'v'!\\n", 'Lierda', sim]
  },
  bearerLost: ({ client }) => client.loseBearer(),
  powerLost: ({ client }) => client.reset(),
  faultChanged: ({ client, has }, touches) => {
    if (touches('left-open')) client.leaveOpen(has('left-open'))
  },
  transmits: ({ text }) => text.startsWith('AT+LMQTTOPEN='),
  noises: ['\x00\xff\xfe', '\r\n+CGEV: ME PDN ACT 1\r\n', '\r\n+CEREG: 1,"D509","80D413D",7\r\n', '\xf8\x80', '\r\n+CGEV: NW MODIFY 1,0\r\n'],
}

/** An NT35E that has been on for a while: registered, echo on. */
export const createNt35e = (options?: SimulatedModemOptions): SimulatedModem => createModem(nt35e, options)
