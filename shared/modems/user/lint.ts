import { bareNamesIn, namesIn } from '../../profiles/template.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import type { UserModem } from './schema.ts'
import { applies } from './steps.ts'

/** For parameters without a limit of their own: what MQTT allows. */
const anyLength = 65_535

const limitOf: Readonly<Record<string, keyof UserModem['limits']>> = {
  host: 'host',
  clientId: 'clientId',
  username: 'username',
  password: 'password',
  subscribeTopic: 'topic',
  publishTopic: 'topic',
  payload: 'payload',
  keepAlive: 'keepAlive',
}

/** What the extended profile finds, without what this one states itself. */
export const stillHolding = (findings: readonly Finding[], { limits }: UserModem): readonly Finding[] =>
  findings.filter(({ code, stage, field = '' }) => {
    if (limits.tls !== undefined && stage === 'tls') return false
    const limit = limitOf[field]
    return limit === undefined || limits[limit] === undefined || !/too-long$|keep-alive$/.test(code)
  })

const tlsWords = { none: text('plain TCP', 'TCP 明文'), server: text('TLS', 'TLS'), mutual: text('TLS with a client certificate', '带客户端证书的 TLS') } as const

/** What a person's profile says its modem cannot do. `extending`: what is not said here the other profile checks itself. */
export function lintUserModem(modem: UserModem, job: Job): readonly Finding[] {
  const { limits, name } = modem
  const extending = modem.extends !== undefined
  const { host = anyLength, clientId = anyLength, username = anyLength, password = anyLength, topic = anyLength } = limits
  return [
    ...lintParameters({ name, limits: { host, clientId, username, password, topic }, doubtsCommas: false }, job),
    ...(limits.payload === undefined ? [] : lintPayloadLength(job.exchange.payload, name, limits.payload)),
    ...(extending ? [] : lintTransport(name, job)),
    ...lintTls(modem, job),
    ...lintKeepAlive(modem, job),
    ...lintQos(modem, job),
    ...lintInlinePayload(modem, job),
  ]
}

function lintTls({ limits, name, extends: base }: UserModem, { credential }: Job): Finding[] {
  const allowed = limits.tls ?? (base === undefined ? ['none' as const] : undefined)
  if (allowed === undefined || allowed.includes(credential.tls)) return []
  return [
    {
      severity: 'error',
      code: 'modem.tls',
      stage: 'tls',
      field: 'transport',
      what: text(`The ${name} has no way to connect by ${tlsWords[credential.tls].en} in its profile.`, `${name} 的配置里没有${tlsWords[credential.tls].zh}的接入方式。`),
      next: text(`Its profile knows: ${allowed.map((each) => tlsWords[each].en).join(', ')}.`, `配置里有：${allowed.map((each) => tlsWords[each].zh).join('、')}。`),
    },
  ]
}

function lintKeepAlive({ limits, name }: UserModem, { keepAlive }: Job): Finding[] {
  const range = limits.keepAlive
  if (!range || keepAlive === undefined || (keepAlive >= range.min && keepAlive <= range.max)) return []
  return [
    {
      severity: 'error',
      code: 'modem.keep-alive',
      stage: 'mqtt',
      field: 'keepAlive',
      what: text(`The ${name} takes a keep-alive of ${range.min} to ${range.max} s, not ${keepAlive} s.`, `${name} 的心跳间隔为 ${range.min}–${range.max} 秒，不能是 ${keepAlive} 秒。`),
      next: text('Correct it, or leave it empty.', '请改正，或留空。'),
    },
  ]
}

function lintQos({ limits, name }: UserModem, { exchange }: Job): Finding[] {
  const most = limits.maxQos
  if (most === undefined) return []
  return ([['qos', exchange.qos, exchange.publishTopic], ['subscribeQos', exchange.subscribeQos, exchange.subscribeTopic]] as const).flatMap(([field, qos, topic]) =>
    topic === undefined || qos <= most
      ? []
      : [{ severity: 'error' as const, code: 'modem.qos', stage: 'mqtt' as const, field, what: text(`The ${name} has no QoS ${qos}.`, `${name} 不支持 QoS ${qos}。`), next: text(`Use QoS ${most} or lower.`, `请用 QoS ${most} 或更低。`) }],
  )
}

/** A message that stands in the command line itself: a quote ends the parameter, a line end the command. */
function lintInlinePayload({ steps, name }: UserModem, job: Job): Finding[] {
  const { payload } = job.exchange
  const sent = steps.filter((step) => applies(step, job) && namesIn(step.send).includes('payload'))
  const isBare = sent.some(({ send }) => bareNamesIn(send).includes('payload'))
  const breaks = (isBare && payload.includes('"')) || (sent.some(({ send }) => !/\{payload\|(?:hex|base64|urlencode|length)/.test(send)) && /[\u0000-\u001f\u007f]/.test(payload))
  if (!breaks) return []
  return [
    {
      severity: 'error',
      code: 'modem.payload-characters',
      stage: 'cloud',
      field: 'payload',
      what: text(`The ${name} takes the message in the command itself; a double quote or a line end in it would end the command.`, `${name} 把消息写在指令里，消息中的双引号或换行会让指令提前结束。`),
      next: text('Leave them out of the message, or write {payload|escape}, |single or |hex in the profile, as the manual has it.', '去掉它们，或按手册在配置里写 {payload|escape}、|single 或 |hex。'),
    },
  ]
}
