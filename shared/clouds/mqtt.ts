import type { Failure, Stage } from '../contract/failure.ts'
import { checkTopicFilter, checkTopicName } from '../mqtt/topic-rules.ts'
import { text, type Text } from '../text/local-text.ts'
import { byteLength, findLookalike, hasControl } from '../text/suspicious.ts'
import type { Credential, Exchange, Job, PemFile, TlsMode } from '../wizard/credential.ts'
import type { Finding } from '../wizard/plan.ts'
import { mqttFields } from './mqtt-fields.ts'
import type { CloudProfile, Field, InputValue, Inputs, Prepared } from './profile.ts'

const tlsModes: readonly TlsMode[] = ['none', 'server', 'mutual']

const finding = (severity: Finding['severity'], code: string, stage: Stage, field: string, what: Text, next: Text): Finding => ({
  severity,
  code,
  stage,
  field,
  what,
  next,
})

const isFile = (value: InputValue | undefined): value is PemFile => typeof value === 'object'

/** Text of an input, its field's initial value when nothing was entered. Spaces stay: a trailing one is a finding, not ours to drop. */
function read(inputs: Inputs, key: string): string {
  const value = inputs[key]
  if (typeof value === 'string' && value !== '') return value
  return mqttFields.find((field) => field.key === key)?.initial ?? ''
}

const stageOf = (field: Field): Stage => (field.group === 'tls' ? 'tls' : 'mqtt')

const isShown = (field: Field, inputs: Inputs): boolean =>
  !field.shownWhen || field.shownWhen.oneOf.includes(read(inputs, field.shownWhen.key))

function missing(inputs: Inputs): Finding[] {
  return mqttFields.flatMap((field) => {
    if (!field.required || !isShown(field, inputs)) return []
    const value = inputs[field.key]
    const empty = field.kind === 'file' ? !isFile(value) || value.bytes.length === 0 : read(inputs, field.key).trim() === ''
    if (!empty) return []
    return [
      finding(
        'error',
        'input.missing',
        stageOf(field),
        field.key,
        text(`${field.label.en} is empty.`, `“${field.label.zh}”还没有填。`),
        field.help,
      ),
    ]
  })
}

/** What makes any text field suspect, whatever it means. */
function texture(inputs: Inputs): Finding[] {
  return mqttFields.flatMap((field) => {
    const value = inputs[field.key]
    if (field.kind === 'file' || field.kind === 'payload' || typeof value !== 'string' || value === '') return []
    const found: Finding[] = []
    const add = (severity: Finding['severity'], code: string, what: Text, next: Text) =>
      found.push(finding(severity, code, stageOf(field), field.key, what, next))
    if (hasControl(value)) {
      add(
        'error',
        'input.control-character',
        text(`${field.label.en} contains a line end or another control character.`, `“${field.label.zh}”里有换行或其他控制字符。`),
        text('Delete it: a carriage return would end the AT command in the middle.', '请删掉：回车会让 AT 指令提前结束。'),
      )
    }
    const lookalike = findLookalike(value)
    if (lookalike) {
      add(
        'error',
        'input.lookalike',
        text(
          `${field.label.en} contains the typographic character ${lookalike.found}, as copied from an article.`,
          `“${field.label.zh}”里有从文章复制来的全角或弯引号字符 ${lookalike.found}。`,
        ),
        lookalike.meant.trim() === ''
          ? text('Delete it.', '请删掉它。')
          : text(`Type the plain ${lookalike.meant} instead, or leave it out.`, `改成半角的 ${lookalike.meant}，或者去掉。`),
      )
    }
    if (value !== value.trim() && field.key !== 'host' && field.key !== 'port') {
      add(
        'warning',
        'input.outer-space',
        text(`${field.label.en} begins or ends with a space.`, `“${field.label.zh}”的开头或结尾有空格。`),
        text('Delete it unless the broker really expects it.', '如果不是服务器要求的，请删掉。'),
      )
    }
    return found
  })
}

/** A pasted address may carry a login before its “@”, which no message may repeat. */
const withoutLogin = (host: string): string => host.replace(/^.*@/, '***@')

function checkHost(host: string): Finding[] {
  const bad = (code: string, what: Text, next: Text) => [finding('error', code, 'mqtt', 'host', what, next)]
  if (host === '') return []
  if (host.includes('://')) {
    const bare = host
      .replace(/^.*?:\/\//, '')
      .replace(/^[^/]*@/, '')
      .replace(/[:/].*$/, '')
    return bad(
      'input.host-scheme',
      text('The broker address carries a scheme such as mqtt://.', '服务器地址里带了 mqtt:// 之类的前缀。'),
      text(`Enter the host alone: ${bare}`, `只填主机名：${bare}`),
    )
  }
  if (/^[^:]+:\d+$/.test(host)) {
    return bad(
      'input.host-port',
      text('The broker address carries a port.', '服务器地址里带了端口。'),
      text('Put the port into its own field.', '把端口填到“端口”一栏。'),
    )
  }
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(host)) {
    return bad(
      'input.host-characters',
      text(`“${withoutLogin(host)}” is not a host name or IPv4 address.`, `“${withoutLogin(host)}”不是有效的域名或 IPv4 地址。`),
      text('Use letters, digits, dots and hyphens only, and check for spaces copied with it.', '只能有字母、数字、点和连字符，检查是否多复制了空格或标点。'),
    )
  }
  return []
}

