import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createWebSocketStream, WebSocket } from 'ws'
import { isIPv6 } from 'node:net'
import { explainWebSocketError } from '../../../shared/mqtt/websocket-failure.ts'
import type { Credential } from '../../../shared/wizard/credential.ts'
import { broken, inTime, tryMqtt, type LayerResult } from './probe-layers.ts'

/** The upgrade on a connection that is up, TLS included where there is any, and MQTT within it. */
export async function tryWebSocket(socket: Socket, credential: Credential, deadline: number): Promise<LayerResult<null>> {
  const { host, port, webSocketPath: path = '/' } = credential
  const opened = await inTime<LayerResult<Duplex>>('websocket', credential, deadline, (done) => {
    const client = new WebSocket(`ws://${isIPv6(host) ? `[${host}]` : host}:${port}${path.startsWith('/') ? '' : '/'}${path}`, ['mqtt'], {
      createConnection: () => socket,
      perMessageDeflate: false,
      followRedirects: false,
    })
    client.on('error', ({ message }) => done(broken(explainWebSocketError(message, { host, port, path }))))
    client.once('open', () => done({ passed: true, detail: '', value: createWebSocketStream(client) }))
  })
  return opened.passed ? tryMqtt(opened.value, credential, deadline) : opened
}
