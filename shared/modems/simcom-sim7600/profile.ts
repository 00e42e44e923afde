import { text } from '../../text/local-text.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { clock3gpp } from '../common-3gpp/clock.ts'
import { carefulField } from '../common/careful-field.ts'
import { clockField } from '../common/clock-field.ts'
import type { ModemProfile } from '../profile.ts'
import { atManual, attachTime, quick, restartLines } from './constants.ts'
import { describeSimcomAnswer } from './describe-answer.ts'
import { describeSimcomCommand, simcomCommands } from './describe-command.ts'
import { describeSimcomLine } from './describe-line.ts'
import { explainSimcom, explainUrc } from './explain.ts'
import { simcomLines } from './lines.ts'
import { lintSimcom } from './lint.ts'
import { messageUrc, parseMessage } from './parse-message.ts'
import { simcomSignatures } from './signatures.ts'
import { closing, connectSteps } from './steps-connect.ts'
import { exchangeSteps } from './steps-exchange.ts'
import { tlsSteps } from './steps-tls.ts'

const attach = attachSteps({ registration: 'CREG', manual: atManual, quick, simTime: quick, attachTime })

/** SIMCom SIM7500, SIM7600 and A76xx, AT+CMQTT* over their internal TCP/IP and TLS. */
export const simcomSim7600: ModemProfile = {
  id: 'simcom-sim7600',
  name: 'SIMCom SIM7600 / A76xx',
  maker: 'SIMCom',
  summary: text(
    'LTE Cat 4 and Cat 1. MQTT 3.1/3.1.1 with TLS inside the modem; topics and messages go after a prompt, certificates stay in flash.',
    'LTE Cat 4 / Cat 1。模组内置 MQTT 3.1/3.1.1 和 TLS；主题和消息在提示符后按长度发送，证书存 Flash。',
  ),
  identity: /(?<![A-Za-z0-9])(?:SIM7[56]|A76)\d\d/,
  lint: lintSimcom,
  steps: (job) => [...attach, ...tlsSteps(job), ...connectSteps(job), ...exchangeSteps(job)],
  exchange: exchangeSteps,
  fields: [clockField('compare', true), carefulField('yes')],
  clock: clock3gpp(atManual, quick, text('AT+CTZU=1 takes the time from the network at the next registration; AT+CNTP="ntp.aliyun.com",32 and then AT+CNTP from a server now.', 'AT+CTZU=1 在下次注册时取网络时间；AT+CNTP="ntp.aliyun.com",32 再 AT+CNTP 立即从服务器校时。')),
  explain: explainSimcom,
  explainUrc,
  describe: describeSimcomLine,
  describeCommand: describeSimcomCommand,
  commands: simcomCommands,
  signatures: simcomSignatures,
  lines: simcomLines,
  manual: 'SIM7500_SIM7600 Series and A76XX Series AT Command Manuals',
  starters: { lines: ['AT+CICCID', 'AT+CMQTTACCQ?', 'AT+CCERTLIST'] },
  describeAnswer: describeSimcomAnswer,
  parseMessage,
  urcPrefixes: ['+CMQTT', '+CIPEVENT:', '+NETOPEN:', '+NETCLOSE:', '+IPCLOSE:', '+CNTP:', '+CPIN:', 'SMS DONE', 'PB DONE', ...restartLines],
  lengthUrcs: [messageUrc],
  restartLines,
  closing,
}
