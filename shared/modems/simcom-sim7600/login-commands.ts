import { quoted } from '../../at/quote.ts'
import type { Login } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
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
import { lintOldFirmware } from './client-id.ts'
import { caFile, certificateFile, client, keepAlive, keyFile, limits, mqttManual, tlsContext } from './constants.ts'
import { authMode } from './tls-mode.ts'

const name = 'SIMCom SIM7600 / A76xx'
const clientIdLimit: Limit = { bytes: limits.clientId, source: `${mqttManual}, AT+CMQTTACCQ` }
const addressLimit: Limit = { bytes: limits.serverAddress, source: `${mqttManual}, AT+CMQTTCONNECT <server_addr>` }
const loginLimit: Limit = { bytes: limits.username, source: `${mqttManual}, AT+CMQTTCONNECT` }

const download = (target: string, file: NonNullable<Login['ca']>, secret: boolean): CommandLine =>
  line(`AT+CCERTDOWN="${target}",${file.bytes.length}`, '>', { data: fileData(file), secret })

function tlsLines(login: Login): readonly CommandLine[] {
  if (!isSecure(login)) return []
  const { ca, certificate, privateKey } = login
  const set = (key: string, value: string): CommandLine => line(`AT+CSSLCFG="${key}",${tlsContext},${value}`)
  return [
    ...(ca ? [download(caFile, ca, false)] : []),
    ...(certificate ? [download(certificateFile, certificate, false)] : []),
    ...(privateKey ? [download(keyFile, privateKey, true)] : []),
    set('sslversion', '4'),
    set('authmode', String(authMode(login))),
    ...(ca ? [set('cacert', quoted(caFile))] : []),
    ...(certificate && privateKey ? [set('clientcert', quoted(certificateFile)), set('clientkey', quoted(keyFile))] : []),
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
      ...checkFiles(login, false),
      ...checkValues(name, [
        { field: 'host', value: address(login), limit: addressLimit },
        { field: 'clientId', value: login.clientId, limit: clientIdLimit },
        { field: 'username', value: login.username, limit: loginLimit },
        { field: 'password', value: login.password, limit: loginLimit },
      ]),
      ...lintOldFirmware(login.clientId),
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
