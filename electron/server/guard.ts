import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Who may talk to the server. Opening a port on loopback lets in every page of every browser on this machine, and through a
 * rebound DNS name even pages of the internet; behind this server are serial ports and passwords. So:
 * - a token, made anew at each start, must come in the URL once and in a cookie from then on;
 * - the Host header must name this server, which a rebound name does not;
 * - the Origin, where there is one, must be this server's own; a WebSocket must have one, since browsers let any page open those.
 */
export type Guard = {
  readonly token: string
  readonly isHostAllowed: (request: IncomingMessage) => boolean
  /** `required`: a missing Origin is refused as well. */
  readonly isOriginAllowed: (request: IncomingMessage, presence: 'optional' | 'required') => boolean
  readonly hasToken: (candidate: string | null) => boolean
  readonly hasCookie: (request: IncomingMessage) => boolean
  /** Cookies do not know ports: the name carries it, so that two workbenches can run side by side. */
  readonly cookieName: string
}

export type GuardOptions = {
  readonly port: number
  /** The address the server listens on. */
  readonly host: string
  readonly token: string
}

/** 192 random bits, URL-safe. */
export const newToken = (): string => randomBytes(24).toString('base64url')

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

export function createGuard({ port, host, token }: GuardOptions): Guard {
  const cookieName = `atelier-${port}`
  const wanted = digest(token)
  const equalsToken = (candidate: string): boolean => timingSafeEqual(digest(candidate), wanted)

  return {
    token,
    cookieName,
    isHostAllowed: (request) => {
      const name = hostName(request.headers.host, port)
      if (name === undefined) return false
      if (name === 'localhost' || name === '127.0.0.1' || name === '::1' || name === host) return true
      // Listening for others as well: any address of this machine will do, a name will not, since names can be rebound.
      return !isLoopback(host) && isIP(name) !== 0
    },
    isOriginAllowed: (request, presence) => {
      const { origin } = request.headers
      if (origin === undefined) return presence === 'optional'
      return origin === `http://${request.headers.host}`
    },
    hasToken: (candidate) => candidate !== null && equalsToken(candidate),
    hasCookie: (request) =>
      (request.headers.cookie ?? '').split(';').some((pair) => {
        const [name, value] = pair.split('=', 2)
        return name?.trim() === cookieName && value !== undefined && equalsToken(value.trim())
      }),
  }
}

/** Digests have one length, which timingSafeEqual needs, and hide the length of the candidate. */
const digest = (value: string): Buffer => createHash('sha256').update(value).digest()

/** The name in a Host header, when its port is ours. Browsers leave out port 80. */
function hostName(header: string | undefined, port: number): string | undefined {
  const match = /^(?:\[([\da-f:.]+)\]|([^:[\]/@\s]+))(?::(\d{1,5}))?$/i.exec(header ?? '')
  if (!match || Number(match[3] ?? 80) !== port) return undefined
  return (match[1] ?? match[2])?.toLowerCase()
}
