import { text } from '../../text/local-text.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { clock3gpp } from '../common-3gpp/clock.ts'
import { clockField } from '../common/clock-field.ts'
import type { ModemProfile } from '../profile.ts'
import { aliauth } from './aliauth.ts'
import { attachTime, client, configTime, manual, quick, restartLines, simTime } from './constants.ts'
import { describeLierdaAnswer } from './describe-answer.ts'
import { describeLierdaCommand, lierdaCommands } from './describe-command.ts'
import { describeLierdaLine } from './describe-line.ts'
import { explainLierda, explainUrc } from './explain.ts'
import { lierdaLines } from './lines.ts'
import { lintLierda } from './lint.ts'
import { lengthUrcs, parseLierdaMessage } from './message.ts'
import { lierdaSignatures } from './signatures.ts'
import { configurationSteps, exchangeSteps, loginStep, openStep, settingsOf } from './steps-mqtt.ts'

/** LTE only: CREG may stay at 0 for ever. */
const attach = attachSteps({ registration: 'CEREG', manual, quick, simTime, attachTime })

/** Lierda NT35E, NT26E and NT26K (EigenComm chips): AT+LMQTT* over the module's own TCP/IP. */
export const lierdaNt35e: ModemProfile = {
  id: 'lierda-nt35e',
  name: 'Lierda NT35E',
  maker: 'Lierda',
  summary: text(
    'LTE Cat 1 (also NT26E, NT26K). MQTT 3.1.1 over TCP, signs for Alibaba Cloud by itself; TLS is not documented.',
    'LTE Cat 1（NT26E、NT26K 同样适用）。MQTT 3.1.1 over TCP，可自行为阿里云签名；TLS 用法缺少资料。',
  ),
  identity: /\b(?:Lierda|NT35E|NT26[EK])/i,
  lint: lintLierda,
  steps: (job) => {
    const settings = settingsOf(job)
    return [...attach, ...configurationSteps(settings), openStep(job, settings), loginStep(job), ...exchangeSteps(job)]
  },
  exchange: exchangeSteps,
  // The articles' sessions on this module do not ask the time.
  fields: [clockField('ignore', false)],
  clock: clock3gpp(manual, quick, text('The network sets it at registration where AT+CTZU=1.', 'AT+CTZU=1 时注册网络会自动校时。')),
  variants: (cloud) => (cloud.id === 'alibaba-iot' ? [aliauth(attach)] : []),
  explain: explainLierda,
  explainUrc,
  describe: describeLierdaLine,
  describeCommand: describeLierdaCommand,
  commands: lierdaCommands,
  signatures: lierdaSignatures,
  lines: lierdaLines,
  manual,
  starters: { lines: ['AT+LGMR', 'AT+LCCID', 'AT+LUIMSLOT?', 'AT+LMQTTCONN?'] },
  describeAnswer: describeLierdaAnswer,
  parseMessage: parseLierdaMessage,
  urcPrefixes: [
    '+LMQTTURC:',
    '+LMQTTOPEN:',
    '+LMQTTCONN:',
    '+LMQTTSUBUNSUB:',
    '+LMQTTUNSUNSUB:',
    '+LMQTTPUB:',
    '+LMQTTDISC:',
    '+LMQTTCLOSE:',
    ...restartLines,
  ],
  lengthUrcs,
  restartLines,
  closing: [
    { line: `AT+LMQTTDISC=${client}`, timeoutMs: configTime, urcPrefix: `+LMQTTDISC: ${client},` },
    { line: `AT+LMQTTCLOSE=${client}`, timeoutMs: configTime, urcPrefix: `+LMQTTCLOSE: ${client},` },
  ],
}
