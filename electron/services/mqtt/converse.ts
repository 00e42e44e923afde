import { MqttClient } from 'mqtt'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { explainSuback } from '../../../shared/mqtt/suback.ts'
import { text } from '../../../shared/text/local-text.ts'
import { newAttempt, noteError, type Attempt } from './attempt.ts'
import { checkOptions } from './check-options.ts'
import { clientOptions } from './client-options.ts'
import { explainAttempt } from './failures.ts'
import { openStream } from './open-stream.ts'
import { readTlsMaterial } from './tls-material.ts'

type Message = { readonly topic: string; readonly payload: string }

/** What to say after CONNACK, and what each message that arrives means. */
export type Conversation<T> = {
  readonly subscribe: readonly string[]
  readonly first?: Message
  readonly read: (topic: string, payload: string) => { readonly kind: 'wait' } | ({ readonly kind: 'ask'; readonly afterMs: number } & Message) | { readonly kind: 'end'; readonly value: T }
}

export type Conversed<T> = { readonly value: T; readonly last: Message }

/** Larger answers are none of a registration's. */
const maximumPayload = 64 * 1024

/**
 * One login, one conversation, then DISCONNECT: no reconnecting, nothing kept, nothing listed. Ends within `timeoutMs`; never rejects.
 */
export function converse<T>(options: BrokerOptions, talk: Conversation<T>, timeoutMs: number): Promise<Result<Conversed<T>>> {
  const material = readTlsMaterial(options)
  const problem = checkOptions(options) ?? (material.ok ? null : material.failure)
  if (problem || !material.ok) return Promise.resolve(fail(problem ?? silent))
  return new Promise((resolve) => {
    let attempt: Attempt = newAttempt(options.host)
    let ask: NodeJS.Timeout | undefined
    const client = new MqttClient(() => {
      attempt = newAttempt(options.host)
      return openStream(options, material.value, attempt)
    }, { ...clientOptions(options), reconnectPeriod: 0 })
    const end = (result: Result<Conversed<T>>) => {
      clearTimeout(deadline)
      clearTimeout(ask)
      resolve(result)
      client.end(true)
      client.stream.destroy()
    }
    const deadline = setTimeout(() => {
      attempt.timedOut = true
      end(fail(attempt.connectedAt === undefined ? explainAttempt(attempt, options, material.value) : silent))
    }, timeoutMs)
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'connack') attempt.connack = { code: packet.reasonCode ?? packet.returnCode ?? 0 }
    })
    client.on('connect', () => {
      attempt.connectedAt = Date.now()
      void begin()
    })
    const begin = async () => {
      for (const topic of talk.subscribe) {
        const code = await new Promise<number>((done) => client.subscribe(topic, { qos: 1 }, (error, grants, packet) => done(packet?.granted[0] as number | undefined ?? grants?.[0]?.qos ?? (error ? 128 : 0))))
        if (code >= 128) return end(fail(explainSuback(options.version, code, topic, 1)))
      }
      if (talk.first) client.publish(talk.first.topic, talk.first.payload, { qos: 1 })
    }
    client.on('message', (topic, bytes) => {
      const payload = bytes.subarray(0, maximumPayload).toString('utf8')
      const next = talk.read(topic, payload)
      if (next.kind === 'end') return end(ok({ value: next.value, last: { topic, payload } }))
      if (next.kind === 'ask') ask = setTimeout(() => client.publish(next.topic, next.payload, { qos: 1 }), Math.min(next.afterMs, timeoutMs))
    })
    client.on('error', (error) => noteError(attempt, error))
    client.on('close', () => end(fail(attempt.connectedAt === undefined ? explainAttempt(attempt, options, material.value) : closedEarly)))
  })
}

const silent: Failure = {
  code: 'mqtt.no-reply',
  stage: 'cloud',
  what: text('The cloud took the login but sent no answer in time', '云端接受了登录，但一直没有返回结果'),
  next: text('Try again. If it stays so, check in the console that registration is switched on and that the device may register.', '请重试；仍然如此时，到控制台确认已打开动态注册、且该设备允许注册。'),
}

const closedEarly: Failure = {
  code: 'mqtt.closed-without-reply',
  stage: 'cloud',
  what: text('The cloud closed the connection without an answer', '云端没有返回结果就断开了连接'),
  next: text('The device is unknown, was activated already, or may not register: check it in the console.', '设备不存在、已激活过或不允许注册，请到控制台核对。'),
}
