import type { Given } from '../../signature/given.ts'
import { algorithmCandidates, algorithmOfHexLength, encodingCandidates, hmacCandidates } from '../../signature/digest-candidates.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import type { Candidate, DigestSearch } from '../../signature/search.ts'
import { textOf } from '../../signature/working.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { contentParts } from './content.ts'
import { methodOf, modeFindings, ownClientId, transportOf } from './login.ts'
import { readMethod } from './method.ts'

const mark = (part: 'host' | 'port' | 'clientId' | 'username' | 'password', code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next })

type Stated = Record<string, Statement>

function read(given: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  readHost(given, known, stated)
  readPort(given, known, stated)
  readClientId(given, stated, marks)
  readUserName(given, known, stated, marks)
  readPassword(given, stated, marks)
  marks.push(...modeMarks(known, stated))
  return { stated, marks }
}

/** A secure mode that somebody has settled on themselves is theirs to know: the old public instance takes either. */
function modeMarks(known: Inputs, stated: Stated): Mark[] {
  const mode = stated['securemode']
  if (!mode || str(known, 'securemode') !== '' || str(known, 'transport') === '') return []
  return modeFindings(transportOf(known), mode.value).map((finding) => ({ ...finding, part: mode.part }))
}

function readHost({ host }: Given, known: Inputs, stated: Stated): void {
  if (host === undefined || str(known, 'host') !== '') return
  const old = /^([A-Za-z0-9]+)\.iot-as-mqtt\.([a-z0-9-]+)\.aliyuncs\.com$/i.exec(host)
  const instance = /^([A-Za-z0-9-]+)\.mqtt\.iothub\.aliyuncs\.com$/i.exec(host)
  if (old?.[1] !== undefined && old[2] !== undefined) {
    stated['productKey'] = { value: old[1], part: 'host' }
    stated['region'] = { value: old[2], part: 'host' }
  } else if (instance?.[1] !== undefined) stated['instanceId'] = { value: instance[1], part: 'host' }
  // An address of one's own, a bench or a private link, is taken as it is; a misspelt one of the cloud is not.
  else if (!/aliyun|iot-as-mqtt|iothub/i.test(host)) stated['host'] = { value: host, part: 'host' }
}

function readPort({ port, clientId }: Given, known: Inputs, stated: Stated): void {
  if (port === undefined) return
  const isPlain = /securemode=3/.test(clientId ?? '')
  if (str(known, 'transport') === '') stated['transport'] = { value: port === '443' ? (isPlain ? 'ws' : 'wss') : isPlain ? 'tcp' : 'tls', part: 'port' }
  if (!['1883', '443'].includes(port) && (port === '8883' || str(known, 'host') !== '') && /^\d+$/.test(port)) stated['port'] = { value: port, part: 'port' }
}

const pairNames = ['securemode', 'signmethod', 'timestamp']

function readClientId({ clientId }: Given, stated: Stated, marks: Mark[]): void {
  if (clientId === undefined) return
  const bars = clientId.split('|')
  const example = text('It ends like this: |securemode=2,signmethod=hmacsha256|', '结尾应类似：|securemode=2,signmethod=hmacsha256|')
  if (bars.length === 1) {
    stated['clientId'] = { value: clientId, part: 'clientId' }
    marks.push(mark('clientId', 'alibaba.no-extension', text('The client ID lacks its | | part.', 'Client ID 缺少 | | 部分。'), example))
    return
  }
  stated['clientId'] = { value: bars[0] ?? '', part: 'clientId' }
  if (bars.length !== 3 || bars[2] !== '') {
    marks.push(mark('clientId', 'alibaba.bars', text('The client ID must have exactly two |, the second one at its end.', 'Client ID 必须恰好有两个 |，第二个在末尾。'), example))
  }
  for (const pair of (bars[1] ?? '').split(',')) {
    const at = pair.indexOf('=')
    const [key, content] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
    const right = [...pairNames, 'authType', 'random', 'instanceId', '_v', 'lan', '_ss', 'gw', 'ext', 'biz'].find((known) => known.toLowerCase() === key.trim().toLowerCase())
    if (right === undefined || at < 0) {
      marks.push(mark('clientId', 'alibaba.unknown-pair', text(`“${pair}” in the client ID is no parameter of this cloud.`, `Client ID 里的“${pair}”不是该平台的参数。`), example))
    } else if (right !== key) {
      marks.push(mark('clientId', 'check.case', text(`“${key}” in the client ID is written “${right}”.`, `Client ID 里的“${key}”应写成“${right}”。`), text('Upper and lower case count, and so do spaces.', '区分大小写，也不能有空格。')))
    }
    if (right !== undefined && pairNames.includes(right)) stated[right] = { value: content, part: 'clientId' }
  }
  const method = stated['signmethod']
  if (method && !readMethod(method.value)) {
    marks.push(mark('clientId', 'alibaba.method', text(`“${method.value}” is not a sign method of this cloud.`, `“${method.value}”不是该平台的签名算法。`), text('Use hmacsha256, hmacsha1 or hmacmd5.', '可选 hmacsha256、hmacsha1、hmacmd5。')))
    delete stated['signmethod']
  } else if (!method) {
    stated['signmethod'] = { value: 'hmacmd5', part: 'clientId' }
    marks.push({ ...mark('clientId', 'alibaba.no-method', text('The client ID names no sign method; hmacmd5 is taken.', 'Client ID 里没有 signmethod，平台按 hmacmd5 处理。'), example), severity: 'warning' })
  }
  const mode = stated['securemode']
  if (mode && !/^(-2|2|3)$/.test(mode.value)) {
    marks.push(mark('clientId', 'alibaba.securemode', text(`securemode=${mode.value} does not exist.`, `securemode=${mode.value} 不存在。`), text('2 with TLS and wss, 3 with TCP and ws.', 'TLS、wss 用 2，TCP、ws 用 3。')))
    delete stated['securemode']
  }
  const timestamp = stated['timestamp']
  if (timestamp && !/^\d+$/.test(timestamp.value)) {
    marks.push(mark('clientId', 'alibaba.timestamp', text('The timestamp in the client ID is not a number.', 'Client ID 里的 timestamp 不是数字。'), text('Milliseconds since 1970, or leave it out.', '应为 1970 年以来的毫秒数，也可以不带。')))
  }
}

