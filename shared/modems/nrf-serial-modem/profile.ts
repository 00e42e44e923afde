import { text } from '../../text/local-text.ts'
import type { ModemProfile } from '../profile.ts'
import { restartLines } from './constants.ts'
import { describeNordicAnswer } from './describe-answer.ts'
import { describeNordicCommand, nordicCommands } from './describe-command.ts'
import { describeNrfLine } from './describe-line.ts'
import { explainNrf, explainUrc } from './explain.ts'
import { nrfFields } from './fields.ts'
import { nordicLines } from './lines.ts'
import { lintNrf } from './lint.ts'
import { messageUrc, parseMessage } from './message.ts'
import { nordicSignatures } from './signatures.ts'
import { credentialSteps } from './steps-credentials.ts'
import { closing, connectSteps, exchangeSteps } from './steps-mqtt.ts'
import { moduleSteps, networkSteps } from './steps-network.ts'

/** nRF9151, nRF9161, nRF9131 and nRF9160 with Nordic's Serial Modem application (ncs-serial-modem; before it the SDK's Serial LTE Modem). */
export const nrfSerialModem: ModemProfile = {
  id: 'nrf-serial-modem',
  name: 'Nordic nRF91 Serial Modem',
  maker: 'Nordic',
  summary: text(
    'LTE-M and NB-IoT, nRF9151 to nRF9160. MQTT over TCP and TLS in the Serial Modem firmware; certificates in security tags.',
    'LTE-M 和 NB-IoT，nRF9151、nRF9160 等。MQTT（TCP、TLS）由 Serial Modem 固件实现；证书存在安全标签里。',
  ),
  // AT+CGMM: nRF9151-LACA; AT+CGMR: mfw_nrf91x1_2.0.2. ATI is unknown to it.
  identity: /^nRF91\d\d-|^mfw_nrf91/m,
  fields: nrfFields,
  lint: lintNrf,
  steps: (job) => [...moduleSteps, ...credentialSteps(job.credential), ...networkSteps, ...connectSteps(job), ...exchangeSteps(job)],
  exchange: exchangeSteps,
  explain: explainNrf,
  explainUrc,
  describe: describeNrfLine,
  describeCommand: describeNordicCommand,
  commands: nordicCommands,
  signatures: nordicSignatures,
  lines: nordicLines,
  manual: 'Serial Modem documentation; nRF91x1 Cellular AT Commands',
  // It has neither ATI nor +CSQ, and +CMEE goes up to 1 (nRF91x1 AT Commands reference).
  starters: { lines: ['AT+CESQ', 'AT#XSMVER', 'AT%XSYSTEMMODE?', 'AT%XICCID', 'AT#XMQTTCON?'], without: ['ATI', 'AT+CMEE=2', 'AT+CSQ', 'AT+CGATT?'] },
  describeAnswer: describeNordicAnswer,
  parseMessage,
  urcPrefixes: ['#XMQTTEVT:', '#XMQTTMSG:', '#XDATAMODE:', '#XMODEM:', '%CESQ:', '%XSIM:', '%MDMEV:', ...restartLines],
  lengthUrcs: [messageUrc],
  restartLines,
  closing,
}
