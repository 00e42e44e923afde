import { isIP } from 'node:net'
import type { CertificateFacts } from '../../../shared/tls/certificate-facts.ts'
import type { Phase } from '../../../shared/mqtt/network-failure.ts'
import { PacketWatch } from './packet-watch.ts'

/** What happened on one way to the broker, gathered as it happens; failures.ts turns it into words. */
export type Attempt = {
  phase: Phase
  /** The first error of socket, TLS or WebSocket: later ones are consequences. */
  error?: { readonly code: string; readonly message: string }
  /** Server's certificates, leaf first, known as soon as the handshake is through, trusted or not. */
  chain: readonly CertificateFacts[]
  names: readonly string[]
  /** Protocol and cipher: `TLSv1.3 TLS_AES_256_GCM_SHA384`. */
  tls?: string
  /** The first bytes that came back, at most 8: they tell what speaks at the other end. */
  firstBytes: Uint8Array
  connack?: { readonly code: number; readonly reason?: string }
  /** MQTT 5 only. */
  disconnect?: { readonly code: number; readonly reason?: string }
  keepaliveRanOut?: boolean
  /** What the broker sent against the rules of MQTT, in the decoder's words. */
  fault?: string
  /** bytes of a packet that is larger than this program reads. */
  tooLarge?: number
  readonly packets: PacketWatch
  timedOut?: boolean
  /** ms since the epoch. */
  connectedAt?: number
}

/** An address needs no lookup, and Node announces none. */
export const newAttempt = (host: string): Attempt => ({ phase: isIP(host) ? 'tcp' : 'dns', chain: [], names: [], firstBytes: new Uint8Array(), packets: new PacketWatch() })

/** Keeps the first error only. */
export function noteError(attempt: Attempt, error: unknown): void {
  if (attempt.error) return
  attempt.error = describe(error)
}

function describe(error: unknown): { code: string; message: string } {
  // Several addresses of one name were tried (`localhost` as ::1 and 127.0.0.1): the last one speaks for all.
  if (error instanceof AggregateError && error.errors.length > 0) {
    const parts = error.errors.map(describe)
    return { code: parts.at(-1)?.code ?? '', message: [...new Set(parts.map((part) => part.message))].join('; ') }
  }
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const { code } = error as NodeJS.ErrnoException
  return { code: typeof code === 'string' ? code : '', message: error.message }
}
