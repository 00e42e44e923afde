import { algorithmOfHexLength, encodingCandidates, hmacCandidates } from '../../signature/digest-candidates.ts'
import { algorithms, type Algorithm } from '../../signature/digest.ts'
import type { Given, GivenPart } from '../../signature/given.ts'
import type { Candidate, DigestSearch } from '../../signature/search.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { dataCentres, tuyaPort } from './endpoint.ts'
import { clientIdPrefix, contentOf, usernameOf } from './login.ts'
import { readUserName } from './read-username.ts'

const mark = (part: GivenPart, code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next })

type Stated = Record<string, Statement>

function read(given: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  readEndpoint(given, known, stated)
  if (given.username !== undefined) {
    const { marks: found, ...values } = readUserName(given.username)
    marks.push(...found)
    for (const [key, value] of Object.entries(values)) stated[key] = { value, part: 'username' }
  }
  readClientId(given, stated, marks)
  readPassword(given, known, marks)
  return { stated, marks }
}

function readEndpoint({ host, port }: Given, known: Inputs, stated: Stated): void {
  if (host !== undefined && str(known, 'host') === '') {
    const centre = dataCentres.find((one) => one.host === host.toLowerCase())
    if (centre) stated['region'] = { value: centre.id, part: 'host' }
    // An address of one's own, or one that the page does not list, is taken as it is; a misspelt one of the cloud is not.
    else if (!/tuya|^m1[.-]/i.test(host) || /^m1-[a-z]+\.iotbing\.com$/i.test(host)) stated['host'] = { value: host, part: 'host' }
  }
  const isOwnHost = str(known, 'host') !== '' || stated['host'] !== undefined
  if (port !== undefined && isOwnHost && port !== String(tuyaPort) && /^\d+$/.test(port)) stated['port'] = { value: port, part: 'port' }
}

function readClientId({ clientId }: Given, stated: Stated, marks: Mark[]): void {
  if (clientId === undefined) return
  if (clientId.startsWith(clientIdPrefix)) {
    stated['deviceId'] ??= { value: clientId.slice(clientIdPrefix.length), part: 'clientId' }
    return
  }
  const next = text(`${clientIdPrefix} in lower case, and the device ID behind it.`, `应为小写的 ${clientIdPrefix} 后面接设备 ID。`)
  if (clientId.toLowerCase().startsWith(clientIdPrefix)) {
    stated['deviceId'] ??= { value: clientId.slice(clientIdPrefix.length), part: 'clientId' }
    marks.push(mark('clientId', 'check.case', text(`The client ID begins with ${clientIdPrefix} in other letters.`, `Client ID 开头的 ${clientIdPrefix} 大小写不对。`), next))
  } else {
    marks.push(mark('clientId', 'tuya.client-id', text(`The client ID does not begin with ${clientIdPrefix}.`, `Client ID 没有以 ${clientIdPrefix} 开头。`), next))
  }
}

function readPassword({ password }: Given, known: Inputs, marks: Mark[]): void {
  if (password === undefined || password === '') return
  if (password === str(known, 'deviceSecret')) {
    marks.push(mark('password', 'check.secret-as-password', text('The password is the DeviceSecret itself.', '密码直接填成了 DeviceSecret。'), text('It is an HMAC under the secret; take the one computed here.', '应为以该密钥计算的 HMAC，请使用这里算出的密码。')))
  } else if (/^[0-9a-fA-F]+$/.test(password) && algorithmOfHexLength(password.length) === undefined) {
    marks.push(mark('password', 'check.digest-length', text(`The password has ${password.length} hex digits; it should have 64.`, `密码有 ${password.length} 位十六进制，应为 64 位。`), text('It was cut off or has something added: copy it again.', '可能被截断或多了字符，请重新复制。')))
  }
}

function search(given: string, inputs: Inputs, known: Inputs): DigestSearch | undefined {
  if (given === '') return undefined
  return {
    given,
    keys: secretCandidates({
      value: str(inputs, 'deviceSecret'),
      field: 'deviceSecret',
      label: text('the DeviceSecret', 'DeviceSecret'),
      reading: 'text',
      mistaken: [
        { value: str(known, 'productSecret'), label: text('the product’s secret', '产品密钥') },
        { value: str(inputs, 'deviceId'), label: text('the DeviceID', 'DeviceID') },
      ],
    }),
    contents: contentCandidates(inputs, known),
    algorithms: algorithmCandidates,
    encodings: encodingCandidates(['hex']),
    digestings: hmacCandidates,
  }
}

