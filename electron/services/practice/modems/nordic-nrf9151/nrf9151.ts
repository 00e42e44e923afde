import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import type { Family } from '../kit/family.ts'
import { FileStore } from '../kit/file-store.ts'
import { ERROR } from '../kit/final-result.ts'
import { createModem } from '../kit/modem.ts'
import type { Board } from './board.ts'
import { credentialCommands } from './commands/credentials.ts'
import { moduleCommands } from './commands/module.ts'
import { mqttCommands } from './commands/mqtt.ts'
import { networkCommands } from './commands/network.ts'
import { nrfFaults } from './faults.ts'
import { MqttClient } from './mqtt-client.ts'
import { initialState, type NrfState } from './state.ts'

/** Bytes for credentials; no source says how many a module has. */
const storage = 65_536

/**
 * A Nordic nRF9151 with the Serial Modem firmware on the practice bench. Sources: nrfconnect/ncs-serial-modem (documentation and program), nRF91x1 Cellular AT
 * Commands, Zephyr's MQTT library.
 */
export const nrf9151: Family<NrfState, Board> = {
  id: 'nordic-nrf9151',
  profile: 'nrf-serial-modem',
  name: 'Nordic nRF9151 (Serial Modem)',
  maker: 'Nordic',
  faults: nrfFaults,
  initialState,
  equip: (core) => Object.assign(core, { credentials: new FileStore(storage), client: new MqttClient(core) }),
  prefixes: '+#%',
  // No command can be joined behind another.
  takesRest: /^[+#%]/,
  quotesHoldLines: true,
  commands: { ...moduleCommands, ...networkCommands, ...credentialCommands, ...mqttCommands },
  refusal: () => ERROR,
  bootLines: () => ['Ready'],
  bearerLost: ({ client }) => client.loseBearer(),
  powerLost: ({ client }) => client.reset(),
  /** 1000: the security tag of Nordic's examples. */
  faultChanged: ({ client, credentials, has }, touches) => {
    if (touches('left-open') && has('left-open')) client.leaveBehind()
    if (touches('file-exists') && has('file-exists')) credentials.write('1000/0', new Uint8Array([0x2d]))
  },
  transmits: ({ text }) => text.startsWith('AT#XMQTTCON=1'),
  noises: ['\x00\xff\xfe', '\r\n%CESQ: 56,2,25,3\r\n', '\r\n+CEREG: 1,"D509","080D413D",7\r\n', '\xf8\x80', '\r\n%XSIM: 1\r\n'],
}

/** An nRF9151 just switched on: radio and echo off. */
export const createNrf9151 = (options?: SimulatedModemOptions): SimulatedModem => createModem(nrf9151, options)
