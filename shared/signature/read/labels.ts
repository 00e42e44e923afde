import type { GivenPart } from '../given.ts'

/** What a label announces: a part of the login, a URL that carries several, or how the connection is made. */
export type Meaning = GivenPart | 'url' | 'transport'

const spellings: Readonly<Record<Meaning, readonly string[]>> = {
  clientId: ['clientid', 'clientidentifier', 'cid', '客户端id', '客户端标识', '客户端标识符', '客户id'],
  username: ['username', 'user', 'uname', 'usr', 'login', '用户名', '用户名称', '用户', '账号', '帐号', '账户'],
  // "passwrod": so printed in Alibaba's own page on MQTT over WebSocket.
  password: ['password', 'passwd', 'pass', 'pwd', 'passwrod', '密码', '口令'],
  host: (
    'host hostname hosturl server serveraddress serveraddr serverip broker brokeraddress address addr endpoint domain ' +
    '地址 服务器 服务器地址 域名 接入域名 接入地址 主机 主机名 连接地址 连接域名'
  ).split(' '),
  port: ['port', 'serverport', 'brokerport', '端口', '端口号'],
  url: ['url', 'uri', 'brokerurl', 'serveruri', 'serverurl', 'brokeruri'],
  transport: ['protocol', 'scheme', '协议'],
}

const meanings: ReadonlyMap<string, Meaning> = new Map(
  (Object.keys(spellings) as Meaning[]).flatMap((meaning) => spellings[meaning].map((spelling) => [spelling, meaning] as const)),
)

/** Words in front that say whose login it is; not `wifi`, `db`, `http`: those name another login. */
const prefixes = ['config', 'mqtt', 'aliyun', 'iot', 'broker', 'device', 'cloud', 'emqx', 'my', '登录', '连接', '接入', '服务器', '设备']

/** Letters and digits of any script, in lower case: `client_id`, `Client ID` and `clientId` are one. */
export const plainLabel = (label: string): string => label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

function meaningOfPlain(label: string): Meaning | undefined {
  const known = meanings.get(label)
  if (known !== undefined) return known
  const prefix = prefixes.find((word) => label.startsWith(word) && label.length > word.length)
  return prefix === undefined ? undefined : meaningOfPlain(label.slice(prefix.length))
}

/** `undefined` for any label that is not about an MQTT login. A remark in brackets may name the part in another language. */
export function meaningOf(label: string): Meaning | undefined {
  const bracketed = /[（(]([^（()）]*)[)）]/.exec(label)
  const direct = meaningOfPlain(plainLabel(bracketed ? label.replace(bracketed[0], '') : label))
  return direct ?? (bracketed?.[1] === undefined ? undefined : meaningOfPlain(plainLabel(bracketed[1])))
}

const transports: ReadonlyMap<string, string> = new Map([
  ...['mqtt', 'tcp', 'mqtttcp'].map((name) => [name, 'tcp'] as const),
  ...['mqtts', 'tls', 'ssl', 'mqttssl', 'mqtttls', 'mqttoverssl', 'mqttovertls'].map((name) => [name, 'tls'] as const),
  ['ws', 'ws'],
  ['wss', 'wss'],
])

/** `mqtts`, `SSL`, `MQTT+SSL` to the name of the transport; `undefined` for anything else (`MQTT 3.1.1`, `http`). */
export const transportOf = (scheme: string): string | undefined => transports.get(plainLabel(scheme))
