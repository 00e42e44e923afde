import type { Failure } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Endpoint } from './network-failure.ts'

/** TCP (and TLS) are up, the WebSocket upgrade is not: wrong path, wrong port, or no MQTT behind it. `message`: in the words of the `ws` library. */
export function explainWebSocketError(message: string, { host, port, path: written }: Endpoint & { readonly path: string }): Failure {
  // Gateways take tokens in the query.
  const path = written.replace(/\?.*$/s, '?…') || '/'
  const failure = (name: string, what: Text, next: Text): Failure => ({ code: `mqtt.websocket-${name}`, stage: 'mqtt', what, next, evidence: message })
  const status = Number(/Unexpected server response: (\d+)/.exec(message)?.[1])
  if ([400, 404, 405, 426].includes(status)) {
    return failure(
      'path',
      text(`The server has no WebSocket at ${path} (HTTP ${status})`, `服务器在 ${path} 上没有 WebSocket（HTTP ${status}）`),
      text('Check the path: most brokers use /mqtt, mosquitto takes any or /.', '检查路径：多数服务器用 /mqtt，mosquitto 用 / 即可。'),
    )
  }
  if (status === 401 || status === 403) {
    return failure(
      'forbidden',
      text(`The server refuses the WebSocket (HTTP ${status})`, `服务器拒绝 WebSocket 连接（HTTP ${status}）`),
      text('A gateway in front of the broker wants its own login or token in the path: see the cloud’s page.', '服务器前面的网关需要单独鉴权，或要求路径里带令牌，请查阅云平台文档。'),
    )
  }
  if (status) {
    return failure(
      'status',
      text(`The server answers HTTP ${status} in place of a WebSocket`, `服务器返回 HTTP ${status}，没有建立 WebSocket`),
      text('Check host, port and path; with 5xx the broker behind the gateway is down.', '核对地址、端口和路径；5xx 说明网关后面的服务器没有运行。'),
    )
  }
  if (/subprotocol/i.test(message)) {
    return failure(
      'not-mqtt',
      text(`There is a WebSocket at ${path}, but not one that carries MQTT`, `${path} 上有 WebSocket，但不是 MQTT 的`),
      text('Check the path: most brokers use /mqtt.', '检查路径：多数服务器用 /mqtt。'),
    )
  }
  return failure(
    'refused',
    text(`${host}:${port} does not speak WebSocket`, `${host}:${port} 不是 WebSocket 端口`),
    text('Use the broker’s WebSocket port (usually 8083, or 8084 for wss), or mqtt/mqtts on this port.', '请改连 WebSocket 端口（一般 8083，wss 为 8084），或在这个端口上用 mqtt/mqtts。'),
  )
}
