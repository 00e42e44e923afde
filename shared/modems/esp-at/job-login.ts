import type { Login } from '../../signature/login.ts'
import type { Credential } from '../../wizard/credential.ts'

/** A plan's credential as the login that the module's commands are made from. */
export function loginOf(credential: Credential): Login {
  const { host, port, clientId, username, password, webSocketPath, alpn, tls, ca, certificate, privateKey } = credential
  const isSecure = tls !== 'none'
  const transport = webSocketPath === undefined ? (isSecure ? 'tls' : 'tcp') : isSecure ? 'wss' : 'ws'
  return {
    host,
    port,
    transport,
    clientId,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(webSocketPath !== undefined && { path: webSocketPath }),
    ...(alpn && { alpn }),
    ...(isSecure && ca && { ca }),
    ...(tls === 'mutual' && certificate && { certificate }),
    ...(tls === 'mutual' && privateKey && { privateKey }),
  }
}
