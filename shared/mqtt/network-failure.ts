import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'

export type Endpoint = { readonly host: string; readonly port: number }

/** How far an attempt got: looking the name up, opening TCP, the TLS handshake, the WebSocket upgrade, MQTT itself. */
export type Phase = 'dns' | 'tcp' | 'tls' | 'websocket' | 'mqtt'

/** A host as it belongs into the field; null when it is good. Catches pasted addresses before DNS gives a riddle. */
export function checkHost(host: string): Failure | null {
  const scheme = /^[a-z]+:\/\//i.exec(host)?.[0]
  const isIpv6 = /^[0-9a-f:.]+(%[\w.-]+)?$/i.test(host) && host.split(':').length > 2
  if (!scheme && !/[\s/@?#[\]]/.test(host) && (isIpv6 || !host.includes(':'))) return null
  // A pasted address may carry a login before its “@”.
  const shown = host.replace(/[^/@]*@/, '***@')
  return {
    code: 'mqtt.host-form',
    stage: 'net',
    what: text(`“${shown}” is not a plain host name or address`, `“${shown}”不是单纯的域名或 IP 地址`),
    next: text(
      `Enter the host alone, without ${scheme ? `“${scheme}”` : 'a scheme'}, port or path: those have fields of their own.`,
      `这里只填域名或 IP，不要带${scheme ? `“${scheme}”` : '协议头'}、端口和路径，它们有各自的输入框。`,
    ),
  }
}

/**
 * A system error before or during the connection, in words. `code` is Node's (`ENOTFOUND`, `ECONNREFUSED` ...);
 * `detail` is the system's own line and becomes the evidence.
 */
export function explainNetworkError(code: string, detail: string, { host, port }: Endpoint): Failure {
  const at = `${host}:${port}`
  const failure = (name: string, what: Failure['what'], next: Failure['next']): Failure => ({
    code: `mqtt.${name}`,
    stage: 'net',
    what,
    next,
    evidence: detail,
  })
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return failure(
        'host-not-found',
        text(`The host name ${host} does not exist`, `找不到域名 ${host}`),
        text('Check the spelling; a copied name may carry a blank or a full-width character.', '检查拼写；复制来的域名里可能有空格或全角字符。'),
      )
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'ESERVFAIL':
      return failure(
        'dns-unreachable',
        text(`The DNS server gave no answer for ${host}`, `DNS 服务器没有应答，无法解析 ${host}`),
        text('Check this PC’s network connection, or enter the IP address instead of the name.', '检查这台电脑的网络，或者直接填 IP 地址。'),
      )
    case 'ECONNREFUSED':
      return failure(
        'connection-refused',
        text(`Nothing listens on ${at}`, `${at} 没有服务在监听，连接被拒绝`),
        text(
          'Check the port (usually 1883 plain, 8883 TLS, 8083/8084 WebSocket) and that the broker runs and listens on this address.',
          '检查端口（一般明文 1883、TLS 8883、WebSocket 8083/8084），并确认服务器已启动、监听的是这个地址。',
        ),
      )
    case 'ETIMEDOUT':
      return failure(
        'connection-timeout',
        text(`No answer from ${at}`, `${at} 没有应答`),
        text(
          'A firewall or security group probably drops this port: open it there, and check host and port.',
          '多半是防火墙或安全组把这个端口丢弃了：请放行端口，并核对地址和端口号。',
        ),
      )
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return failure(
        'unreachable',
        text(`There is no route to ${host}`, `没有到 ${host} 的路由`),
        text('Check cable, Wi-Fi, VPN and proxy of this PC, and whether the address is a private one of another network.', '检查这台电脑的网线、Wi-Fi、VPN 和代理，以及该地址是不是别的内网地址。'),
      )
    case 'EACCES':
    case 'EPERM':
      return failure(
        'blocked-here',
        text(`This PC does not let the program reach ${at}`, `这台电脑禁止程序访问 ${at}`),
        text('Allow it in the local firewall or security software.', '请在本机防火墙或安全软件里放行。'),
      )
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return failure(
        'connection-reset',
        text(`The connection to ${at} was cut`, `与 ${at} 的连接被对端断开`),
        text(
          'The broker, or a firewall on the way, ended it. Check port and protocol (plain or TLS), then the broker’s log.',
          '服务器或中间的防火墙切断了连接。先核对端口和协议（明文还是 TLS），再看服务器日志。',
        ),
      )
    default:
      return failure(
        'network-error',
        text(`The connection to ${at} failed`, `连接 ${at} 失败`),
        text('Check host, port and this PC’s network; the line below is the system’s own message.', '检查地址、端口和本机网络；下面一行是系统的原始信息。'),
      )
  }
}

/** Nothing was refused, nothing answered: what the wait was for tells where to look. */
export function explainTimeout(phase: Phase, seconds: number, endpoint: Endpoint): Failure {
  const { host, port } = endpoint
  const evidence = `no answer within ${seconds} s`
  switch (phase) {
    case 'dns':
      return explainNetworkError('EAI_AGAIN', evidence, endpoint)
    case 'tcp':
      return explainNetworkError('ETIMEDOUT', evidence, endpoint)
    case 'tls':
      return {
        code: 'tls.timeout',
        stage: 'tls',
        what: text(`${host}:${port} took the connection but does not answer the TLS handshake`, `${host}:${port} 接受了连接，但不应答 TLS 握手`),
        next: text('The port probably speaks plain MQTT: use mqtt instead of mqtts, or the TLS port (usually 8883).', '这个端口多半是明文 MQTT：改用 mqtt，或改连 TLS 端口（一般 8883）。'),
        evidence,
      }
    case 'websocket':
      return {
        code: 'mqtt.websocket-timeout',
        stage: 'mqtt',
        what: text(`${host}:${port} does not answer the WebSocket upgrade`, `${host}:${port} 不应答 WebSocket 升级请求`),
        next: text('Check that the port is the WebSocket one (usually 8083, or 8084 for wss).', '确认端口是 WebSocket 端口（一般 8083，wss 为 8084）。'),
        evidence,
      }
    case 'mqtt':
      break
  }
  return {
    code: 'mqtt.connack-timeout',
    stage: 'mqtt',
    what: text(`${host}:${port} is connected but does not answer MQTT CONNECT`, `已连上 ${host}:${port}，但对端不应答 MQTT CONNECT`),
    next: text(
      'The port probably speaks something else: TLS where plain was sent, or WebSocket or HTTP. Check protocol and port.',
      '这个端口多半不是明文 MQTT，可能是 TLS、WebSocket 或 HTTP。请核对协议和端口。',
    ),
    evidence,
  }
}
