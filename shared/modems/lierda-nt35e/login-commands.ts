import { quoted } from '../../at/quote.ts'
import type { Login } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import {
  checkFiles,
  checkTransport,
  checkValues,
  isSecure,
  line,
  signingModem,
  hasError,
  type AlibabaTriple,
  type CommandLine,
  type Limit,
  type LoginCommands,
} from '../common/login-commands.ts'
import { client, limits, manual, sslContext } from './constants.ts'

const name = 'Lierda NT35E / NT26E'
const hostLimit: Limit = { bytes: limits.host, source: `${manual}, AT+LMQTTOPEN` }
const loginLimit: Limit = { bytes: limits.login, source: `${manual}, AT+LMQTTCONN` }

/** The manual's certificate commands belong to the module's SSL chapter; these lines only bind MQTT to a context. */
function fileFindings({ ca, certificate, transport }: Login): readonly Finding[] {
  if (transport !== 'tls' || (!ca && !certificate)) return []
  return [
    {
      severity: certificate ? 'error' : 'warning',
      code: 'modem.files-by-hand',
      stage: 'tls',
      field: certificate ? 'cert' : 'ca',
      what: text(
        `Certificates are not written by these lines: they belong into SSL context ${sslContext} beforehand.`,
        `这些指令不写入证书，证书要事先配置到 SSL 上下文 ${sslContext}。`,
      ),
      next: text(
        'Write them as the SSL chapter of the module’s AT manual says, or take a Quectel, SIMCom or Luat module.',
        '请按模组 AT 手册的 SSL 章节写入证书，或换用移远、SIMCom、合宙模组。',
      ),
    },
  ]
}

const lostAtClose = text(
  'AT+LMQTTCFG holds for the next connection only: send these lines again after every AT+LMQTTCLOSE.',
  'AT+LMQTTCFG 只对下一次连接有效，每次 AT+LMQTTCLOSE 之后都要重新发。',
)

const connection = (login: Login): readonly CommandLine[] => [
  line(`AT+LMQTTCFG="version",${client},4`, 'OK', { note: lostAtClose }),
  ...(isSecure(login) ? [line(`AT+LMQTTCFG="sslenable",${client},1,${sslContext}`)] : []),
]

const open = ({ host, port }: Login): CommandLine => line(`AT+LMQTTOPEN=${client},${quoted(host)},${port}`, `+LMQTTOPEN: ${client},0`)

function connect({ clientId, username, password }: Login): CommandLine {
  const user = username ?? (password === undefined ? undefined : '')
  const values = [clientId, user, password].filter((value) => value !== undefined)
  return line(`AT+LMQTTCONN=${client},${values.map(quoted).join(',')}`, `+LMQTTCONN: ${client},0,0`, { secret: password !== undefined })
}

/** The module's own Alibaba mode, as in the article "NT35E 接入阿里云": platform 2, JSON, the triple, any client ID. */
const signedByModem = (login: Login, { productKey, deviceName, deviceSecret }: AlibabaTriple): readonly CommandLine[] => [
  ...connection(login),
  line(`AT+LMQTTCFG="cloud",${client},2,1`),
  line(`AT+LMQTTCFG="aliauth",${client},${[productKey, deviceName, deviceSecret].map(quoted).join(',')}`, 'OK', { secret: true }),
  open(login),
  line(`AT+LMQTTCONN=${client},${quoted(deviceName)}`, `+LMQTTCONN: ${client},0,0`),
]

export const lierdaLogin: LoginCommands = {
  family: 'lierda-nt35e',
  name,
  make(login, device) {
    const link = [
      ...checkTransport(name, login),
      ...checkFiles(login, false),
      ...fileFindings(login),
      ...checkValues(name, [{ field: 'host', value: login.host, limit: hostLimit }]),
    ]
    const values = checkValues(name, [
      { field: 'clientId', value: login.clientId, limit: loginLimit },
      { field: 'username', value: login.username, limit: loginLimit },
      { field: 'password', value: login.password, limit: loginLimit },
    ])
    const findings = [...link, ...values]
    return {
      lines: hasError(findings) ? [] : [...connection(login), open(login), connect(login)],
      findings,
      ...signingModem(name, link, device?.alibaba, (triple) => signedByModem(login, triple)),
    }
  },
}
