import { connect, type IClientOptions, type MqttClient } from 'mqtt'
import { WebSocket } from 'ws'
import { utf8 } from '../../../../shared/text/bytes.ts'
import { createAuthority, type Authority } from '../certificates.ts'
import { address } from '../doors.ts'
import type { Login, MakeCloud } from './practice-cloud.ts'
import { serveCloud, type RunningCloud } from './serve-cloud.ts'

/** One practice cloud on its own, for a test file. Its clock is the test's. */
export async function serveAlone(make: MakeCloud, now: () => number = Date.now): Promise<RunningCloud & { readonly authority: Authority }> {
  const authority = await createAuthority({ name: 'Test CA' })
  const server = await authority.issue({ name: 'localhost', hosts: ['localhost', address] })
  const ca = { name: 'ca.pem', bytes: utf8(authority.certificate) }
  const model = await make({ now, authority, ca, rsaKey: server.privateKey })
  return { ...(await serveCloud(model, { ...server, authority: authority.certificate })), authority }
}

/** Inputs of a demo; files as Buffers. */
export function demoOf(cloud: RunningCloud, id: string) {
  const demo = cloud.info.demos.find((each) => each.id === id)
  if (!demo) throw new Error(`no demo ${id}`)
  const text = (key: string): string => {
    const value = demo.inputs[key]
    if (typeof value !== 'string' || value === '') throw new Error(`demo ${id} has no ${key}`)
    return value
  }
  const file = (key: string): Buffer => {
    const value = demo.inputs[key]
    if (typeof value !== 'object') throw new Error(`demo ${id} has no file ${key}`)
    return Buffer.from(value.bytes)
  }
  return { operation: demo.operation, text, file }
}

const schemes = { tcp: 'mqtt', tls: 'mqtts', ws: 'ws', wss: 'wss' } as const

export type Dial = Omit<IClientOptions, 'transport' | 'port' | 'path' | 'host'> & {
  readonly transport: keyof typeof schemes
  readonly port: string
  readonly path?: string
  readonly host?: string
}

/** 0 to 5: CONNACK's code. `closed`: the cloud hung up, or TLS or the WebSocket failed. */
export type Outcome = number | 'closed'

export type Dialled = {
  readonly outcome: Outcome
  readonly client: MqttClient
  readonly messages: { topic: string; payload: string }[]
  readonly gone: Promise<void>
}

/** Clients of a test file, ended all at once. */
export function createDialler() {
  const clients: MqttClient[] = []
  const dial = ({ transport, port, path = '/mqtt', host = 'localhost', ...options }: Dial): Promise<Dialled> => {
    const url = `${schemes[transport]}://${host}:${port}${transport === 'ws' || transport === 'wss' ? path : ''}`
    const client = connect(url, { keepalive: 60, reconnectPeriod: 0, connectTimeout: 5000, protocolVersion: 4, ...options })
    clients.push(client)
    const messages: { topic: string; payload: string }[] = []
    client.on('message', (topic, payload) => messages.push({ topic, payload: payload.toString() }))
    const gone = new Promise<void>((resolve) => void client.once('close', () => resolve()))
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => resolve({ outcome, client, messages, gone })
      client.once('connect', () => settle(0))
      client.on('error', (error) => settle('code' in error && typeof error.code === 'number' ? error.code : 'closed'))
      client.once('close', () => settle('closed'))
    })
  }
  const endAll = async (): Promise<void> => void (await Promise.all(clients.splice(0).map((client) => client.endAsync(true))))
  return { dial, endAll }
}

/** The HTTP status with which a WebSocket opens (101) or is refused. */
export const upgradeStatus = (port: string, path: string, ca: Buffer): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://localhost:${port}${path}`, 'mqtt', { ca })
    socket.once('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode)
      request.destroy()
    })
    socket.on('error', reject)
  })

/** Whether the cloud hangs up on `action`. A connection that lasts is only known by waiting a while. */
export async function isCutOff({ client, gone }: Dialled, action: (client: MqttClient) => unknown, patience = 3000): Promise<boolean> {
  action(client)
  let timer: NodeJS.Timeout | undefined
  const lasting = new Promise<boolean>((resolve) => void (timer = setTimeout(() => resolve(false), patience)))
  const isGone = await Promise.race([gone.then(() => true), lasting])
  clearTimeout(timer)
  return isGone
}

/** Whether it stays on after an acknowledged message. */
export async function staysOn(dialled: Dialled, topic: string): Promise<boolean> {
  await dialled.client.publishAsync(topic, '{}', { qos: 1 })
  return !(await isCutOff(dialled, () => {}, 100))
}

/** The QoS that SUBACK grants; 128 is a refusal. */
export async function granted({ client }: Dialled, filter: string, qos: 0 | 1 | 2 = 0): Promise<number | undefined> {
  return new Promise((resolve) => {
    client.once('packetreceive', (packet) => resolve(packet.cmd === 'suback' ? Number(packet.granted[0]) : undefined))
    client.subscribe(filter, { qos }, () => {})
  })
}

/** A CONNECT as a verifier sees it. */
export const loginOf = (parts: Partial<Omit<Login, 'way'>> & { readonly way?: Partial<Login['way']> }): Login => ({
  clientId: '',
  username: '',
  password: '',
  keepAlive: 60,
  willTopic: null,
  ...parts,
  way: { transport: 'tls', certificate: null, serverName: 'localhost', alpn: '', url: '', ...parts.way },
})
