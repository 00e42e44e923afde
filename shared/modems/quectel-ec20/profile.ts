import { text } from '../../text/local-text.ts'
import type { ModemProfile, ReceivedMessage } from '../profile.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { attachTime, client, quick, restartLines, simTime } from './constants.ts'
import { describeQuectelLine } from './describe-line.ts'
import { explainQuectelEc20, explainUrc } from './explain.ts'
import { lintQuectelEc20 } from './lint.ts'
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

/** The first table of the source article, in its order. */
const attach = attachSteps({ registration: 'CREG', manual: 'Quectel EC2x AT Commands Manual', quick, simTime, attachTime })

/** Quectel EC20 (EC2x family), AT+QMT* over its internal TCP/IP and TLS. */
export const quectelEc20: ModemProfile = {
  id: 'quectel-ec20',
  name: 'Quectel EC20',
  maker: 'Quectel',
  summary: text('LTE Cat 4. MQTT 3.1/3.1.1 with TLS inside the modem; files in RAM or flash.', 'LTE Cat 4。模组内置 MQTT 3.1/3.1.1 和 TLS，证书可存 RAM 或 Flash。'),
  // EC20 and EC20F, not EC200.
  identity: /\bEC20(?!0)/,
  lint: lintQuectelEc20,
  steps: (job) => [...attach, ...mqttConfigurationSteps(job), ...tlsSteps(job.credential), ...connectSteps(job), ...exchangeSteps(job)],
  explain: explainQuectelEc20,
  explainUrc,
  describe: describeQuectelLine,
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
}
