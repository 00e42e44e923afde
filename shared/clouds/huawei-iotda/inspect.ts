import { algorithmOfHexLength, encodingCandidates } from '../../signature/digest-candidates.ts'
import { algorithms, type Algorithm } from '../../signature/digest.ts'
import type { Given, GivenPart } from '../../signature/given.ts'
import type { Candidate, Digesting, DigestSearch } from '../../signature/search.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { readClientId } from './client-id.ts'
import { huaweiPorts, type HuaweiTransport } from './endpoint.ts'
import { formatHour, hourMs, hourRemark, parseHour } from './hour.ts'
import { isByCertificate, signTypeOf } from './login.ts'

const mark = (part: GivenPart, code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next })

type Stated = Record<string, Statement>

function read(given: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  readHost(given, known, stated, marks)
  readPort(given, known, stated)
  readUserName(given, stated, marks)
  const isCertified = isByCertificate(known) || (given.password ?? '') === ''
  const client = readClientId(given.clientId, str(known, 'deviceId') || (stated['deviceId']?.value ?? ''), isCertified)
  marks.push(...client.marks)
  for (const [key, value] of Object.entries(client.stated)) stated[key] ??= { value, part: 'clientId' }
  if (!isCertified) readPassword(given, known, marks)
  return { stated, marks }
}

function readHost({ host }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (host === undefined || str(known, 'host') !== '') return
  const own = /^([a-z0-9-]+)\.st1\.iotda-device\.([a-z0-9-]+)\.myhuaweicloud\.com$/i.exec(host)
  const basic = /^iot-mqtts\.([a-z0-9-]+)\.myhuaweicloud\.com$/i.exec(host)
  const isOtherForm = /^[a-z0-9-]+(\.st\d+)?\.(iotda-device|iot-mqtts)\.[a-z0-9-]+\.myhuaweicloud\.com$/i.test(host)
  if (own?.[1] !== undefined && own[2] !== undefined) {
    stated['instance'] = { value: own[1], part: 'host' }
    stated['region'] = { value: own[2], part: 'host' }
  } else if (basic?.[1] !== undefined && str(known, 'instance') === '') stated['region'] = { value: basic[1], part: 'host' }
  else if (str(known, 'instance') !== '') return
  // An address of one's own, a bench or a custom domain, is taken as it is; a misspelt one of the cloud is not.
  else if (isOtherForm || !/huawei|iotda|iot-mqtts/i.test(host)) stated['host'] = { value: host, part: 'host' }
  else {
    marks.push(
      mark(
        'host',
        'huawei.host',
        text('This is not an access address of IoTDA.', '这不是 IoTDA 的设备接入地址。'),
        text('It looks like 6e69a63a03.st1.iotda-device.cn-north-4.myhuaweicloud.com; copy it from the instance’s access information.', '应类似 6e69a63a03.st1.iotda-device.cn-north-4.myhuaweicloud.com，请从实例的“接入信息”复制。'),
      ),
    )
  }
}

function readPort({ host, port }: Given, known: Inputs, stated: Stated): void {
  if (port === undefined) return
  const found = (Object.entries(huaweiPorts) as [HuaweiTransport, number][]).find(([, number]) => String(number) === port)?.[0]
  if (str(known, 'transport') === '' && found) stated['transport'] = { value: found, part: 'port' }
  const isOwnHost = str(known, 'host') !== '' || stated['host']?.value === host
  if (isOwnHost && found === undefined && /^\d+$/.test(port)) stated['port'] = { value: port, part: 'port' }
}

function readUserName({ username }: Given, stated: Stated, marks: Mark[]): void {
  if (username === undefined) return
  const long = /^(.+)_\d_\d_\d{10}$/.exec(username)?.[1]
  if (long === undefined) {
    stated['deviceId'] = { value: username, part: 'username' }
    return
  }
  stated['deviceId'] = { value: long, part: 'username' }
  marks.push({
    ...mark('username', 'huawei.username', text('The user name is the device ID alone; sign type and hour belong to the client ID.', '用户名只填设备 ID；签名类型和时间戳属于 Client ID。'), text(`It should be: ${long}`, `应为：${long}`)),
    span: [long.length, username.length],
    expected: long,
  })
}

function readPassword({ password }: Given, known: Inputs, marks: Mark[]): void {
  if (password === undefined) return
  if (password === str(known, 'secret')) {
    marks.push(mark('password', 'check.secret-as-password', text('The password is the device secret itself.', '密码直接填成了设备密钥。'), text('It is the HMAC of the secret under the hour; take the one computed here.', '应为以时间戳为 key 的 HMAC，请使用这里算出的密码。')))
  } else if (/^[0-9a-fA-F]+$/.test(password) && algorithmOfHexLength(password.length) === undefined) {
    marks.push(mark('password', 'check.digest-length', text(`The password has ${password.length} hex digits; it should have 64.`, `密码有 ${password.length} 位十六进制，应为 64 位。`), text('It was cut off or has something added: copy it again.', '可能被截断或多了字符，请重新复制。')))
  }
}

