import { quoted } from '../../at/quote.ts'
import type { Login } from '../../signature/login.ts'
import { fromUtf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import {
  checkFiles,
  checkTransport,
  checkValues,
  isSecure,
  line,
  hasError,
  type CommandLine,
  type Limit,
  type LoginCommands,
} from '../common/login-commands.ts'
import { keepAlive, limits, securityTag } from './constants.ts'
import { pemText } from './pem-text.ts'
import { tagWithoutCa } from './tag-without-ca.ts'

const name = 'Nordic Serial Modem'
/** Sizes fixed when the firmware is built; a longer value is refused with ERROR. */
const clientIdLimit: Limit = { bytes: limits.clientId, source: 'Serial Modem, MQTT_MAX_CID_LEN' }
const usernameLimit: Limit = { bytes: limits.username, source: 'Serial Modem, SM_MAX_USERNAME' }
const passwordLimit: Limit = { bytes: limits.password, source: 'Serial Modem, SM_MAX_PASSWORD' }
const hostLimit: Limit = { bytes: 128, source: 'Serial Modem, SM_MAX_URL' }

const rebuild = text(
  'Build the Serial Modem firmware with a larger value, or take another modem. With Alibaba Cloud, signmethod hmacmd5 gives a password of 32.',
  '请把这个值改大后重新编译 Serial Modem 固件，或换用其他模组。接阿里云时用 hmacmd5，密码只有 32 个字符。',
)

/** AT%CMNG works only while the radio is off. The PEM text stands inside the quotation marks, line ends and all. */
function credentialLines(login: Login): readonly CommandLine[] {
  const store = (type: number, file: Login['ca'], secret: boolean): readonly CommandLine[] =>
    file ? [line(`AT%CMNG=0,${securityTag},${type},"${pemText(file) ?? fromUtf8(file.bytes).trimEnd()}"`, 'OK', { secret })] : []
  const all = isSecure(login) ? [...store(0, login.ca, false), ...store(1, login.certificate, false), ...store(2, login.privateKey, true)] : []
  if (all.length === 0) return []
  return [
    line('AT+CFUN=4', 'OK', { note: text('Radio off: certificates can be written only so.', '关闭射频，只有这样才能写证书。') }),
    ...all,
    line('AT+CFUN=1', 'OK', { note: text('Then wait for +CEREG: 1 or 5.', '然后等待 +CEREG: 1 或 5。') }),
  ]
}

export const nrfLogin: LoginCommands = {
  family: 'nrf-serial-modem',
  name,
  make(login) {
    const findings = [
      ...checkTransport(name, login),
      ...checkFiles(login, false).filter(({ code }) => code !== 'modem.unverified'),
      ...(isSecure(login) && !login.ca ? [tagWithoutCa] : []),
      ...checkValues(name, [
        { field: 'host', value: login.host, limit: hostLimit },
        { field: 'clientId', value: login.clientId, limit: clientIdLimit, instead: rebuild },
        { field: 'username', value: login.username, limit: usernameLimit, instead: rebuild },
        { field: 'password', value: login.password, limit: passwordLimit, instead: rebuild },
      ]),
    ]
    if (hasError(findings)) return { lines: [], findings }
    const { username = '', password = '', host, port } = login
    const values = [1, quoted(username), quoted(password), quoted(host), port, ...(isSecure(login) ? [securityTag] : [])]
    return {
      lines: [
        ...credentialLines(login),
        line(`AT#XMQTTCFG=${quoted(login.clientId)},${keepAlive},1`),
        line(`AT#XMQTTCON=${values.join(',')}`, '#XMQTTEVT: 0,0', {
          secret: password !== '',
          note: text('A negative second number is the reason of the failure.', '第二个数是负数时，表示失败原因。'),
        }),
      ],
      findings,
    }
  },
}
