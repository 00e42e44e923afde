import { connect, type Socket } from 'node:net'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'
import { BoundedWriter } from './bounded-writer.ts'
import { noSignals, portFailure } from './failures.ts'
import { HandleEvents } from './handle-events.ts'
import type { OnTaken, PortHandle, PortProvider } from './provider.ts'

const connectMs = 5000
/** A serial server that lost power sends no FIN; probes after this long find out. */
const keepAliveMs = 10_000

/** Serial device servers in raw mode: `tcp://host:port`, bytes as they are (no RFC 2217, no telnet). */
export function createTcpProvider(): PortProvider {
  return {
    kind: 'tcp',
    accepts: (path) => /^tcp:/i.test(path),
    list: async () => ({ ports: [] }),
    open: async (path) => {
      const address = parseAddress(path)
      if (!address) return fail(badAddress(path))
      const connected = await connectTo(path, address)
      return connected.ok ? ok(new TcpHandle(path, connected.value)) : connected
    },
  }
}

export type Address = { readonly host: string; readonly port: number }

/** `tcp://192.168.1.7:8899`, `tcp://[fe80::1]:23`; `undefined` when host or port is missing or anything else is there. */
export function parseAddress(path: string): Address | undefined {
  const match = /^tcp:\/\/(\[[0-9a-f:.%\w]+\]|[^\s:/?#@[\]]+):(\d{1,5})\/?$/i.exec(path.trim())
  const port = Number(match?.[2])
  if (!match?.[1] || port < 1 || port > 65535) return undefined
  return { host: match[1].replace(/^\[|\]$/g, ''), port }
}

function connectTo(path: string, { host, port }: Address): Promise<Result<Socket>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const refuse = (code: string, evidence: string): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(fail(connectFailure(path, code, evidence)))
    }
    const timer = setTimeout(() => refuse('ETIMEDOUT', `No answer within ${connectMs / 1000} s`), connectMs)
    // Stays after the connection is up, when the handle has its own: then it only answers a promise that is settled.
    socket.on('error', (error: NodeJS.ErrnoException) => refuse(error.code ?? '', error.message))
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.setNoDelay(true)
      socket.setKeepAlive(true, keepAliveMs)
      resolve(ok(socket))
    })
  })
}

class TcpHandle implements PortHandle {
  readonly info: PortInfo
  readonly #events = new HandleEvents()
  readonly onData = this.#events.onData
  readonly onClosed = this.#events.onClosed
  readonly #socket: Socket
  readonly #writer: BoundedWriter

  constructor(path: string, socket: Socket) {
    this.info = { path, kind: 'tcp', label: path.replace(/^tcp:\/\//i, '') }
    this.#socket = socket
    this.#writer = new BoundedWriter({
      path,
      settings: () => null,
      // The other side's end is known here before `close` tells it, and a write in between has words of its own for that.
      isGone: () => this.#events.isClosed || !socket.writable,
      gone: (evidence) => connectionLost(path, evidence ?? 'The other side closed the connection'),
      send: (bytes, done) => void socket.write(bytes, done),
    })
    socket.on('data', (bytes) => this.#events.received(bytes))
    let cause = 'The other side closed the connection'
    socket.on('error', (error) => {
      cause = error.message
    })
    socket.on('close', () => this.#events.closed(connectionLost(path, cause)))
  }

  readonly write = (bytes: Uint8Array, onTaken?: OnTaken): Promise<Result<null>> => this.#writer.write(bytes, onTaken)
  readonly hold = (isHeld: boolean): void => void (isHeld ? this.#socket.pause() : this.#socket.resume())
  /** The server has its own line settings; these only stand in the session. */
  readonly configure = async (): Promise<Result<null>> => ok(null)
  readonly setSignals = async (): Promise<Result<null>> => fail(noSignals(this.info.path))
  readonly readSignals = async () => ({ cts: null, dsr: null, dcd: null, ri: null })

  readonly close = async (): Promise<void> => {
    this.#events.closed()
    this.#socket.destroy()
  }
}

const badAddress = (path: string): Failure =>
  portFailure(
    'port.bad-address',
    text(`${path} is no address of a serial server.`, `${path} 不是有效的串口服务器地址。`),
    text('Write tcp://host:port with a port from 1 to 65535, for example tcp://192.168.1.7:8899.', '请写成 tcp://主机:端口（端口 1–65535），例如 tcp://192.168.1.7:8899。'),
  )

const connectionLost = (path: string, evidence: string): Failure =>
  portFailure(
    'port.vanished',
    text(`The connection to ${path} was lost.`, `与 ${path} 的连接已断开。`),
    text(
      'The session tries again by itself. Check the serial server’s power and network, and that no other client takes its only connection.',
      '会话会自动重连。请检查串口服务器的供电和网络，以及是否有其他客户端占用了唯一的连接。',
    ),
    evidence,
  )

/** Why a TCP connection failed, in words, by the system's error code. */
export function connectFailure(path: string, code: string, evidence: string): Failure {
  switch (code) {
    case 'ECONNREFUSED':
      return portFailure(
        'port.tcp-refused',
        text(`${path} refuses connections.`, `${path} 拒绝连接。`),
        text('Check the port number, and that the serial server is in TCP server (raw) mode and free.', '请检查端口号，并确认串口服务器处于 TCP Server（透传）模式且未被占用。'),
        evidence,
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
      return portFailure(
        'port.tcp-host-not-found',
        text(`The host name in ${path} is unknown.`, `无法解析 ${path} 中的主机名。`),
        text('Check the spelling, or use the IP address.', '请检查主机名拼写，或改用 IP 地址。'),
        evidence,
      )
    case 'ETIMEDOUT':
      return portFailure(
        'port.tcp-timeout',
        text(`${path} does not answer.`, `${path} 无响应。`),
        text('Check the address, that the device is on, and firewalls in between.', '请检查地址、设备是否上电，以及中间的防火墙。'),
        evidence,
      )
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'EADDRNOTAVAIL':
      return portFailure(
        'port.tcp-unreachable',
        text(`There is no way to ${path} from this PC.`, `本机无法到达 ${path}。`),
        text('Check that PC and serial server are in the same network, and the cable or Wi-Fi.', '请确认电脑与串口服务器在同一网络，并检查网线或 Wi-Fi。'),
        evidence,
      )
    default:
      return portFailure(
        'port.tcp-failed',
        text(`${path} could not be reached.`, `无法连接 ${path}。`),
        text('Check the address and the network.', '请检查地址和网络。'),
        evidence,
      )
  }
}