function readUserName({ username }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (username === undefined) return
  const at = username.lastIndexOf('&')
  if (at < 0) {
    marks.push(mark('username', 'alibaba.no-ampersand', text('The user name lacks its “&”.', '用户名里缺少“&”。'), text('It is deviceName&productKey.', '格式为 deviceName&productKey。')))
    return
  }
  const [first, second] = [username.slice(0, at), username.slice(at + 1)]
  const productKey = str(known, 'productKey') || (stated['productKey']?.value ?? '')
  const deviceName = str(known, 'deviceName')
  const isTurned = first !== second && ((productKey !== '' && first === productKey) || (deviceName !== '' && second === deviceName))
  if (isTurned) {
    marks.push(mark('username', 'alibaba.username-order', text('ProductKey and DeviceName have changed places in the user name.', '用户名里 ProductKey 和 DeviceName 的顺序反了。'), text(`It should be: ${second}&${first}`, `应为：${second}&${first}`)))
  }
  stated['deviceName'] = { value: isTurned ? second : first, part: 'username' }
  stated['productKey'] = { value: isTurned ? first : second, part: 'username' }
}

function readPassword({ password, clientId }: Given, stated: Stated, marks: Mark[]): void {
  if (password === undefined || !/^[0-9a-fA-F]+$/.test(password)) return
  const made = algorithmOfHexLength(password.length)
  if (made === undefined) {
    marks.push(mark('password', 'check.digest-length', text(`The password has ${password.length} hex digits; a digest has 32, 40 or 64.`, `密码有 ${password.length} 位十六进制，摘要应为 32、40 或 64 位。`), text('It was cut off or has something added: copy it again.', '可能被截断或多了字符，请重新复制。')))
  } else if (clientId !== undefined && !clientId.includes('|')) stated['signmethod'] = { value: `hmac${made}`, part: 'password' }
}

function search(given: string, inputs: Inputs, known: Inputs): DigestSearch | undefined {
  if (given === '') return undefined
  const method = methodOf(inputs)
  return {
    given,
    keys: secretCandidates({
      value: str(inputs, 'deviceSecret'),
      field: 'deviceSecret',
      label: text('the DeviceSecret', 'DeviceSecret'),
      reading: 'text',
      mistaken: [
        { value: str(known, 'productSecret'), label: text('the ProductSecret', 'ProductSecret') },
        { value: str(inputs, 'productKey'), label: text('the ProductKey', 'ProductKey') },
        { value: str(inputs, 'deviceName'), label: text('the DeviceName', 'DeviceName') },
      ],
    }),
    contents: contentCandidates(inputs, known),
    algorithms: algorithmCandidates(method.algorithm, 'signmethod'),
    encodings: encodingCandidates(['hex', 'HEX']),
    digestings: hmacCandidates,
  }
}

