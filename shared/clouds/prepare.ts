import { checkTopicFilter, checkTopicName } from '../mqtt/topic-rules.ts'
import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'
import { byteLength } from '../text/suspicious.ts'
import type { Credential, Exchange, Job, TlsMode } from '../wizard/credential.ts'
import type { Finding } from '../wizard/plan.ts'
import type { Login } from '../signature/login.ts'
import { fieldFindings } from './field-findings.ts'
import { fieldsOf, isShown, resolveInputs, str } from './inputs.ts'
import type { Circumstances, CloudProfile, CloudRules, Inputs, Prepared } from './profile.ts'
import { withoutRepeats } from './sign.ts'

/**
 * What a cloud makes of a form for the wizard: the login, and what to do once connected. Nothing is sent and nothing is looked up.
 * `brought`: fields that the modem fetches on its way; their names in braces stand for them.
 */
export function prepareJob(cloud: CloudProfile, entered: Inputs, circumstances: Circumstances, brought: readonly string[] = []): Prepared {
  const [login] = cloud.operations
  const fields = fieldsOf(cloud.fields, login.id).filter(({ key }) => !brought.includes(key))
  const inputs = { ...resolveInputs(fields, entered, circumstances), ...Object.fromEntries(brought.map((key) => [key, `{${key}}`])) }
  const made = login.make(inputs, circumstances)
  const exchange = readExchange(inputs)
  const own = fieldFindings(fields, inputs, circumstances.now)
  const keepAlive = str(inputs, 'keepAlive').trim()
  const isKept = keepAlive !== '' && !own.some(({ field, severity }) => field === 'keepAlive' && severity === 'error')
  const bare = asCredential(made.login)
  const credential: Credential = cloud.rules.serverName && bare.tls !== 'none' ? { ...bare, serverName: true } : bare
  const { startsAt, expiresAt } = made
  const validity = (startsAt !== undefined || expiresAt !== undefined) && { ...(startsAt !== undefined && { from: startsAt }), ...(expiresAt !== undefined && { to: expiresAt }) }
  const typed = fields.flatMap((field) => (field.kind === 'secret' && isShown(field, inputs) ? [str(inputs, field.key)] : []))
  const hidden = hiddenOf(credential, [...typed, ...(made.hidden ?? [])])
  const draft: Job = { credential: { ...credential, ...(hidden.length > 0 && { hidden }) }, exchange, ...(isKept && { keepAlive: Number(keepAlive) }), ...(validity && { validity }) }
  const findings = withoutRepeats([
    ...own,
    ...made.findings,
    ...exchangeFindings(exchange),
    ...ruleFindings(cloud.rules, draft),
  ])
  return findings.some(({ severity }) => severity === 'error') ? { inputs, draft, findings } : { job: draft, inputs, draft, findings }
}

/** Shorter ones stand by chance in too much. */
const shortestSecret = 4

function hiddenOf({ clientId, username = '', webSocketPath = '' }: Credential, secrets: readonly string[]): readonly string[] {
  const query = webSocketPath.split('?')[1] ?? ''
  const open = [clientId, username, webSocketPath]
  return [...secrets.filter((secret) => secret.length >= shortestSecret && open.some((part) => part.includes(secret))), ...(query === '' ? [] : [query])]
}

const nowhere: Login = { host: '', port: 0, transport: 'tls', clientId: '' }

export function asCredential(login: Login = nowhere): Credential {
  const { transport, privateKey, certificate, ca, username, password, path, alpn } = login
  const isSecure = transport === 'tls' || transport === 'wss'
  const tls: TlsMode = !isSecure ? 'none' : certificate && privateKey ? 'mutual' : 'server'
  return {
    host: login.host,
    port: login.port,
    tls,
    clientId: login.clientId,
    ...(isSecure && ca && { ca }),
    ...(tls === 'mutual' && { certificate, privateKey }),
    ...(username !== undefined && username !== '' && { username }),
    ...(password !== undefined && password !== '' && { password }),
    ...((transport === 'ws' || transport === 'wss') && { webSocketPath: path ?? '/mqtt' }),
    ...(alpn && alpn.length > 0 && { alpn }),
  }
}

const asQos = (value: string): 0 | 1 | 2 => (value === '2' ? 2 : value === '1' ? 1 : 0)

const readExchange = (inputs: Inputs): Exchange => ({
  ...(str(inputs, 'publishTopic') && { publishTopic: str(inputs, 'publishTopic') }),
  ...(str(inputs, 'subscribeTopic') && { subscribeTopic: str(inputs, 'subscribeTopic') }),
  payload: str(inputs, 'payload'),
  qos: asQos(str(inputs, 'qos')),
  subscribeQos: asQos(str(inputs, 'subscribeQos')),
  retain: false,
})

