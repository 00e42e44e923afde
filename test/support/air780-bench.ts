import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Packet } from 'mqtt-packet'
import { practiceModels } from '../../electron/services/practice/index.ts'
import type { SimulatedModemOptions } from '../../electron/services/practice/simulated-modem.ts'
import { scriptModem } from './modem-script.ts'
import { startScriptedBroker, type BrokerPeer, type ScriptedBroker } from './scripted-broker.ts'

/** What to undo after each test, newest first. */
export const undo: (() => unknown)[] = []

export async function undoAll(): Promise<void> {
  for (const each of undo.splice(0).toReversed()) await each()
}

/** An Air780EP with its echo off, at 50 ms a second. */
export async function silentModem(fault: string | null = null, options: SimulatedModemOptions = {}) {
  const modem = practiceModels.find(({ id }) => id === 'airm2m-air780ep')?.create({ pace: 'instant', secondMs: 50, ...options })
  if (!modem) throw new Error('no Air780EP in the catalogue')
  undo.push(modem.dispose)
  const script = scriptModem(modem)
  await script.command('ATE0')
  modem.setFault(fault)
  return { modem, ...script }
}

/** Accepts everything and gives each publication back to whoever subscribed to its topic; `special` goes first (true: it has answered). */
export async function loopBroker(special: (packet: Packet, peer: BrokerPeer) => boolean = () => false): Promise<ScriptedBroker> {
  const topics = new Set<string>()
  const broker = await startScriptedBroker((packet, peer) => {
    if (special(packet, peer)) return
    const messageId = packet.messageId ?? 0
    if (packet.cmd === 'connect') peer.send({ cmd: 'connack', returnCode: 0, sessionPresent: false })
    if (packet.cmd === 'subscribe') {
      for (const { topic } of packet.subscriptions) topics.add(topic)
      peer.send({ cmd: 'suback', messageId, granted: packet.subscriptions.map(({ qos }) => qos) })
    }
    if (packet.cmd === 'unsubscribe') peer.send({ cmd: 'unsuback', messageId, granted: [] })
    if (packet.cmd === 'publish') {
      if (packet.qos === 1) peer.send({ cmd: 'puback', messageId })
      if (packet.qos === 2) peer.send({ cmd: 'pubrec', messageId })
      if (topics.has(packet.topic)) peer.send({ ...packet, qos: 0, dup: false })
    }
    if (packet.cmd === 'pubrel') peer.send({ cmd: 'pubcomp', messageId })
    if (packet.cmd === 'pingreq') peer.send({ cmd: 'pingresp' })
  })
  undo.push(broker.close)
  return broker
}

export type WebRequest = { readonly method: string; readonly path: string; readonly contentType: string; readonly body: string }

/** An HTTP server that answers every request with `body`, and remembers them. */
export async function webServer(body: string | (() => string), status = 200) {
  const requests: WebRequest[] = []
  const server = createServer((request: IncomingMessage, response) => {
    void (async () => {
      let text = ''
      for await (const part of request) text += String(part)
      requests.push({ method: request.method ?? '', path: request.url ?? '', contentType: request.headers['content-type'] ?? '', body: text })
      const answer = typeof body === 'string' ? body : body()
      response.writeHead(status, { 'content-length': Buffer.byteLength(answer) }).end(answer)
    })()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  undo.push(() => new Promise((resolve) => server.close(resolve)))
  return { port: (server.address() as AddressInfo).port, requests }
}
