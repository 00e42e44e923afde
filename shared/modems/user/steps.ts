import { fillTemplate, type Scope, type Value } from '../../profiles/template.ts'
import { utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import type { Job, PemFile } from '../../wizard/credential.ts'
import { fillsIn, knownSecrets } from '../../wizard/fills.ts'
import type { PromptData, Step } from '../../wizard/step.ts'
import { fileIn } from './file-in.ts'
import type { UserModem, UserStep } from './schema.ts'

const open = (value: string | number | undefined): Value => ({ text: value === undefined ? '' : String(value), isSecret: false })

/** The values that commands may name. What the cloud hides is a secret wherever it stands, also within a user name. */
export function jobScope(job: Job, secretOptions: ReadonlySet<string>): Scope {
  const { credential, exchange, keepAlive, options = {} } = job
  const hidden = credential.hidden ?? []
  const marked = (value: string | undefined): Value => ({ text: value ?? '', isSecret: value !== undefined && hidden.some((secret) => value.includes(secret)) })
  return {
    ...Object.fromEntries(Object.entries(options).map(([key, value]) => [key, { text: value, isSecret: secretOptions.has(key) }])),
    host: open(credential.host),
    port: open(credential.port),
    clientId: marked(credential.clientId),
    username: marked(credential.username),
    password: { text: credential.password ?? '', isSecret: knownSecrets(job, credential.password).length > 0 },
    keepAlive: open(keepAlive),
    subscribeTopic: open(exchange.subscribeTopic),
    subscribeQos: open(exchange.subscribeQos),
    publishTopic: open(exchange.publishTopic),
    qos: open(exchange.qos),
    retain: open(exchange.retain ? 1 : 0),
    payload: marked(exchange.payload),
    caBytes: open(credential.ca?.bytes.length),
    certificateBytes: open(credential.certificate?.bytes.length),
    privateKeyBytes: open(credential.privateKey?.bytes.length),
  }
}

/** Whether a step has its place in this job. */
export function applies({ when }: Pick<UserStep, 'when'>, { credential, exchange, keepAlive }: Job): boolean {
  const facts: Readonly<Record<string, boolean>> = {
    tls: credential.tls !== 'none',
    plain: credential.tls === 'none',
    mutual: credential.tls === 'mutual',
    ca: credential.ca !== undefined,
    username: credential.username !== undefined,
    password: credential.password !== undefined,
    keepAlive: keepAlive !== undefined,
    subscribe: exchange.subscribeTopic !== undefined,
    publish: exchange.publishTopic !== undefined,
    [`qos${exchange.qos}`]: true,
  }
  return when.every((word) => (word.startsWith('not ') ? facts[word.slice(4)] !== true : facts[word] === true))
}

function dataOf({ data }: UserStep, { credential }: Job, scope: Scope): PromptData | undefined {
  if (!data) return undefined
  const { prompt, promptTimeoutMs, end, content } = data
  const common = { prompt, promptTimeoutMs, end, ...(data.afterOk && { followsOk: true as const }) }
  const which = fileIn(content)
  if (which !== undefined) {
    const file: PemFile | undefined = credential[which]
    return { ...common, bytes: file?.bytes ?? new Uint8Array(), label: file?.name ?? which, secret: which === 'privateKey' }
  }
  const made = fillTemplate(content, scope)
  const isSecret = made.secrets.length > 0
  return { ...common, bytes: utf8(made.text), label: isSecret ? data.content : made.text, secret: isSecret }
}

/** A person's step with the job's values in it. */
export function buildStep(step: UserStep, modem: Pick<UserModem, 'source'>, job: Job, scope: Scope): Step {
  const send = fillTemplate(step.send, scope)
  const recover = step.recover.map(({ when, send: lines, why }) => {
    const filled = lines.map(({ line, timeoutMs, urcPrefix }) => ({ made: fillTemplate(line, scope), timeoutMs, ...(urcPrefix !== undefined && { urcPrefix }) }))
    return { secrets: filled.flatMap(({ made }) => made.secrets), recovery: { when, why, send: filled.map(({ made, ...rest }) => ({ line: made.text, ...rest })) } }
  })
  const then = dataOf(step, job, scope)
  const { urc } = step
  return {
    id: step.id,
    stage: step.stage,
    ...(step.covers.length > 0 && { covers: step.covers }),
    title: step.title,
    why: step.why ?? text('From your own profile.', '来自自定义配置。'),
    source: step.source ?? modem.source,
    send: send.text,
    ...fillsIn(job, send.text),
    secrets: [...new Set([...send.secrets, ...recover.flatMap(({ secrets }) => secrets)])],
    ...(then && { then }),
    expect: {
      timeoutMs: step.timeoutMs,
      ...(step.expect && { line: step.expect }),
      ...(urc && {
        urc: {
          prefix: urc.prefix,
          accept: urc.accept,
          timeoutMs: urc.timeoutMs,
          ...(urc.failurePrefix !== undefined && { failurePrefix: urc.failurePrefix }),
          ...(urc.interim !== undefined && { interim: urc.interim }),
        },
      }),
      ...(step.poll && { poll: step.poll }),
    },
    ...(step.capture.length > 0 && { capture: step.capture.map(({ name, label, pattern, decode }) => ({ name, label, pattern, ...(decode !== undefined && { decode }) })) }),
    ...(recover.length > 0 && { recover: recover.map(({ recovery }) => recovery) }),
    risk: step.risk,
    ...(step.chained && { chained: true }),
    ...(step.opens && { opens: true }),
  }
}

/** The other profile's steps with a person's changes: some gone, some replaced, some put between, the rest behind. */
export function mergeSteps(base: readonly Step[], { steps, remove }: UserModem, made: ReadonlyMap<string, Step>): readonly Step[] {
  const own = (place: 'replaces' | 'before' | 'after', id: string): readonly Step[] => steps.flatMap((step) => (step[place] === id ? (made.get(step.id) ?? []) : []))
  const merged = base.flatMap((step) => {
    const isReplaced = steps.some(({ replaces }) => replaces === step.id)
    const here = isReplaced ? own('replaces', step.id) : remove.includes(step.id) ? [] : [step]
    return [...own('before', step.id), ...here, ...own('after', step.id)]
  })
  const behind = steps.filter(({ replaces, before, after }) => replaces === undefined && before === undefined && after === undefined)
  return [...merged, ...behind.flatMap(({ id }) => made.get(id) ?? [])]
}
