import { algorithmCandidates, algorithmOfHexLength, encodingCandidates } from '../../signature/digest-candidates.ts'
import type { Given, GivenPart } from '../../signature/given.ts'
import type { Candidate, Digesting, DigestSearch } from '../../signature/search.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { clockRemark } from './clock.ts'
import { baiduPorts, type BaiduTransport } from './endpoint.ts'
import { algorithmOf, contentOf, digestOf } from './login.ts'
import { readUserName } from './read-username.ts'

const mark = (part: GivenPart, code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next })

type Stated = Record<string, Statement>

function read(given: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  readHost(given, known, stated, marks)
  readPort(given, known, stated)
  if (given.username !== undefined) {
    const { marks: found, ...values } = readUserName(given.username)
    marks.push(...found)
    for (const [key, value] of Object.entries(values)) stated[key] = { value, part: 'username' }
  }
  readClientId(given, stated, marks)
  readPassword(given, known, marks)
  return { stated, marks }
}

function readHost({ host }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (host === undefined || str(known, 'host') !== '') return
  const own = /^([a-z0-9]+)\.iot\.(gz|bj|su)\.baidubce\.com$/i.exec(host)
  if (own?.[1] !== undefined && own[2] !== undefined) {
    stated['coreId'] = { value: own[1], part: 'host' }
    stated['region'] = { value: own[2].toLowerCase(), part: 'host' }
  } else if (/\.mqtt\.iot\.[a-z]+\.baidubce\.com$/i.test(host)) {
    marks.push(mark('host', 'baidu.old-hub', text('This is an address of the old IoT Hub, which logs in otherwise.', '这是旧版“物接入 IoT Hub”的地址，登录方式不同。'), text('IoT Core: {IoTCoreId}.iot.gz.baidubce.com', 'IoT Core 的地址为 {IoTCoreId}.iot.gz.baidubce.com')))
  }
  // An address of one's own is taken as it is; a misspelt one of the cloud is not.
  else if (!/baidu|bce\.com$|\.iot\.(gz|bj|su)\./i.test(host)) stated['host'] = { value: host, part: 'host' }
}

function readPort({ host, port }: Given, known: Inputs, stated: Stated): void {
  if (port === undefined) return
  const found = (Object.entries(baiduPorts) as [BaiduTransport, number][]).find(([, number]) => String(number) === port)?.[0]
  if (str(known, 'transport') === '' && found) stated['transport'] = { value: found, part: 'port' }
  const isOwnHost = str(known, 'host') !== '' || stated['host']?.value === host
  if (isOwnHost && found === undefined && /^\d+$/.test(port)) stated['port'] = { value: port, part: 'port' }
}

function readClientId({ clientId }: Given, stated: Stated, marks: Mark[]): void {
  if (clientId === undefined) return
  stated['clientId'] = { value: clientId, part: 'clientId' }
  if (!/^[0-9A-Za-z_-]{1,128}$/.test(clientId)) {
    marks.push(mark('clientId', 'baidu.client-id', text('The client ID has characters that this cloud does not take, or too many.', 'Client ID 含有平台不支持的字符，或者太长。'), text('Letters, digits, - and _, at most 128.', '由字母、数字、- 和 _ 组成，最多 128 个字符。')))
  }
}

function readPassword({ password }: Given, known: Inputs, marks: Mark[]): void {
  if (password === undefined || password === '') return
  if (password === str(known, 'deviceSecret')) {
    marks.push(mark('password', 'check.secret-as-password', text('The password is the DeviceSecret itself.', '密码直接填成了 DeviceSecret。'), text('It is a hash; take the one computed here.', '应为计算出的哈希值，请使用这里算出的密码。')))
  } else if (/^[0-9a-fA-F]+$/.test(password) && algorithmOfHexLength(password.length) === undefined) {
    marks.push(mark('password', 'check.digest-length', text(`The password has ${password.length} hex digits; MD5 has 32, SHA256 64.`, `密码有 ${password.length} 位十六进制，MD5 应为 32 位，SHA256 应为 64 位。`), text('It was cut off or has something added: copy it again.', '可能被截断或多了字符，请重新复制。')))
  }
}

/** The secret is hashed behind the content: that is what `hash-with-key` does. */
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
        { value: str(inputs, 'deviceKey'), label: text('the DeviceKey', 'DeviceKey') },
        { value: str(inputs, 'coreId'), label: text('the IoTCoreId', 'IoTCoreId') },
      ],
    }),
    contents: contentCandidates(inputs, known),
    algorithms: algorithmCandidates(digestOf(algorithmOf(inputs)), 'algorithm'),
    encodings: encodingCandidates(['hex']),
    digestings,
  }
}

const way = text('{DeviceKey}&{time stamp, or 0}&{algorithm}{DeviceSecret}, hashed as it stands.', '对“{DeviceKey}&{时间戳，没有则为 0}&{算法}{DeviceSecret}”直接做哈希。')

const digestings: readonly Candidate<Digesting>[] = [
  { value: 'hash-with-key' },
  { value: 'hmac', fault: { code: 'check.hmac', field: 'password', what: text('it is an HMAC; this cloud wants a plain hash with the secret at the end', '用了 HMAC；该平台要求把密钥接在末尾做普通哈希'), next: way } },
  { value: 'hmac-swapped', fault: { code: 'check.hmac', field: 'password', what: text('it is an HMAC, and with key and content swapped; this cloud wants a plain hash', '用了 HMAC，而且 key 和内容填反了；该平台要求普通哈希'), next: way } },
  { value: 'hash', fault: { code: 'check.no-secret', field: 'deviceSecret', what: text('the secret is not in what was hashed', '哈希内容里没有密钥'), next: way } },
]

