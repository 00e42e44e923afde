import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAuthority, type Authority } from '../../electron/services/practice/index.ts'
import { startTlsBroker, type TlsBroker, type TlsBrokerOptions } from './mosquitto-tls.ts'

export type MosquittoOptions = {
  /** Listen with TLS as well, with a certificate for localhost and 127.0.0.1. `mutual` asks clients for a certificate too. */
  readonly tls?: 'server' | 'mutual'
  /** Passwords by name; without users anybody may connect. */
  readonly users?: Readonly<Record<string, string>>
  readonly webSocket?: NonNullable<TlsBrokerOptions['webSocket']>
  /** ms since the epoch: when the server's certificate ends. */
  readonly validTo?: number
}

export type Mosquitto = TlsBroker & {
  /** Folder that is gone after `stop`; `caFile` lies in it. */
  readonly folder: string
  readonly caFile: string
  readonly ca: string
  readonly authority: Authority
}

/** A real mosquitto on loopback with a CA made for this one start. Ready when it resolves. */
export async function startMosquitto({ tls, users, webSocket, validTo }: MosquittoOptions = {}): Promise<Mosquitto> {
  const authority = await createAuthority({ name: 'Test CA' })
  const server = await authority.issue({ name: 'localhost', hosts: ['localhost', '127.0.0.1'], validFrom: Date.UTC(2020, 0, 1), ...(validTo === undefined ? {} : { validTo }) })
  const folder = await mkdtemp(path.join(tmpdir(), 'atelier-broker-'))
  const caFile = path.join(folder, 'ca.pem')
  await writeFile(caFile, authority.certificate)
  const broker = await startTlsBroker({
    ...(users ? { users } : {}),
    ...(webSocket === undefined ? {} : { webSocket }),
    ...(tls ? { tls: { cert: server.certificate, key: server.privateKey, ca: authority.certificate, requireClientCertificate: tls === 'mutual' } } : {}),
  })
  return {
    ...broker,
    folder,
    caFile,
    ca: authority.certificate,
    authority,
    stop: async () => {
      await broker.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