function contentCandidates(inputs: Inputs, known: Inputs): Candidate<string>[] {
  const [clientId, deviceName, productKey, timestamp] = [ownClientId(inputs), str(inputs, 'deviceName'), str(inputs, 'productKey'), str(inputs, 'timestamp')]
  const right = { clientId, deviceName, productKey, timestamp }
  const of = (parameters: Record<string, string>) => textOf(contentParts(parameters))
  const found: Candidate<string>[] = [{ value: of(right) }]
  const add = (content: string, code: string, field: string, what: Text, next: Text) => {
    if (!found.some((one) => one.value === content)) found.push({ value: content, fault: { code, field, what, next } })
  }
  const sameTime = text('Sign the very timestamp that the client ID carries, or leave it out of both.', '参与签名的 timestamp 必须和 Client ID 里的完全一样，或者两边都不带。')
  if (timestamp !== '') {
    add(of({ ...right, timestamp: '' }), 'check.timestamp-not-signed', 'timestamp', text('the timestamp stands in the client ID but was not signed', 'Client ID 里带了 timestamp，但没有参与签名'), sameTime)
    if (timestamp.length > 3) {
      add(of({ ...right, timestamp: timestamp.slice(0, -3) }), 'check.timestamp-unit', 'timestamp', text('the timestamp was signed in seconds, the client ID carries milliseconds', '签名用的是秒，Client ID 里是毫秒'), sameTime)
    }
    add(of({ ...right, timestamp: `${timestamp}000` }), 'check.timestamp-unit', 'timestamp', text('the timestamp was signed in milliseconds, the client ID carries seconds', '签名用的是毫秒，Client ID 里是秒'), sameTime)
  }
  const own = str(known, 'timestamp')
  if (own !== '' && own !== timestamp) {
    add(of({ ...right, timestamp: own }), 'check.timestamp-other', 'timestamp', text('another timestamp was signed than the client ID carries', '参与签名的 timestamp 和 Client ID 里的不同'), sameTime)
  }
  const sameId = text('Sign the part of the client ID before the first |.', '参与签名的是 Client ID 中第一个 | 之前的部分。')
  for (const other of [deviceName, `${productKey}.${deviceName}`, `${deviceName}&${productKey}`, str(known, 'clientId')]) {
    if (other !== '' && other !== clientId) add(of({ ...right, clientId: other }), 'check.other-client-id', 'clientId', text(`the client ID “${other}” was signed in place of “${clientId}”`, `签名用的 clientId 是“${other}”，而不是“${clientId}”`), sameId)
  }
  const stamp = timestamp === '' ? '' : `,timestamp=${timestamp}`
  for (const mode of ['2', '3']) {
    add(of({ ...right, clientId: `${clientId}|securemode=${mode},signmethod=${methodOf(inputs).name}${stamp}|` }), 'check.whole-client-id', 'clientId', text('the whole client ID with its | | part was signed', '把带 | | 的整个 Client ID 拿去签名了'), sameId)
  }
  const order = text('clientId, deviceName, productKey, timestamp: names in alphabetical order, each followed by its value.', '按字母顺序：clientId、deviceName、productKey、timestamp，参数名后紧跟参数值。')
  add([clientId, deviceName, productKey, timestamp].join(''), 'check.values-only', 'password', text('only the values were signed, without their names', '只拼接了参数值，没有拼参数名'), order)
  const stampText = timestamp === '' ? '' : `timestamp${timestamp}`
  add(`productKey${productKey}deviceName${deviceName}${stampText}clientId${clientId}`, 'check.order', 'password', text('the parameters were signed in another order', '参数没有按字典序拼接'), order)
  add(`productKey${productKey}deviceName${deviceName}clientId${clientId}${stampText}`, 'check.order', 'password', text('the parameters were signed in another order', '参数没有按字典序拼接'), order)
  add(`clientId=${clientId}&deviceName=${deviceName}&productKey=${productKey}${stampText === '' ? '' : `&timestamp=${timestamp}`}`, 'check.separators', 'password', text('= and & were put between names and values', '参数之间多加了 = 和 &'), order)
  add(of({ ...right, deviceName: productKey, productKey: deviceName }), 'check.names-swapped', 'password', text('ProductKey and DeviceName changed places in the string to sign', '待签名字符串里 ProductKey 和 DeviceName 填反了'), order)
  add(of({ ...right, deviceSecret: str(inputs, 'deviceSecret') }), 'check.secret-in-content', 'password', text('the secret was put into the string to sign', '待签名字符串里多拼了 DeviceSecret'), text('The secret is the key and nothing else.', '密钥只作为 HMAC 的 key，不参与拼接。'))
  add(`${of(right)}\n`, 'check.content-line-end', 'password', text('a line end was signed with the content', '待签名字符串末尾带了换行'), text('Sign without a line end (echo -n).', '签名时不要带换行（例如用 echo -n）。'))
  return found
}

/** help.aliyun.com 73742. Hex is taken in either case. */
export const alibabaInspection: Inspection = {
  shapes: { clientId: /^[^|&]*\|.*\|?$/, username: /^[^|&]+&[A-Za-z0-9]+$/, password: /^([0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/ },
  read,
  secret: () => 'deviceSecret',
  search,
  isSamePassword: (given, right) => given.toLowerCase() === right && (given === right || given === right.toUpperCase()),
}
