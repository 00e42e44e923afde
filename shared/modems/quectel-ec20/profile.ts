import type { ModemProfile, ReceivedMessage } from '../profile.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { clock3gpp } from '../common-3gpp/clock.ts'
import { carefulField } from '../common/careful-field.ts'
import { clockField } from '../common/clock-field.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { aliauth } from './aliauth.ts'
import { attachTime, client, quick, restartLines, simTime } from './constants.ts'
import { describeQuectelAnswer } from './describe-answer.ts'
import { describeQuectelCommand, quectelCommands } from './describe-command.ts'
import { describeQuectelLine } from './describe-line.ts'
import { explainQuectelEc20, explainUrc } from './explain.ts'
import { quectelLines } from './lines.ts'
import { lintQuectel } from './lint.ts'
import { quectelModels, type QuectelModel } from './models.ts'
import { quectelSignatures } from './signatures.ts'
import { connectSteps, exchangeSteps, mqttConfigurationSteps } from './steps-mqtt.ts'
import { tlsSteps } from './steps-tls.ts'

/** `+QMTRECV: <client>,<msgID>,"<topic>"[,<payload_len>],"<payload>"`; inner quotes are not escaped, so the payload runs to the last one. */
function parseMessage(line: string): ReceivedMessage | undefined {
  const match = /^\+QMTRECV: \d+,\d+,"(.*?)",(?:\d+,)?("?)([\s\S]*)$/.exec(line)
  if (!match) return undefined
  const [, topic = '', quote, rest = ''] = match
  // Some firmware leaves out the opening quote and still prints the closing one.
  return { topic, payload: quote === '"' || rest.endsWith('"') ? rest.replace(/"$/, '') : rest }
}

const attachOf = ({ registration, notes }: QuectelModel): readonly Step[] => attachSteps({ registration, manual: notes.at, quick, simTime, attachTime })

const stepsOf = (model: QuectelModel, job: Job): readonly Step[] => [
  ...attachOf(model),
  ...mqttConfigurationSteps(model, job),
  ...tlsSteps(model, job),
  ...connectSteps(model, job),
  ...exchangeSteps(model, job),
]

/** A model of the family: AT+QMT* over its internal TCP/IP and TLS. */
const quectel = (model: QuectelModel): ModemProfile => ({
  id: model.id,
  name: model.name,
  maker: 'Quectel',
  summary: model.summary,
  identity: model.identity,
  lint: (job) => lintQuectel(model, job),
  steps: (job) => stepsOf(model, job),
  exchange: (job) => exchangeSteps(model, job),
  // The EC20's plan is the source article's session, which neither asks the time nor what was set before.
  fields: [clockField(model.id === 'quectel-ec20' ? 'ignore' : 'compare', model.files !== undefined), carefulField(model.id === 'quectel-ec20' ? 'no' : 'yes')],
  clock: clock3gpp(
    model.notes.at,
    quick,
    text('AT+CTZU=1 takes the time from the network at the next registration, AT+QNTP=1,"ntp.aliyun.com" from a server now.', 'AT+CTZU=1 在下次注册时取网络时间；AT+QNTP=1,"ntp.aliyun.com" 立即从服务器校时。'),
  ),
  variants: (cloud) => (model.aliauth && cloud.id === 'alibaba-iot' ? [aliauth(model, attachOf(model))] : []),
  explain: explainQuectelEc20,
  explainUrc,
  describe: describeQuectelLine,
  describeCommand: describeQuectelCommand,
  commands: quectelCommands,
  signatures: quectelSignatures,
  lines: quectelLines,
  manual: model.notes.at,
  starters: { lines: ['AT+QNWINFO', 'AT+QCCID', 'AT+QIACT?', 'AT+QMTOPEN?', 'AT+QMTCONN?'] },
  describeAnswer: describeQuectelAnswer,
  parseMessage,
  urcPrefixes: [
    '+QMTRECV:',
    '+QMTSTAT:',
    '+QMTOPEN:',
    '+QMTCONN:',
    '+QMTSUB:',
    '+QMTUNS:',
    '+QMTPUB:',
    '+QMTPUBEX:',
    '+QMTDISC:',
    '+QMTCLOSE:',
    '+QMTPING:',
    '+QIURC:',
    '+QIND:',
    '+QUSIM:',
    '+QNTP:',
    ...restartLines,
  ],
  lengthUrcs: ['^\\+QMTRECV: \\d+,\\d+,"[^\\r\\n]*?",(\\d+),"'],
  restartLines,
  closing: [
    { line: `AT+QMTDISC=${client}`, timeoutMs: quick, urcPrefix: `+QMTDISC: ${client},` },
    { line: `AT+QMTCLOSE=${client}`, timeoutMs: quick, urcPrefix: `+QMTCLOSE: ${client},` },
  ],
})

export const quectelProfiles: readonly ModemProfile[] = quectelModels.map(quectel)

/** The first of the family, which the source article is about. */
export const quectelEc20: ModemProfile = quectelProfiles[0] as ModemProfile