/** Key and content stand the other way round here than elsewhere: what the search calls content is the HMAC's key. */
function search(given: string, inputs: Inputs, known: Inputs): DigestSearch | undefined {
  if (given === '') return undefined
  return {
    given,
    keys: secretCandidates({
      value: str(inputs, 'secret'),
      field: 'secret',
      label: text('the device secret', '设备密钥'),
      reading: 'text',
      mistaken: [
        { value: str(known, 'groupSecret'), label: text('the group secret', '注册组密钥') },
        { value: str(known, 'productSecret'), label: text('the product’s secret', '产品密钥') },
        { value: str(inputs, 'deviceId'), label: text('the device ID', '设备 ID') },
      ],
    }),
    contents: hourCandidates(inputs),
    algorithms: algorithmCandidates,
    encodings: encodingCandidates(['hex']),
    digestings,
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

const way = text('The time stamp is the key, the secret is the message: HmacSHA256(secret, timestamp).', '时间戳是 HMAC 的 key，设备密钥是被签名的内容。')

const digestings: readonly Candidate<Digesting>[] = [
  { value: 'hmac-swapped' },
  { value: 'hmac', fault: { code: 'check.swapped-key', field: 'password', what: text('secret and time stamp changed places in the HMAC', 'HMAC 的 key 和内容填反了（把设备密钥当成了 key）'), next: way } },
  { value: 'hash-with-key', fault: { code: 'check.no-hmac', field: 'password', what: text('it is a plain hash of time stamp and secret, not an HMAC', '把时间戳和密钥拼在一起做了普通哈希，不是 HMAC'), next: way } },
]

/** The hour of the client ID, then those that a device in another time zone would have signed. */
function hourCandidates(inputs: Inputs): Candidate<string>[] {
  const stamp = str(inputs, 'timestamp')
  const hour = parseHour(stamp)
  const found: Candidate<string>[] = [{ value: stamp }]
  const add = (value: string, code: string, what: Text, next: Text) => found.push({ value, fault: { code, field: 'timestamp', what, next } })
  const same = text('Sign with the very hour that the client ID carries.', '签名用的时间戳必须和 Client ID 里的完全一样。')
  if (hour !== undefined) {
    const zones = [8, -8, ...Array.from({ length: 27 }, (_, index) => index - 12)]
    for (const offset of new Set(zones)) {
      if (offset === 0) continue
      const [en, zh] = offset === 8 ? [' (local time in place of UTC?)', '（可能用了本地时间而不是 UTC）'] : ['', '']
      add(
        formatHour(hour + offset * hourMs),
        'huawei.other-hour',
        text(`another hour was signed than the client ID carries, ${Math.abs(offset)} h ${offset > 0 ? 'later' : 'earlier'}${en}`, `签名用的时间比 Client ID 里的${offset > 0 ? '晚' : '早'} ${Math.abs(offset)} 小时${zh}`),
        same,
      )
    }
    add(stamp.slice(0, 8), 'huawei.hour-cut', text('the day was signed without the hour', '签名时只用了日期，没有小时'), same)
  }
  add(`${str(inputs, 'deviceId')}_0_${signTypeOf(inputs)}_${stamp}`, 'check.whole-client-id', text('the whole client ID was used in place of the time stamp', '把整个 Client ID 当成了时间戳'), same)
  return found
}

/** Sign type 0 is not compared with any clock. */
function judge({ clientId }: Given, inputs: Inputs, now: number): Mark[] {
  const { signType, timestamp } = readClientId(clientId, str(inputs, 'deviceId'), false).stated
  if (signType !== '1' || timestamp === undefined || isByCertificate(inputs)) return []
  const remark = hourRemark(timestamp, now)
  return remark ? [{ severity: 'error', stage: 'cloud', field: 'timestamp', part: 'clientId', ...remark }] : []
}

/** Huawei Cloud IoTDA, “Device connection authentication” (iot_06_v5_3009). */
export const huaweiInspection: Inspection = {
  shapes: { clientId: /_\d_\d_\d{8,14}$/, username: /^(?!.*_\d_\d_\d{8,14}$)[A-Za-z0-9_-]{1,128}$/, password: /^[0-9a-fA-F]{64}$/ },
  read,
  secret: (inputs) => (isByCertificate(inputs) ? undefined : 'secret'),
  search,
  judge,
}
