import type { Login } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import {
  checkFiles,
  checkValues,
  fileData,
  isSecure,
  line,
  hasError,
  type Checked,
  type CommandLine,
  type Limit,
  type LoginCommands,
} from '../common/login-commands.ts'

const name = 'ESP-AT'
const guide = 'ESP-AT user guide'
/** Bytes in AT+MQTTUSERCFG; more goes into the AT+MQTTLONG… commands. */
const shortLimits = { clientId: 256, username: 64, password: 64 } as const
export const longLimit: Limit = { bytes: 1024, source: `${guide}, AT+MQTTLONGCLIENTID / LONGUSERNAME / LONGPASSWORD` }
export const pathLimit: Limit = { bytes: 32, source: `${guide}, AT+MQTTUSERCFG <path>` }
export const hostLimit: Limit = { bytes: 128, source: `${guide}, AT+MQTTCONN <host>` }
/** Bytes: "the entire AT command should be less than 256"; CR LF is counted in. */
export const commandLimit = 256
/** AT+MQTTALPN <alpn_counts>. */
export const alpnLimit = 5

type Part = keyof typeof shortLimits
const longCommands: Readonly<Record<Part, string>> = { clientId: 'MQTTLONGCLIENTID', username: 'MQTTLONGUSERNAME', password: 'MQTTLONGPASSWORD' }

/** AT Command Types: comma, quotation mark and backslash are escaped inside a parameter, nothing after a prompt. */
export const quoted = (value: string): string => `"${value.replace(/[\\,"]/g, '\\$&')}"`

/** The guide's list: TCP 1, TLS 2 to 5, WebSocket 6, secure WebSocket 7 to 10; none, server, client, both checked. */
export function schemeOf({ transport, ca, certificate }: Login): number {
  if (transport === 'tcp') return 1
  if (transport === 'ws') return 6
  return (transport === 'tls' ? 2 : 7) + (ca ? 1 : 0) + (certificate ? 2 : 0)
}

/** As in the guide's WSS example: without the leading slash, which the module puts there. */
export const pathOf = ({ transport, path = '' }: Login): string => (transport === 'ws' || transport === 'wss' ? path.replace(/^\//, '') : '')

/** What AT+MQTTUSERCFG cannot take goes after a prompt: first what is over its own limit, then the longest until the line fits. */
export function userLines(login: Login): readonly CommandLine[] {
  const values: Readonly<Record<Part, string>> = { clientId: login.clientId, username: login.username ?? '', password: login.password ?? '' }
  const parts: readonly Part[] = ['clientId', 'username', 'password']
  const long = new Set(parts.filter((part) => byteLength(values[part]) > shortLimits[part]))
  const command = (): string => {
    // A client ID must stand there until the long one replaces it.
    const shown = parts.map((part) => quoted(long.has(part) ? (part === 'clientId' ? 'NULL' : '') : values[part]))
    return `AT+MQTTUSERCFG=0,${schemeOf(login)},${shown.join(',')},0,0,${quoted(pathOf(login))}`
  }
  while (byteLength(command()) + 2 >= commandLimit) {
    const next = parts.filter((part) => !long.has(part)).toSorted((a, b) => byteLength(values[b]) - byteLength(values[a]))[0]
    if (next === undefined) break
    long.add(next)
  }
  return [
    line(command(), 'OK', {
      secret: values.password !== '' && !long.has('password'),
      note: text('ESP-AT wants CR LF at the end of every line.', 'ESP-AT 要求每条指令以 CR LF 结尾。'),
    }),
    ...parts
      .filter((part) => long.has(part))
      .map((part) =>
        line(`AT+${longCommands[part]}=0,${byteLength(values[part])}`, '>', {
          data: { text: values[part], length: byteLength(values[part]) },
          secret: part === 'password',
          note: text(
            'Too long for AT+MQTTUSERCFG. After the prompt nothing is escaped, and no line end follows.',
            '超出 AT+MQTTUSERCFG 的长度；提示符之后原样发送，不转义，也不带换行。',
          ),
        }),
      ),
  ]
}

function fileLines(login: Login): readonly CommandLine[] {
  if (!isSecure(login)) return []
  const store = (space: string, file: Login['ca'], secret: boolean): readonly CommandLine[] =>
    file ? [line(`AT+SYSMFG=2,"${space}","${space}",8,${file.bytes.length}`, '>', { data: fileData(file), secret })] : []
  const clock = login.ca
    ? [
        line('AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"'),
        line('AT+CIPSNTPTIME?', '+CIPSNTPTIME:', {
          note: text('Repeat until the year is right: validity dates are checked against it.', '重复查询直到年份正确：证书有效期要用它校验。'),
        }),
      ]
    : []
  const { ca, certificate, privateKey } = login
  return [...clock, ...store('mqtt_ca', ca, false), ...store('mqtt_cert', certificate, false), ...store('mqtt_key', privateKey, true)]
}

const tlsNames = ({ host, alpn = [] }: Login): readonly CommandLine[] => [
  ...(alpn.length > 0 ? [line(`AT+MQTTALPN=0,${[alpn.length, ...alpn.map(quoted)].join(',')}`)] : []),
  line(`AT+MQTTSNI=0,${quoted(host)}`),
]

export const espAtLogin: LoginCommands = {
  family: 'esp-at',
  name,
  make(login) {
    const values: readonly Checked[] = [
      { field: 'host', value: login.host, limit: hostLimit },
      ...(['clientId', 'username', 'password'] as const).map((field) => ({ field, value: login[field], limit: longLimit })),
      {
        field: 'path',
        value: pathOf(login),
        limit: pathLimit,
        instead: text('A signed URL does not fit: take the cloud’s TLS port, or try this login from the PC.', '带签名的 URL 放不下：请改用云平台的 TLS 端口，或在电脑上试。'),
      },
      ...(login.alpn ?? []).map((value) => ({ field: 'alpn', value })),
    ]
    const findings = [
      ...checkFiles(login, false),
      ...checkValues(name, values, 'escaped'),
      ...((login.alpn?.length ?? 0) > alpnLimit
        ? [
            {
              severity: 'error' as const,
              code: 'modem.alpn',
              stage: 'tls' as const,
              what: text(`AT+MQTTALPN takes at most ${alpnLimit} names.`, `AT+MQTTALPN 最多 ${alpnLimit} 个协议名。`),
              next: text('Leave out those that the server does not need.', '请去掉服务器用不到的协议名。'),
            },
          ]
        : []),
    ]
    if (hasError(findings)) return { lines: [], findings }
    const connected = line(`AT+MQTTCONN=0,${quoted(login.host)},${login.port},0`, `+MQTTCONNECTED:0,${schemeOf(login)}`, {
      note: text('The last 0: no reconnecting, so that a refused login is not repeated all the time.', '最后的 0 表示不自动重连，避免登录被拒后反复重试。'),
    })
    return { lines: [...fileLines(login), ...userLines(login), ...(isSecure(login) ? tlsNames(login) : []), connected], findings }
  },
}