const algorithmCandidates: readonly Candidate<Algorithm>[] = [
  { value: 'sha256' },
  ...algorithms
    .filter((algorithm) => algorithm !== 'sha256')
    .map((algorithm) => ({
      value: algorithm,
      fault: {
        code: 'check.algorithm',
        field: 'password',
        what: text(`it was made with ${algorithm.toUpperCase()}; this cloud wants SHA256`, `用的是 ${algorithm.toUpperCase()}，该平台要求 SHA256`),
        next: text('Use HMAC-SHA256.', '请用 HMAC-SHA256 计算。'),
      },
    })),
]

const form = text('Signed is deviceId={DeviceID},timestamp={s},secureMode=1,accessType=1 – nothing else.', '待签名内容固定为 deviceId={DeviceID},timestamp={秒},secureMode=1,accessType=1，不含其他内容。')

function contentCandidates(inputs: Inputs, known: Inputs): Candidate<string>[] {
  const [deviceId, timestamp, own] = [str(inputs, 'deviceId'), str(inputs, 'timestamp'), str(known, 'timestamp')]
  const right = contentOf(deviceId, timestamp)
  const found: Candidate<string>[] = [{ value: right }]
  const add = (value: string, code: string, field: string, what: Text, next: Text = form) => {
    if (!found.some((one) => one.value === value)) found.push({ value, fault: { code, field, what, next } })
  }
  const same = text('Sign with the very time stamp that the user name carries.', '签名用的时间戳必须和用户名里的完全一样。')
  add(contentOf(deviceId, `${timestamp}000`), 'check.timestamp-unit', 'timestamp', text('the time stamp was signed in milliseconds, the user name carries seconds', '签名用的时间戳是毫秒，用户名里是秒'), same)
  if (timestamp.length > 3) add(contentOf(deviceId, timestamp.slice(0, -3)), 'check.timestamp-unit', 'timestamp', text('the time stamp was signed in seconds, the user name carries milliseconds', '签名用的时间戳是秒，用户名里是毫秒'), same)
  if (own !== '') add(contentOf(deviceId, own), 'check.timestamp-other', 'timestamp', text('another time stamp was signed than the user name carries', '签名用的时间戳和用户名里的不同'), same)
  const tail = `timestamp=${timestamp},secureMode=1,accessType=1`
  const method = text('signMethod was signed as well', '签名内容里多了 signMethod')
  add(`deviceId=${deviceId},signMethod=hmacSha256,${tail}`, 'tuya.method-signed', 'password', method)
  add(`signMethod=hmacSha256,${tail}`, 'tuya.method-signed', 'password', text('signMethod was signed in place of the device ID', '签名内容里用 signMethod 代替了设备 ID'))
  add(usernameOf(deviceId, timestamp), 'tuya.username-signed', 'password', text('the whole user name was signed', '对整个用户名做了签名'))
  add(tail, 'tuya.device-id-left-out', 'password', text('the device ID was left out of what was signed', '签名内容里缺少设备 ID'))
  add(`${deviceId},${tail}`, 'check.names-left-out', 'password', text('“deviceId=” was left out of what was signed', '签名内容里缺少“deviceId=”'))
  add(`${deviceId}|${tail}`, 'check.names-left-out', 'password', text('the device ID was signed as in the user name, without its name', '签名内容里的设备 ID 照搬了用户名的写法，缺少名称'))
  add(contentOf(`${clientIdPrefix}${deviceId}`, timestamp), 'check.other-client-id', 'password', text('the client ID was signed in place of the device ID', '用 Client ID 代替设备 ID 做了签名'))
  add(right.replaceAll(',', '&'), 'check.separators', 'password', text('the parts were joined by & in place of commas', '各段之间用了 & 而不是逗号'))
  add(right.replaceAll(',', ', '), 'check.separators', 'password', text('spaces stand behind the commas', '逗号后面多了空格'))
  add(right.replaceAll(',', ''), 'check.separators', 'password', text('the commas between the parts are missing', '各段之间缺少逗号'))
  add(`accessType=1,deviceId=${deviceId},secureMode=1,timestamp=${timestamp}`, 'check.order', 'password', text('the parts were sorted by name', '各段按名称排了序'))
  add(right.toLowerCase(), 'check.content-case', 'password', text('the string to sign was put into lower case', '待签名字符串被转成了小写'))
  add(`${right}\n`, 'check.content-line-end', 'password', text('a line end was signed with it', '待签名字符串末尾多了一个换行'))
  return found
}

/** Tuya documents, “MQTT Standard Protocol” (Kb65nphxrj8f1). No clock is documented to count. */
export const tuyaInspection: Inspection = {
  shapes: { clientId: /^tuyalink_/i, username: /^[^|]+\|signMethod=/i, password: /^[0-9a-fA-F]{64}$/ },
  read,
  secret: () => 'deviceSecret',
  search,
}