function contentCandidates(inputs: Inputs, known: Inputs): Candidate<string>[] {
  const [coreId, deviceKey, deviceSecret, timestamp] = [str(inputs, 'coreId'), str(inputs, 'deviceKey'), str(inputs, 'deviceSecret'), str(inputs, 'timestamp')]
  const algorithm = algorithmOf(inputs)
  const right = contentOf(deviceKey, timestamp, algorithm)
  const found: Candidate<string>[] = [{ value: right }]
  const add = (value: string, code: string, field: string, what: Text, next: Text = way) => {
    if (!found.some((one) => one.value === value)) found.push({ value, fault: { code, field, what, next } })
  }
  const same = text('Hash the very time stamp that the user name carries, or 0 where it carries none.', '参与计算的时间戳必须和用户名里的一致；用户名里没有时用 0。')
  const time = timestamp || '0'
  if (timestamp === '' || timestamp === '0') {
    add(`${deviceKey}&&${algorithm}`, 'baidu.no-zero', 'timestamp', text('nothing was put in the place of the time stamp', '时间戳的位置留空了'), same)
    add(`${deviceKey}&${algorithm}`, 'baidu.no-zero', 'timestamp', text('the place of the time stamp was left out', '省略了时间戳的位置'), same)
  } else {
    add(contentOf(deviceKey, '0', algorithm), 'check.timestamp-not-signed', 'timestamp', text('0 was hashed in place of the time stamp of the user name', '参与计算的时间戳是 0，而用户名里带了时间戳'), same)
    if (timestamp.length > 3) add(contentOf(deviceKey, timestamp.slice(0, -3), algorithm), 'check.timestamp-unit', 'timestamp', text('the time stamp was hashed in seconds, the user name carries milliseconds', '参与计算的时间戳是秒，用户名里是毫秒'), same)
    add(contentOf(deviceKey, `${timestamp}000`, algorithm), 'check.timestamp-unit', 'timestamp', text('the time stamp was hashed in milliseconds, the user name carries seconds', '参与计算的时间戳是毫秒，用户名里是秒'), same)
  }
  const own = str(known, 'timestamp')
  if (own !== '' && own !== timestamp) add(contentOf(deviceKey, own, algorithm), 'check.timestamp-other', 'timestamp', text('another time stamp was hashed than the user name carries', '参与计算的时间戳和用户名里的不同'), same)
  const literal = text('MD5 or SHA256 in capitals, as in the user name.', '算法名用大写的 MD5 或 SHA256，与用户名一致。')
  add(`${deviceKey}&${time}&${algorithm.toLowerCase()}`, 'baidu.algorithm-case', 'algorithm', text('the algorithm’s name was hashed in lower case', '参与计算的算法名用了小写'), literal)
  const other = algorithm === 'MD5' ? 'SHA256' : 'MD5'
  add(`${deviceKey}&${time}&${other}`, 'baidu.algorithm-hashed', 'algorithm', text(`the hashed text names ${other}, the user name ${algorithm}`, `参与计算的算法名是 ${other}，而用户名里是 ${algorithm}`), literal)
  add(`${deviceKey}&${time}`, 'baidu.algorithm-left-out', 'algorithm', text('the algorithm’s name was left out', '参与计算的内容里缺少算法名'))
  add(`${deviceKey}&${time}&`, 'baidu.algorithm-left-out', 'algorithm', text('the algorithm’s name was left out', '参与计算的内容里缺少算法名'))
  add(`${right}&`, 'check.separators', 'password', text('an & was put between algorithm and secret', '算法和密钥之间多加了 &'))
  add([deviceKey, time, algorithm].join('|'), 'check.separators', 'password', text('the parts were joined by | in place of &', '各段之间用了 | 而不是 &'))
  add([deviceKey, time, algorithm].join(''), 'check.separators', 'password', text('the & between the parts is missing', '各段之间缺少 &'))
  add(contentOf(coreId, timestamp, algorithm), 'baidu.core-id', 'deviceKey', text('the IoTCoreId was hashed in place of the DeviceKey', '把 IoTCoreId 当成 DeviceKey 参与了计算'))
  add(contentOf(str(inputs, 'clientId'), timestamp, algorithm), 'check.other-client-id', 'clientId', text('the client ID was hashed in place of the DeviceKey', '把 Client ID 当成 DeviceKey 参与了计算'))
  add(right + deviceSecret, 'check.secret-in-content', 'password', text('the secret was put into the content as well', '内容里又多拼了一次密钥'))
  add(`${right}\n`, 'check.content-line-end', 'password', text('a line end was put before the secret', '密钥前多了一个换行'))
  return found
}

/** 0 and none are not compared with any clock. */
function judge({ username }: Given, _: Inputs, now: number): Mark[] {
  const remark = clockRemark(readUserName(username ?? '').timestamp ?? '', now)
  return remark ? [{ severity: 'error', stage: 'cloud', field: 'timestamp', part: 'username', ...remark }] : []
}

/** Baidu IoT Core documents, “Connect and exchange messages over MQTT” (Akck4811r). */
export const baiduInspection: Inspection = {
  shapes: { clientId: /^[0-9A-Za-z_-]{1,128}$/, username: /^thingidp@[^|]+\|/, password: /^([0-9a-fA-F]{32}|[0-9a-fA-F]{64})$/ },
  read,
  secret: () => 'deviceSecret',
  search,
  judge,
}
