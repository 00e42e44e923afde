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
import { caFile, certificateFile, keepAlive, keyFile, limits, tlsContext, writeSeconds } from './constants.ts'

const name = 'openLuat Air780E / Air724UG'
/** Bytes each of client ID, user name and password. */
const loginLimit: Limit = { bytes: limits.login, source: 'Air780EP AT manual, chapter 16, AT+MCONFIG' }

const write = (target: string, file: NonNullable<Login['ca']>, secret: boolean): readonly CommandLine[] => [
  line(`AT+FSCREATE="${target}"`, 'OK', { note: text('ERROR: the file is there from before, go on.', '返回 ERROR 说明文件已存在，可以继续。') }),
  line(`AT+FSWRITE="${target}",0,${file.bytes.length},${writeSeconds}`, '>', { data: fileData(file), secret }),
]

function tlsLines(login: Login): readonly CommandLine[] {
  if (!isSecure(login)) return []
  const { ca, certificate, privateKey, host } = login
  const set = (key: string, value: string): CommandLine => line(`AT+SSLCFG="${key}",${tlsContext},${value}`)
  return [
    ...(ca ? write(caFile, ca, false) : []),
    ...(certificate ? write(certificateFile, certificate, false) : []),
    ...(privateKey ? write(keyFile, privateKey, true) : []),
    ...(ca ? [set('cacert', quoted(caFile))] : []),
    ...(certificate && privateKey ? [set('clientcert', quoted(certificateFile)), set('clientkey', quoted(keyFile))] : []),
    set('seclevel', certificate ? '2' : ca ? '1' : '0'),
    { ...set('hostname', quoted(host)), note: text('Server name for SNI. Firmware without it answers ERROR: go on.', 'SNI 用的域名；老固件返回 ERROR，可以继续。') },
  ]
}

/** Everything in quotation marks: without them a comma inside the client ID (Alibaba's) splits the parameter. */
function configuration({ clientId, username, password }: Login): CommandLine {
  const values = username === undefined && password === undefined ? [clientId] : [clientId, username ?? '', password ?? '']
  return line(`AT+MCONFIG=${values.map(quoted).join(',')}`, 'OK', {
    secret: password !== undefined,
    ...(values.includes('') && {
      note: text('Some firmware refuses an empty value (+CME ERROR: 765): put any text there.', '有的固件不接受空值（+CME ERROR: 765），可以随便填一个值。'),
    }),
  })
}

export const luatLogin: LoginCommands = {
  family: 'luat-air780e',
  name,
  make(login) {
    const findings = [
      ...checkTransport(name, login),
      ...checkFiles(login, true),
      ...checkValues(name, [
        { field: 'host', value: login.host },
        { field: 'clientId', value: login.clientId, limit: loginLimit },
        { field: 'username', value: login.username, limit: loginLimit },
        { field: 'password', value: login.password, limit: loginLimit },
      ]),
    ]
    if (hasError(findings)) return { lines: [], findings }
    const start = line(`AT+${isSecure(login) ? 'SSL' : ''}MIPSTART=${quoted(login.host)},${login.port}`, 'CONNECT OK', {
      note: text('OK is not the result. Send the next line as soon as CONNECT OK comes.', 'OK 不是最终结果；看到 CONNECT OK 后立刻发下一条。'),
    })
    return { lines: [...tlsLines(login), configuration(login), start, line(`AT+MCONNECT=1,${keepAlive}`, 'CONNACK OK')], findings }
  },
}
