import { givenParts, type Given, type GivenPart } from '../../signature/given.ts'
import { partLabels } from '../../signature/part-labels.ts'
import { text, type Text } from '../../text/local-text.ts'
import { spanWords } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark } from '../profile.ts'
import { isConnectionString, isHubHost, isShortName } from './field-checks.ts'
import { asKnown, isKeyLike, mark, shortName, type Stated } from './marks.ts'
import { readPassword } from './read-password.ts'
import { readUserName } from './read-username.ts'
import { search } from './search.ts'
import { isSameToken, parseToken } from './token.ts'

function read(pasted: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  const given = withoutKeys(pasted, known, marks)
  readHost(given, known, stated, marks)
  readPort(given, known, stated, marks)
  readUserName(given, known, stated, marks)
  readClientId(given, known, stated, marks)
  readPassword(given, known, stated, marks)
  return { stated, marks }
}

/** A part that is, or holds, the key itself is reported and read no further: nothing of it may come back in a text. */
function withoutKeys(given: Given, known: Inputs, marks: Mark[]): Given {
  const clean: { [P in GivenPart]?: string } = {}
  for (const part of givenParts) {
    const value = given[part]
    if (value === undefined) continue
    // "HostName=…;DeviceId=…;SharedAccessSignature=SharedAccessSignature sr=…" is how tools hand a token over: its end is the password.
    const handed = part === 'password' ? /SharedAccessSignature=(SharedAccessSignature .+)$/.exec(value)?.[1] : undefined
    if (handed !== undefined) {
      const begins = text('The password begins at “SharedAccessSignature sr=”.', '密码从“SharedAccessSignature sr=”开始。')
      marks.push(mark(part, 'azure.token-line', text('The whole line of a tool stands in the password.', '密码里粘贴了工具输出的整行。'), begins))
      clean.password = handed
    } else if (isConnectionString(value)) {
      const { en, zh } = partLabels[part]
      marks.push(mark(part, 'azure.connection-string', text(`A whole connection string stands in the ${en}.`, `${zh}里粘贴了整条连接字符串。`), fromDevice[part]))
    } else if (value !== '' && value === str(known, 'key')) {
      const { en, zh } = partLabels[part]
      marks.push(mark(part, 'azure.key-itself', text(`The ${en} is the key itself.`, `${zh}填的是密钥本身。`), fromDevice[part]))
    } else clean[part] = value
  }
  return clean
}

const fromDevice: Readonly<Record<GivenPart, Text>> = {
  host: text('The host is what follows HostName=.', '服务器地址是 HostName= 后面的部分。'),
  port: text('8883 with TLS, 443 over WebSocket.', 'TLS 用 8883，WebSocket 用 443。'),
  clientId: text('The client ID is the device ID.', 'Client ID 就是设备 ID。'),
  username: text('The user name is {hub}/{deviceId}/?api-version=2021-04-12.', '用户名为 {hub}/{deviceId}/?api-version=2021-04-12。'),
  password: text('The key is never sent: sign a SAS token with it.', '密钥不能直接发送：要用它签发 SAS 令牌作为密码。'),
}

function readHost({ host }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (host === undefined) return
  const bare = host.replace(/^[a-z]+:\/\//i, '').replace(/[/:].*$/, '')
  if (bare !== host) {
    const alone = text('The name alone, without scheme, port and path.', '只填主机名，不带协议、端口和路径。')
    marks.push(mark('host', 'azure.host-form', text('More than the host name stands in the host.', '服务器地址里除了主机名还有别的内容。'), alone))
  }
  if (/azure-devices-provisioning\./i.test(bare)) {
    const first = text('Register with DPS first; the answer names the hub.', '请先通过 DPS 注册，应答里会给出 IoT 中心。')
    marks.push(
      mark('host', 'azure.dps-login', text('This is the provisioning service’s host; a hub’s login goes to the hub.', '这是预配服务（DPS）的地址，登录应连到 IoT 中心。'), first),
    )
  } else if (str(known, 'host') !== '') return
  else if (isHubHost(bare)) stated['hub'] = { value: asKnown(bare, known), part: 'host' }
  else if (isShortName(bare)) {
    stated['hub'] = { value: asKnown(`${bare}.azure-devices.net`, known), part: 'host' }
    marks.push(shortName('host', bare, [0, bare.length]))
  }
  // An address of one's own, a bench or a private link, is taken as it is; a misspelt one of the cloud is not.
  else if (!/azure|devices/i.test(bare)) stated['host'] = { value: bare, part: 'host' }
}

function readPort({ port }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (port === undefined) return
  if ((port === '8883' || port === '443') && str(known, 'transport') === '') stated['transport'] = { value: port === '443' ? 'wss' : 'tls', part: 'port' }
  const isOwn = str(known, 'host') !== '' || stated['host'] !== undefined
  if (port === '1883' && !isOwn) marks.push(mark('port', 'azure.no-tls', text('Azure takes no plain TCP.', 'Azure 不支持 TCP 明文。'), fromDevice.port))
  else if (isOwn && /^\d+$/.test(port) && stated['transport'] === undefined) stated['port'] = { value: port, part: 'port' }
}

function readClientId({ clientId }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (clientId === undefined) return
  const deviceId = str(known, 'deviceId') || (stated['deviceId']?.value ?? '')
  if (deviceId === '') {
    if (/^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/.test(clientId) && !isKeyLike(clientId)) stated['deviceId'] = { value: clientId, part: 'clientId' }
  } else if (clientId !== deviceId) {
    const isCase = clientId.toLowerCase() === deviceId.toLowerCase()
    const exact = text(`It must be exactly: ${deviceId}`, `必须完全等于：${deviceId}`)
    marks.push({
      ...mark('clientId', isCase ? 'check.case' : 'azure.client-id', text('The client ID is not the device ID.', 'Client ID 和设备 ID 不一致。'), exact),
      expected: deviceId,
    })
  }
}

function judge({ password }: Given, inputs: Inputs, now: number): readonly Mark[] {
  if (password === undefined || str(inputs, 'auth') === 'cert') return []
  const { value = '', at = 0 } = parseToken(password)?.parts.get('se') ?? {}
  if (!/^\d{1,12}$/.test(value) || Number(value) * 1000 > now) return []
  const ago = spanWords(now - Number(value) * 1000)
  const anew = text('Sign a new one; check the clock of whoever signs as well.', '请重新签发，并检查签发方的时钟。')
  return [{ ...mark('password', 'check.expired', text(`The token expired ${ago.en} ago.`, `令牌已过期 ${ago.zh}。`), anew), field: 'se', span: [at, at + value.length] }]
}

/** Azure, "Communicate with an IoT hub using the MQTT protocol" and "Control access to IoT Hub by using shared access signatures". */
export const azureInspection: Inspection = {
  shapes: { clientId: /^[^/\s]+$/, username: /^[^/\s]+\/[^/\s]+\/\??api-version=/, password: /^SharedAccessSignature / },
  read,
  secret: (inputs) => (str(inputs, 'auth') === 'cert' ? undefined : 'key'),
  search,
  isSamePassword: isSameToken,
  judge,
}