/** What is wrong with topics and message whatever the cloud. */
export function exchangeFindings(exchange: Exchange): Finding[] {
  const found: Finding[] = []
  const refuse = (field: string, problem: Failure | null) => {
    if (problem) found.push({ severity: 'error', code: problem.code, stage: problem.stage, field, what: problem.what, next: problem.next })
  }
  if (exchange.publishTopic) refuse('publishTopic', checkTopicName(exchange.publishTopic))
  if (exchange.subscribeTopic) refuse('subscribeTopic', checkTopicFilter(exchange.subscribeTopic))
  if (exchange.publishTopic && exchange.payload === '') {
    found.push({
      severity: 'warning',
      code: 'payload.empty',
      stage: 'mqtt',
      field: 'payload',
      what: text('The message is empty.', '消息内容为空。'),
      next: text('Enter a message, or clear the publish topic.', '请填写消息内容，或清空发布主题。'),
    })
  }
  if (exchange.payload !== '' && !exchange.publishTopic) {
    found.push({
      severity: 'warning',
      code: 'payload.no-topic',
      stage: 'mqtt',
      field: 'publishTopic',
      what: text('There is a message but no topic to publish it to.', '填了消息内容，但没有发布主题。'),
      next: text('Enter a publish topic, or the message will not be sent.', '请填写发布主题，否则消息不会发送。'),
    })
  }
  return found
}

/** What the cloud would refuse, found before anything is sent. */
export function ruleFindings(rules: CloudRules, { credential, exchange, keepAlive }: Job): Finding[] {
  const found: Finding[] = []
  const add = (code: string, field: string, what: Finding['what'], next: Finding['next'] = text(`See: ${rules.source}`, `依据：${rules.source}`)) =>
    found.push({ severity: 'error', code, stage: 'cloud', field, what, next })
  const { min, max, advised } = rules.keepAlive
  if (keepAlive !== undefined && (keepAlive < min || keepAlive > max)) {
    add(
      'cloud.keep-alive',
      'keepAlive',
      text(`This cloud takes a keep-alive of ${min} to ${max} s, not ${keepAlive} s.`, `该云平台的心跳间隔为 ${min}–${max} 秒，不能是 ${keepAlive} 秒。`),
      text(`${advised} s is a good value.`, `建议 ${advised} 秒。`),
    )
  }
  for (const [field, qos, topic] of [
    ['qos', exchange.qos, exchange.publishTopic],
    ['subscribeQos', exchange.subscribeQos, exchange.subscribeTopic],
  ] as const) {
    if (topic === undefined || qos <= rules.maxQos) continue
    add('cloud.qos', field, text(`This cloud refuses QoS ${qos}.`, `该云平台不支持 QoS ${qos}。`), text(`Use QoS ${rules.maxQos} or lower.`, `请用 QoS ${rules.maxQos} 或更低。`))
  }
  for (const [field, topic] of [
    ['publishTopic', exchange.publishTopic],
    ['subscribeTopic', exchange.subscribeTopic],
  ] as const) {
    if (topic === undefined) continue
    const counted = rules.uncountedTopicPrefix ? topic.replace(rules.uncountedTopicPrefix, '') : topic
    const bytes = byteLength(counted)
    if (rules.topicBytes !== undefined && bytes > rules.topicBytes) {
      add('cloud.topic-length', field, text(`The topic has ${bytes} bytes; this cloud takes ${rules.topicBytes}.`, `主题有 ${bytes} 字节，该云平台最多 ${rules.topicBytes} 字节。`))
    }
    const levels = counted.split('/').filter((level, index) => index > 0 || level !== '').length
    if (rules.topicLevels !== undefined && levels > rules.topicLevels) {
      add('cloud.topic-levels', field, text(`The topic has ${levels} levels; this cloud takes ${rules.topicLevels}.`, `主题有 ${levels} 级，该云平台最多 ${rules.topicLevels} 级。`))
    }
  }
  const payload = byteLength(exchange.payload)
  if (rules.payloadBytes !== undefined && payload > rules.payloadBytes) {
    add('cloud.payload-length', 'payload', text(`The message has ${payload} bytes; this cloud takes ${rules.payloadBytes}.`, `消息有 ${payload} 字节，该云平台最多 ${rules.payloadBytes} 字节。`))
  }
  const clientId = byteLength(credential.clientId)
  if (rules.clientIdBytes !== undefined && clientId > rules.clientIdBytes) {
    add('cloud.client-id-length', 'clientId', text(`The client ID has ${clientId} bytes; this cloud takes ${rules.clientIdBytes}.`, `Client ID 有 ${clientId} 字节，该云平台最多 ${rules.clientIdBytes} 字节。`))
  }
  return found
}
