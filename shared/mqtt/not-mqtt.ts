import type { Failure } from '../contract/failure.ts'
import { toHex } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Endpoint } from './network-failure.ts'

type Target = Endpoint & { readonly protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss' }

/** What the far end said before MQTT got anywhere. CONNACK starts with 0x20; all else is another protocol. */
export function explainFirstBytes(bytes: Uint8Array, { host, port, protocol }: Target): Failure | null {
  if (bytes.length === 0 || bytes[0] === 0x20) return null
  const evidence = `first bytes: ${toHex(bytes, ' ')}`
  if (bytes[0] === 0x15 && bytes[1] === 0x03) return { ...portSpeaksTls({ host, port, protocol }), evidence }
  const isHttp = String.fromCharCode(...bytes.subarray(0, 5)) === 'HTTP/'
  return failure(
    isHttp ? 'port-speaks-http' : 'not-mqtt',
    isHttp
      ? text(`${host}:${port} answers as a web server, not as an MQTT broker`, `${host}:${port} 是 HTTP 服务，不是 MQTT 端口`)
      : text(`What answers on ${host}:${port} is not an MQTT broker`, `${host}:${port} 上应答的不是 MQTT 服务器`),
    isHttp
      ? text('Use ws or wss on this port, or the MQTT port (usually 1883, TLS 8883).', '这个端口请用 ws 或 wss，或改连 MQTT 端口（一般 1883，TLS 8883）。')
      : text('Check host and port (usually 1883, TLS 8883).', '请核对地址和端口（一般 1883，TLS 8883）。'),
    evidence,
  )
}

/** Plain text was sent to a TLS port. */
export function portSpeaksTls({ host, port, protocol }: Target): Failure {
  const secure = protocol === 'ws' ? 'wss' : 'mqtts'
  return failure(
    'port-speaks-tls',
    text(`${host}:${port} is a TLS port, but it was spoken to in plain text`, `${host}:${port} 是 TLS 端口，而这边发的是明文`),
    text(`Choose ${secure} with the broker’s CA, or the plain port (usually 1883).`, `请改用 ${secure} 并导入服务器的 CA，或改连明文端口（一般 1883）。`),
    'TLS answered on this port',
  )
}

/** The far end took CONNECT and hung up. `detail`: the system's code where there is one. */
export function closedBeforeConnack({ host, port, protocol }: Target, detail?: string): Failure {
  const isPlain = protocol === 'mqtt' || protocol === 'ws'
  return failure(
    'closed-before-connack',
    text(`${host}:${port} hung up without answering MQTT CONNECT`, `${host}:${port} 没有应答 MQTT CONNECT 就断开了连接`),
    isPlain
      ? text(
          'Many clouds do so when client ID, user name or password is wrong: check all three. Then check that this is the plain MQTT port and not a TLS one.',
          '很多云平台在 Client ID、用户名或密码不对时会直接断开：先核对这三项，再确认这是明文 MQTT 端口而不是 TLS 端口。',
        )
      : text(
          'TLS is good; many clouds hang up when client ID, user name or password is wrong: check all three, and whether the cloud wants a client certificate.',
          'TLS 已通过；很多云平台在 Client ID、用户名或密码不对时会直接断开：请核对这三项，并确认云平台是否要求客户端证书。',
        ),
    detail ? `closed before CONNACK (${detail})` : 'closed before CONNACK',
  )
}

const failure = (name: string, what: Text, next: Text, evidence: string): Failure => ({ code: `mqtt.${name}`, stage: 'mqtt', what, next, evidence })
