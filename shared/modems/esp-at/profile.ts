import { readAsctime } from '../../at/clock.ts'
import { text } from '../../text/local-text.ts'
import type { ModemProfile } from '../profile.ts'
import { carefulField } from '../common/careful-field.ts'
import { mqttTime, restartLines, zoneHours } from './constants.ts'
import { describeEspAtAnswer } from './describe-answer.ts'
import { describeEspAtCommand, espAtCommands } from './describe-command.ts'
import { describeEspAtLine } from './describe-line.ts'
import { explainEspAt, explainUrc } from './explain.ts'
import { espAtFields } from './fields.ts'
import { loginOf } from './job-login.ts'
import { espAtLines } from './lines.ts'
import { lintEspAt } from './lint.ts'
import { messageUrc, parseMessage } from './message.ts'
import { espAtSignatures } from './signatures.ts'
import { connectSteps, exchangeSteps, loginSteps } from './steps-mqtt.ts'
import { networkSteps } from './steps-network.ts'
import { certificateSteps, tlsNameSteps } from './steps-tls.ts'

/** Espressif modules with ESP-AT 3 and later and its MQTT commands (not in ESP8266's usual firmware). */
export const espAt: ModemProfile = {
  id: 'esp-at',
  name: 'Espressif ESP-AT',
  maker: 'Espressif',
  summary: text(
    'Wi-Fi, ESP32 family. MQTT over TCP, TLS and WebSocket inside the module; certificates stay in flash.',
    'Wi-Fi，ESP32 系列。模组内置 MQTT，支持 TCP、TLS、WebSocket；证书存 Flash。',
  ),
  // AT+GMR. Its first line, `AT version:`, looks like an echo to who asks.
  identity: /^(?:AT|SDK|Bin) version:/m,
  lineEnd: '\r\n',
  // A network's password and the certificates that were there cannot be read, so they cannot be put back.
  fields: [...espAtFields, carefulField('yes')],
  lint: lintEspAt,
  steps: (job) => {
    const login = loginOf(job.credential)
    return [...networkSteps(job), ...certificateSteps(login), ...loginSteps(login), ...tlsNameSteps(login), ...connectSteps(job, login), ...exchangeSteps(job)]
  },
  exchange: exchangeSteps,
  // Its own plan sets the clock by SNTP and reads it wherever a CA is checked.
  clock: {
    readings: (value) => readAsctime(value, zoneHours),
    hint: text('Another time server may answer: AT+CIPSNTPCFG=1,8,"pool.ntp.org".', '可以换一个时间服务器：AT+CIPSNTPCFG=1,8,"pool.ntp.org"。'),
    checksDates: ({ credential: { ca } }) => ca !== undefined,
  },
  explain: explainEspAt,
  explainUrc,
  describe: describeEspAtLine,
  describeCommand: describeEspAtCommand,
  commands: espAtCommands,
  signatures: espAtSignatures,
  lines: espAtLines,
  manual: 'ESP-AT user guide',
  starters: { lines: ['AT+CWMODE?', 'AT+CWSTATE?', 'AT+CWJAP?', 'AT+CIFSR', 'AT+CIPSNTPTIME?', 'AT+MQTTCONN?', 'AT+MQTTSUB?'], isCellular: false },
  describeAnswer: describeEspAtAnswer,
  parseMessage,
  urcPrefixes: ['+MQTTCONNECTED:', '+MQTTDISCONNECTED:', '+MQTTSUBRECV:', '+MQTTPUB:', 'WIFI ', '+TIME_UPDATED', ...restartLines],
  lengthUrcs: [messageUrc],
  restartLines,
  closing: [{ line: 'AT+MQTTCLEAN=0', timeoutMs: mqttTime }],
}