function number(inputs: Inputs, key: string, low: number, high: number, stage: Stage): { value?: number; findings: Finding[] } {
  const entered = read(inputs, key).trim()
  if (entered === '') return { findings: [] }
  const value = Number(entered)
  if (/^\d+$/.test(entered) && value >= low && value <= high) return { value, findings: [] }
  return {
    findings: [
      finding(
        'error',
        `input.${key}`,
        stage,
        key,
        text(`“${entered}” is not a whole number from ${low} to ${high}.`, `“${entered}”不是 ${low} 到 ${high} 之间的整数。`),
        text('Correct it, or leave it empty for the default.', '请改正，或留空使用默认值。'),
      ),
    ],
  }
}

function checkTopics(exchange: Exchange): Finding[] {
  const found: Finding[] = []
  const refuse = (field: string, problem: Failure | null) => {
    if (problem) found.push(finding('error', problem.code, problem.stage, field, problem.what, problem.next))
  }
  if (exchange.publishTopic) refuse('publishTopic', checkTopicName(exchange.publishTopic))
  if (exchange.subscribeTopic) refuse('subscribeTopic', checkTopicFilter(exchange.subscribeTopic))
  if (exchange.publishTopic && exchange.payload === '') {
    found.push(
      finding(
        'warning',
        'payload.empty',
        'mqtt',
        'payload',
        text('The message is empty.', '消息内容为空。'),
        text('Enter a message, or clear the publish topic.', '请填写消息内容，或清空发布主题。'),
      ),
    )
  }
  if (byteLength(exchange.payload) > 0 && !exchange.publishTopic) {
    found.push(
      finding(
        'warning',
        'payload.no-topic',
        'mqtt',
        'publishTopic',
        text('There is a message but no topic to publish it to.', '填了消息内容，但没有发布主题。'),
        text('Enter a publish topic, or the message will not be sent.', '请填写发布主题，否则消息不会发送。'),
      ),
    )
  }
  return found
}

const asQos = (value: string): 0 | 1 | 2 => (value === '2' ? 2 : value === '1' ? 1 : 0)

function prepare(inputs: Inputs): Prepared {
  const chosenTls = read(inputs, 'tls')
  const tls: TlsMode = tlsModes.find((mode) => mode === chosenTls) ?? 'server'
  const host = read(inputs, 'host').trim()
  const port = number(inputs, 'port', 1, 65535, 'mqtt')
  const keepAlive = number(inputs, 'keepAlive', 0, 3600, 'mqtt')
  const username = read(inputs, 'username')
  const password = read(inputs, 'password')
  const findings: Finding[] = [...missing(inputs), ...texture(inputs), ...checkHost(host), ...port.findings, ...keepAlive.findings]
  if (tls !== chosenTls) {
    findings.push(
      finding(
        'error',
        'input.tls',
        'tls',
        'tls',
        text(`“${chosenTls}” is not an encryption mode.`, `“${chosenTls}”不是有效的加密方式。`),
        text('Use none, server or mutual.', '可选 none、server、mutual。'),
      ),
    )
  }
  for (const key of ['qos', 'subscribeQos']) {
    const chosen = read(inputs, key)
    if (/^[012]$/.test(chosen)) continue
    findings.push(
      finding(
        'error',
        'input.qos',
        'mqtt',
        key,
        text(`“${chosen}” is not a QoS.`, `“${chosen}”不是有效的 QoS。`),
        text('Use 0, 1 or 2.', '可选 0、1、2。'),
      ),
    )
  }
  if (password !== '' && username === '') {
    findings.push(
      finding(
        'error',
        'login.no-username',
        'mqtt',
        'username',
        text('There is a password but no user name.', '填了密码，但没有用户名。'),
        text('MQTT 3.1.1 allows a password only with a user name. Enter one.', 'MQTT 3.1.1 规定有密码就必须有用户名，请补上。'),
      ),
    )
  }
  const exchange: Exchange = {
    ...(read(inputs, 'publishTopic') && { publishTopic: read(inputs, 'publishTopic') }),
    ...(read(inputs, 'subscribeTopic') && { subscribeTopic: read(inputs, 'subscribeTopic') }),
    payload: read(inputs, 'payload'),
    qos: asQos(read(inputs, 'qos')),
    subscribeQos: asQos(read(inputs, 'subscribeQos')),
    retain: false,
  }
  findings.push(...checkTopics(exchange))
  const file = (key: string): PemFile | undefined => {
    const value = inputs[key]
    return isFile(value) ? value : undefined
  }
  const ca = tls === 'none' ? undefined : file('ca')
  const certificate = tls === 'mutual' ? file('cert') : undefined
  const privateKey = tls === 'mutual' ? file('key') : undefined
  const credential: Credential = {
    host,
    port: port.value ?? (tls === 'none' ? 1883 : 8883),
    tls,
    clientId: read(inputs, 'clientId'),
    ...(ca && { ca }),
    ...(certificate && { certificate }),
    ...(privateKey && { privateKey }),
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
  }
  const draft: Job = { credential, exchange, ...(keepAlive.value !== undefined && { keepAlive: keepAlive.value }) }
  return findings.some((item) => item.severity === 'error') ? { draft, findings } : { job: draft, draft, findings }
}

/** Any broker: mosquitto, EMQX, HiveMQ or a company's own. Fields as in MQTT 3.1.1, 3.1 CONNECT. */
export const mqttCloud: CloudProfile = {
  id: 'mqtt',
  name: text('Any MQTT broker', '自建 / 任意 MQTT 服务器'),
  summary: text(
    'A broker of your own or your company’s, with a login and, over TLS, its CA certificate.',
    '自己或公司的 MQTT 服务器：账号密码登录，走 TLS 时使用其 CA 证书。',
  ),
  fields: mqttFields,
  prepare,
}
