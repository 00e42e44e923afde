import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import type { AnswerTimes } from '../kit/answer-time.ts'
import type { Family } from '../kit/family.ts'
import { ERROR, incorrectParameters, notSupported } from '../kit/final-result.ts'
import { createModem } from '../kit/modem.ts'
import { simState } from '../kit/radio.ts'
import type { Board } from './board.ts'
import { commandsOf } from './command-table.ts'
import { faultsOf } from './faults.ts'
import { Ec20Files } from './file-store.ts'
import { modules, type Module } from './models.ts'
import { MqttClient } from './mqtt-client.ts'
import { initialState, type Ec20State } from './state.ts'

/** The MQTT and TLS commands answer bad parameters with a plain ERROR, the rest with a +CME ERROR. */
const answersPlainly = (name: string) => name.startsWith('+QMT') || name.startsWith('+QSSL')

/**
 * EC2x&EG9x AT commands manual: 300 ms for what only sets or reads a value, and the figures below. The notes on MQTT, SSL and files give 300 ms
 * for the answer; what comes later as a URC has a time of its own.
 */
const answerTimes: AnswerTimes = {
  of: [
    ['AT+CPIN', 5],
    ['AT+CGATT', 140],
    ['AT+CGACT', 150],
    ['AT+QIACT', 150],
    ['AT+QIDEACT', 40],
    ['AT+CFUN', 15],
    ['AT+COPS', 180],
  ],
  others: 0.3,
}

/** A Quectel module on the practice bench. */
const quectel = (module: Module): Family<Ec20State, Board> => ({
  id: module.id,
  name: module.name,
  maker: 'Quectel',
  faults: faultsOf(module),
  initialState: () => initialState(module.startsWith),
  lasting: ({ urcPort }) => ({ urcPort }),
  equip: (core) =>
    Object.assign(core, {
      module,
      files: new Ec20Files(),
      clients: [0, 1, 2, 3, 4, 5].map(
        (index) =>
          new MqttClient({
            index,
            // Six configurations for six clients, always.
            config: () => core.state.mqtt[index] as Ec20State['mqtt'][number],
            urc: (line) => core.output.urc(line),
            has: core.has,
            after: core.after,
            secondMs: core.secondMs,
          }),
      ),
    }),
  commands: commandsOf(module),
  refusal: (name, why) => (answersPlainly(name) ? ERROR : why === 'arguments' ? incorrectParameters : notSupported),
  bootLines: (board) => {
    const sim = { ready: '+CPIN: READY', pin: '+CPIN: SIM PIN', puk: '+CPIN: SIM PUK', absent: '+CPIN: NOT INSERTED' }[simState(board)]
    return [module.bootLine, '+CFUN: 1', sim, '+QIND: SMS DONE', '+QIND: PB DONE']
  },
  /** Connections are gone, and the module says both. */
  bearerLost: (board) => {
    const active = [...board.state.pdp].filter(([, context]) => context.isActive)
    for (const [id, context] of active) {
      context.isActive = false
      board.output.urc(`+QIURC: "pdpdeact",${id}`)
    }
    for (const client of board.clients) client.loseBearer()
  },
  /** +CPIN always, +QSIMSTAT where it was asked for: www.quectel.com/faqs, “How to enable hot-swap function of (U)SIM card?”. */
  simChanged: ({ state, output }, isThere) => {
    output.urc(isThere ? '+CPIN: READY' : '+CPIN: NOT READY')
    if (state.reportsCard) output.urc(`+QSIMSTAT: 1,${isThere ? 1 : 0}`)
  },
  powerLost: (board) => {
    for (const client of board.clients) client.reset()
    board.files.losePower()
  },
  faultChanged: ({ state, has }, touches) => {
    if (touches('urc-port-elsewhere')) state.urcPort = has('urc-port-elsewhere') ? 'usbat' : 'uart1'
  },
  answerTimes,
  transmits: ({ text }) => text.startsWith('AT+QMTOPEN='),
  // Quectel's own for files.
  words: {
    400: 'invalid input value',
    403: 'drive full',
    405: 'file not found',
    406: 'invalid file name',
    407: 'file already exists',
    420: 'no space left',
    421: 'time-out',
    423: 'file too large',
  },
  noises: ['\x00\xff\xfe', '\r\n+QIND: "csq",26,99\r\n', '\r\n+CREG: 1,"D509","80D413D",7\r\n', '\xf8\x80', '\r\n+QIND: SMS DONE\r\n'],
  sendsUrcsElsewhere: ({ urcPort }) => urcPort !== 'uart1',
})

export const quectelFamilies: readonly Family<Ec20State, Board>[] = modules.map(quectel)

/** Quectel EC20. */
export const ec20: Family<Ec20State, Board> = quectel(modules[0])

/** An EC20 that has been on for a while: registered, echo on. */
export const createEc20 = (options?: SimulatedModemOptions): SimulatedModem => createModem(ec20, options)
