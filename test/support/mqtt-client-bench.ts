import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { MqttService } from '../../electron/services/mqtt/index.ts'
import type { Disposer, Result } from '../../shared/contract/failure.ts'
import type { BrokerOptions, ConnectionInfo, MqttMessage } from '../../shared/contract/mqtt.ts'
import { issue, makeAuthority, pemFile } from './certificates.ts'
import { startTlsBroker, type TlsBroker, type TlsBrokerOptions } from './mosquitto-tls.ts'

/** What to undo after each test, newest first. */
export const undo: (() => unknown)[] = []

export async function undoAll(): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step()
}

/** A CA, its file, and a server of it on this computer. */
export async function makeIdentities() {
  const ca = await makeAuthority('Bench CA')
  const server = await issue(ca, 'localhost', { names: ['localhost', '127.0.0.1'] })
  return { ca, server, caFile: () => pemFile('ca.pem', ca.cert) }
}

export const base: BrokerOptions = {
  name: 'test',
  protocol: 'mqtt',
  host: '127.0.0.1',
  port: 1,
  path: '',
  clientId: 'pc-1',
  username: '',
  password: '',
  keepAlive: 60,
  cleanSession: true,
  version: 4,
  ca: null,
  certificate: null,
  privateKey: null,
  verifyServer: true,
}
export const bytes = (value: string) => new TextEncoder().encode(value)

export async function broker(options: TlsBrokerOptions = {}): Promise<TlsBroker> {
  const started = await startTlsBroker(options)
  undo.push(started.stop)
  return started
}

export function service(options: Partial<ConstructorParameters<typeof MqttService>[0]> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-mqtt-'))
  const made = new MqttService({ folder, ...options })
  undo.push(async () => {
    await made.dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  return made
}

export const connect = (options: Partial<BrokerOptions>, from = service()) => from.connect({ ...base, ...options })

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}

export async function failureOf(result: Promise<Result<unknown>>) {
  const answer = await result
  if (answer.ok) throw new Error('it succeeded')
  return answer.failure
}

/** Resolves with the first event for which `pick` gives something; bounded by 15 s. */
export function until<Args extends readonly unknown[], T>(subscribe: (listener: (...args: Args) => void) => Disposer, pick: (...args: Args) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nothing within 15 s')), 15_000)
    const stop = subscribe((...args) => {
      const found = pick(...args)
      if (found === undefined) return
      clearTimeout(timer)
      stop()
      resolve(found)
    })
  })
}

export const untilState = (mqtt: MqttService, state: ConnectionInfo['state']) => until(mqtt.onDidChangeConnection, (info) => (info.state === state ? info : undefined))

/** The first messages received from now on. */
export async function collect(mqtt: MqttService, id: string, count: number): Promise<MqttMessage[]> {
  const seen: MqttMessage[] = []
  let next = mqtt.extent(id)?.nextSeq ?? 0
  let turn = Promise.resolve()
  return until<[string], MqttMessage[]>(
    (listener) =>
      mqtt.onDidGrow((from) => {
        if (from !== id) return
        turn = turn.then(async () => {
          const { messages } = valueOf(await mqtt.messages(id, next, 100_000))
          next += messages.length
          seen.push(...messages.filter((one) => one.direction === 'in'))
          listener(id)
        })
      }),
    () => (seen.length >= count ? seen : undefined),
  )
}

export async function listen(made: Server): Promise<number> {
  undo.push(() => made.close())
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return (made.address() as AddressInfo).port
}

/** A server on loopback that answers each run of bytes as told. */
export const fakeBroker = (answer: (socket: Socket, chunk: Buffer) => unknown): Promise<number> =>
  listen(
    createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk: Buffer) => void answer(socket, chunk))
    }),
  )
