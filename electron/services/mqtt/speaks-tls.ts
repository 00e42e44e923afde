import tls from 'node:tls'
import type { Endpoint } from '../../../shared/mqtt/network-failure.ts'

/** Whether a port answers a TLS handshake at all. Sends nothing but the handshake. Bounded: at most `timeoutMs`. */
export function speaksTls({ host, port }: Endpoint, timeoutMs = 2000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = tls.connect({ host, port, rejectUnauthorized: false })
    const end = (answer: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => end(false), timeoutMs)
    socket.once('secureConnect', () => end(true))
    // An alert is an answer too: only a TLS server sends one.
    socket.once('error', (error: NodeJS.ErrnoException) => end(/ALERT/.test(error.code ?? '')))
    socket.once('close', () => end(false))
  })
}
