import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { clock3gpp } from '../common-3gpp/clock.ts'
import { carefulField } from '../common/careful-field.ts'
import { clockField } from '../common/clock-field.ts'
import type { ModemProfile } from '../profile.ts'
import { attachTime, cardTime, manual, quick, restartLines, simTime } from './constants.ts'
import { describeLuatAnswer } from './describe-answer.ts'
import { describeLuatCommand, luatCommands } from './describe-command.ts'
import { describeLuatLine } from './describe-line.ts'
import { explainLuat, explainUrc } from './explain.ts'
import { luatFields } from './fields.ts'
import { luatLines } from './lines.ts'
import { lintLuat } from './lint.ts'
import { lengthUrcs, parseLuatMessage } from './message.ts'
import { luatSignatures } from './signatures.ts'
import { connectSteps, exchangeSteps, messageSteps } from './steps-mqtt.ts'
import { tlsSteps } from './steps-tls.ts'
import { luatVariants } from './variants.ts'

/** LTE only. Right after power-on whatever needs the card answers +CME ERROR: 4, not 14. */
const attach: readonly Step[] = attachSteps({ registration: 'CEREG', manual, quick, simTime, attachTime }).map((step) =>
  step.id === 'sim'
    ? { ...step, expect: { ...step.expect, poll: { everyMs: 2_000, forMs: cardTime, while: '^\\+CME ERROR: (4|14|SIM busy)$|^\\+CPIN: NOT READY$' } } }
    : step,
)

const cloudSteps = (job: Job): readonly Step[] => [...tlsSteps(job), ...connectSteps(job), ...exchangeSteps(job)]

/** AirM2M (openLuat) Air780E, Air780EP, Air724UG and their like with AT firmware. One connection, MQTT 3.1.1. */
export const luatAir780e: ModemProfile = {
  id: 'luat-air780e',
  name: 'Air780E',
  maker: 'AirM2M',
  summary: text(
    'LTE Cat 1 (also Air780EP, Air724UG, Air700E). MQTT 3.1.1 over TCP and TLS, one connection; HTTP for logins fetched from the cloud.',
    'LTE Cat 1（Air780EP、Air724UG、Air700E 同样适用）。MQTT 3.1.1 over TCP/TLS，只有一路连接；可用 HTTP 向云平台取登录信息。',
  ),
  identity: /AirM2M|\bAir(?:7\d\d|201)/i,
  lint: lintLuat,
  steps: (job) => [...attach, ...cloudSteps(job)],
  exchange: messageSteps,
  // The maker's guides, whose sessions these plans are, ask neither the time nor what was set before.
  fields: [...luatFields, clockField('ignore', true), carefulField('no')],
  clock: clock3gpp(manual, quick, text('The network sets it at registration (+NITZ); AT+CNTP="ntp.aliyun.com",32 and then AT+CNTP takes it from a server.', '注册网络时自动校时（+NITZ）；也可用 AT+CNTP="ntp.aliyun.com",32 再 AT+CNTP 从服务器校时。')),
  variants: luatVariants({ attach, cloudSteps }),
  explain: explainLuat,
  explainUrc,
  describe: describeLuatLine,
  describeCommand: describeLuatCommand,
  commands: luatCommands,
  signatures: luatSignatures,
  lines: luatLines,
  manual,
  starters: { lines: ['AT+CCID', 'AT+CIPSTATUS', 'AT+SAPBR=2,1', 'AT+MQTTSTATU', 'AT+FSLS'] },
  describeAnswer: describeLuatAnswer,
  parseMessage: parseLuatMessage,
  urcPrefixes: [
    '+MSUB:',
    'CONNECT OK',
    'CONNECT FAIL',
    'ALREADY CONNECT',
    'CONNACK',
    'SUBACK',
    'UNSUBACK',
    'PUBACK',
    'PUBREC',
    'PUBCOMP',
    'CLOSED',
    'STATE: ',
    '+CGEV:',
    '+PDP:',
    '+NITZ:',
    '^MODE:',
    '+E_UTRAN',
    '+HTTPACTION:',
    '+CDNSGIP:',
    ...restartLines,
  ],
  lengthUrcs,
  restartLines,
  closing: [
    { line: 'AT+MDISCONNECT', timeoutMs: quick },
    { line: 'AT+MIPCLOSE', timeoutMs: quick },
  ],
}
