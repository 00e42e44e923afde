import { quoted } from '../../at/quote.ts'
import type { Login } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Finding } from '../../wizard/plan.ts'
import {
  checkFiles,
  checkTransport,
  checkValues,
  fileData,
  isSecure,
  line,
  hasError,
  type CommandLine,
  type Limit,
  type LoginCommands,
} from '../common/login-commands.ts'

const name = 'SIMCom SIM7600 / A76xx'
const manual = 'A76xx series AT command manual'
const clientIdLimit: Limit = { bytes: 128, source: `${manual}, AT+CMQTTACCQ` }
const addressLimit: Limit = { bytes: 256, source: `${manual}, AT+CMQTTCONNECT <server_addr>` }
const loginLimit: Limit = { bytes: 256, source: `${manual}, AT+CMQTTCONNECT` }
/** Bytes: AT+CMQTTACCQ of SIM7500/SIM7600 firmware of the V1.01 MQTT manual. What is longer is refused or cut. */
const oldClientIdLimit = 23

const client = 0
const tlsContext = 0
/** s. Suits every cloud's range. */
const keepAlive = 120

function oldFirmware({ clientId }: Login): readonly Finding[] {
  const size = byteLength(clientId)
  if (size <= oldClientIdLimit) return []
  return [
    {
      severity: 'warning',
      code: 'modem.old-firmware',
      stage: 'mqtt',
      field: 'clientId',
      what: text(
        `The client ID has ${size} bytes; SIM7500/SIM7600 with old firmware takes ${oldClientIdLimit}.`,
        `Client ID 有 ${size} 字节，老固件的 SIM7500/SIM7600 最多 ${oldClientIdLimit} 字节。`,
      ),
      next: text(
        'AT+CMQTTACCQ=? shows the limit. If it says 1-23, update the firmware.',
        '用 AT+CMQTTACCQ=? 查看上限；如果显示 1-23，请升级固件。',
      ),
    },
  ]
}

const download = (target: string, file: NonNullable<Login['ca']>, secret: boolean): CommandLine =>
  line(`AT+CCERTDOWN="${target}",${file.bytes.length}`, '>', { data: fileData(file), secret })

function tlsLines(login: Login): readonly CommandLine[] {
  if (!isSecure(login)) return []
  const { ca, certificate, privateKey } = login
  const set = (key: string, value: string): CommandLine => line(`AT+CSSLCFG="${key}",${tlsContext},${value}`)
  return [
    ...(ca ? [download('cacert.pem', ca, false)] : []),
    ...(certificate ? [download('clientcert.pem', certificate, false)] : []),
    ...(privateKey ? [download('clientkey.pem', privateKey, true)] : []),
    set('sslversion', '4'),
    set('authmode', certificate ? '2' : ca ? '1' : '0'),
    ...(ca ? [set('cacert', '"cacert.pem"')] : []),
    ...(certificate && privateKey ? [set('clientcert', '"clientcert.pem"'), set('clientkey', '"clientkey.pem"')] : []),
    set('ignorelocaltime', '1'),
    { ...set('enableSNI', '1'), note: text('Firmware without SNI answers ERROR: go on.', '老固件没有 SNI，会返回 ERROR，可以继续。') },
  ]
}

const address = ({ host, port }: Login): string => `tcp://${host}:${port}`

function connect(login: Login): CommandLine {
  const { username, password } = login
  const user = username ?? (password === undefined ? undefined : '')
  const values = [user, password].filter((value) => value !== undefined)
  return line(`AT+CMQTTCONNECT=${[client, quoted(address(login)), keepAlive, 1, ...values.map(quoted)].join(',')}`, `+CMQTTCONNECT: ${client},0`, {
    secret: password !== undefined,
    note: text('The address begins with tcp:// also for TLS.', '走 TLS 时地址也写 tcp://。'),
  })
}

export const simcomLogin: LoginCommands = {
  family: 'simcom-sim7600',
  name,
  make(login) {
    const findings = [
      ...checkTransport(name, login),
      ...checkFiles(login, true),
      ...checkValues(name, [
        { field: 'host', value: address(login), limit: addressLimit },
        { field: 'clientId', value: login.clientId, limit: clientIdLimit },
        { field: 'username', value: login.username, limit: loginLimit },
        { field: 'password', value: login.password, limit: loginLimit },
      ]),
      ...oldFirmware(login),
    ]
    if (hasError(findings)) return { lines: [], findings }
    return {
      lines: [
        ...tlsLines(login),
        line('AT+CMQTTSTART', '+CMQTTSTART: 0', { note: text('ERROR or 23: already started, go on.', '返回 ERROR 或 23 说明已经启动，可以继续。') }),
        line(`AT+CMQTTACCQ=${client},${quoted(login.clientId)},${isSecure(login) ? 1 : 0}`, 'OK', {
          note: text(
            'Error 27 later on means MQTT 3.1 was spoken: add AT+CMQTTCFG="version",0,4 (A76xx) here.',
            '如果后面报 27，说明用的是 MQTT 3.1：在这里补一条 AT+CMQTTCFG="version",0,4（A76xx）。',
          ),
        }),
        ...(isSecure(login) ? [line(`AT+CMQTTSSLCFG=${client},${tlsContext}`)] : []),
        connect(login),
      ],
      findings,
    }
  },
}
