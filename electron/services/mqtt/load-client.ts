import { MqttClient } from 'mqtt'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { explainPuback } from '../../../shared/mqtt/reason-codes.ts'
import { explainSuback } from '../../../shared/mqtt/suback.ts'
import type { LoadClient, LoadClientEvents } from '../load-test/index.ts'
import { newAttempt, noteError, type Attempt } from './attempt.ts'
import { checkOptions } from './check-options.ts'
import { clientOptions } from './client-options.ts'
import { connectSeconds, cutWhileWaiting, explainAttempt } from './failures.ts'
import { openStream } from './open-stream.ts'
import { readTlsMaterial } from './tls-material.ts'

/** bytes that may wait in this program for one client; more would be measured as the broker's slowness. */
const waitingBytes = 256 * 1024
const closeMs = 1500

/** A client for many of its kind: nothing kept, nothing listed, no reconnecting, failures in the same words as everywhere. */
export function openLoadClient(options: BrokerOptions, { onMessage, onLost }: LoadClientEvents, signal: AbortSignal): Promise<Result<LoadClient>> {
  const material = readTlsMaterial(options)
  if (!material.ok) return Promise.resolve(material)
  const problem = checkOptions(options)
  if (problem) return Promise.resolve(fail(problem))
  return new Promise((resolve) => {
    let attempt: Attempt = newAttempt(options.host)
    let isClosing = false
    const { will: _will, ...plain } = clientOptions(options)
    const client = new MqttClient(
      () => {
        attempt = newAttempt(options.host)
        return openStream(options, material.value, attempt)
      },
      plain,
    )
    const deadline = setTimeout(() => {
      attempt.timedOut = true
      client.stream.destroy()
    }, connectSeconds * 1000)

    const giveUp = (): void => void client.stream.destroy()
    signal.addEventListener('abort', giveUp)

    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'connack') attempt.connack = { code: packet.reasonCode ?? packet.returnCode ?? 0 }
      if (packet.cmd === 'disconnect') attempt.disconnect = { code: packet.reasonCode ?? 0 }
    })
    client.on('connect', () => {
      clearTimeout(deadline)
      signal.removeEventListener('abort', giveUp)
      attempt.connectedAt = Date.now()
      client.stream.setMaxListeners(0)
      resolve(ok(made))
    })
    client.on('message', (_topic, payload) => onMessage(payload))
    client.on('error', (error) => {
      if (error.message === 'Keepalive timeout') attempt.keepaliveRanOut = true
      else if (typeof (error as NodeJS.ErrnoException).code === 'string' || (attempt.connack?.code ?? 0) !== 0) noteError(attempt, error)
      else attempt.fault ??= error.message
      client.stream.destroy()
    })
    client.on('close', () => {
      clearTimeout(deadline)
      signal.removeEventListener('abort', giveUp)
      if (isClosing) return
      isClosing = true
      const failure = explainAttempt(attempt, options, material.value)
      if (attempt.connectedAt === undefined) resolve(fail(failure))
      else onLost(failure)
      client.end(true)
    })

    const made: LoadClient = {
      isFree: () => client.connected && client.stream.writableLength < waitingBytes,
      publish: (topic, payload, qos, done) => {
        client.publish(topic, payload as Buffer, { qos }, (error) => {
          const code = (error as { code?: unknown } | undefined)?.code
          done(typeof code === 'number' ? explainPuback(code, topic) : null)
        })
      },
      subscribe: (filter, qos) =>
        new Promise<Failure | null>((answer) => {
          const timer = setTimeout(() => answer(cutWhileWaiting), connectSeconds * 1000)
          client.subscribe(filter, { qos }, (error, grants, packet) => {
            clearTimeout(timer)
            const code = packet?.granted[0] ?? grants?.[0]?.qos
            if (typeof code === 'number' && code >= 128) answer(explainSuback(options.version, code, filter, qos))
            else answer(error ? cutWhileWaiting : null)
          })
        }),
      close: () =>
        new Promise<void>((gone) => {
          const end = (): void => {
            clearTimeout(timer)
            client.stream.destroy()
            gone()
          }
          const timer = setTimeout(end, closeMs)
          if (isClosing) return end()
          isClosing = true
          // `end` waits for what is unacknowledged, for ever if need be.
          for (const messageId of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(messageId))
          client.end(!client.connected, {}, end)
        }),
    }
  })
}
