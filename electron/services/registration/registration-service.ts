import { randomBytes } from 'node:crypto'
import { builtInCatalogue, type Catalogue } from '../../../shared/catalogue.ts'
import type { Answer, Inputs, Made } from '../../../shared/clouds/profile.ts'
import { signWith } from '../../../shared/clouds/sign.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { Exchanged, Registration } from '../../../shared/contract/registration.ts'
import { brokerOptionsOf } from '../../../shared/mqtt/broker-options.ts'
import { circumstancesOf } from '../../../shared/signature/circumstances.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import type { converse } from '../mqtt/index.ts'
import { callHttp } from './http-call.ts'

/** ms for the whole call, the reading of the answer included. */
const timeLimit = 25_000

type Outcome = Result<{ readonly answer: Answer; readonly exchanged: Exchanged }>

/** Runs a cloud's registration or authentication from this PC. Keeps nothing: no secret outlives the call. */
export class RegistrationService {
  readonly #converse: typeof converse
  readonly #now: () => number
  readonly #catalogue: () => Catalogue

  constructor(options: { readonly converse: typeof converse; readonly now?: () => number; readonly catalogue?: () => Catalogue }) {
    this.#catalogue = options.catalogue ?? (() => builtInCatalogue)
    this.#converse = options.converse
    this.#now = options.now ?? Date.now
  }

  readonly run = async (cloudId: string, operationId: string, inputs: Inputs): Promise<Result<Registration>> => {
    const cloud = this.#catalogue().findCloud(cloudId)
    const operation = cloud?.operations.find(({ id }) => id === operationId)
    if (!cloud || !operation) return fail(unknown(cloudId, operationId))
    const { made, findings } = signWith(cloud, operation, inputs, circumstancesOf(this.#now(), randomBytes))
    if (!made) return fail(notReady(findings.find(({ severity }) => severity === 'error')))
    const outcome = await this.#call(made)
    if (!outcome.ok) return outcome
    const { answer, exchanged } = outcome.value
    if (answer.kind === 'failed') return fail(answer.failure)
    return ok({ exchanged, inputs: answer.inputs, ...(answer.login && { login: answer.login }), remarks: answer.remarks })
  }

  async #call({ request, login, talk }: Made): Promise<Outcome> {
    if (request) return callHttp(request, timeLimit)
    if (!login || !talk) return fail(notCallable)
    const options = brokerOptionsOf(login, 60)
    const started = this.#now()
    const conversed = await this.#converse<Answer>(
      options,
      {
        subscribe: talk.subscribe,
        ...(talk.first && { first: talk.first }),
        read: (topic, payload) => {
          const next = talk.read(topic, payload)
          return next.kind === 'wait' || next.kind === 'ask' ? next : { kind: 'end', value: next }
        },
      },
      timeLimit,
    )
    if (!conversed.ok) return conversed
    const { value, last } = conversed.value
    return ok({
      answer: value,
      exchanged: {
        target: `CONNECT ${options.protocol}://${login.host}:${login.port}`,
        sent: [`clientId: ${login.clientId}`, `username: ${login.username ?? ''}`, `password: ${login.password ?? ''}`].join('\n'),
        received: `${last.topic}\n${last.payload}`,
        elapsedMs: this.#now() - started,
      },
    })
  }
}

const unknown = (cloud: string, operation: string): Failure => ({
  code: 'registration.unknown',
  stage: 'cloud',
  what: text('There is no such cloud or operation', '没有这个云平台或操作'),
  next: text('Choose one from the calculator’s list.', '请从签名计算的列表里选择。'),
  evidence: `${cloud} ${operation}`.slice(0, 100),
})

const notReady = (finding: Finding | undefined): Failure => ({
  code: finding?.code ?? 'registration.not-ready',
  stage: finding?.stage ?? 'cloud',
  what: finding?.what ?? text('The inputs are not complete', '参数还没有填完整'),
  next: finding?.next ?? text('Complete the form first.', '请先填完表单。'),
})

const notCallable: Failure = {
  code: 'registration.nothing-to-call',
  stage: 'cloud',
  what: text('This operation only computes a value; there is nothing to call', '这个操作只计算数值，不需要发请求'),
  next: text('Copy the value instead.', '直接复制结果即可。'),
}
