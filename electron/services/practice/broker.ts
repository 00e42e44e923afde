import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Aedes, type AuthenticateError } from 'aedes'
import type { PracticeBroker } from '../../../shared/contract/practice.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { openAll, tcpDoor, tlsDoor, webSocketDoor, type Identity, type Visit } from './doors.ts'

const username = 'bench'

export type RunningBroker = { readonly info: PracticeBroker; readonly close: () => Promise<void> }

/** MQTT 3.1.1's return code 4. */
const badLogin = (): AuthenticateError => Object.assign(new Error('bad user name or password'), { returnCode: 4 })

const isPassword = (given: Uint8Array, wanted: Uint8Array) => given.length === wanted.length && timingSafeEqual(given, wanted)

/** A broker on free loopback ports: TCP, TLS, ws and wss, one login, a wrong one refused with CONNACK 4. Rejects when a port cannot be had. */
export async function startBroker(identity: Identity): Promise<RunningBroker> {
  const password = randomBytes(9).toString('base64url')
  const aedes = await Aedes.createBroker({
    // MQTT 3.1, which an EC20 speaks unless told otherwise, allows 23 characters; the real brokers allow more.
    maxClientsIdLength: 256,
    authenticate: (_client, name, given, done) => {
      const isKnown = name === username && given !== undefined && isPassword(given, utf8(password))
      done(isKnown ? null : badLogin(), isKnown)
    },
  })
  const visit: Visit = (stream) => void aedes.handle(stream)
  const doors = { tcp: tcpDoor(visit), tls: tlsDoor({ identity }, visit), ws: webSocketDoor(null, visit), wss: webSocketDoor({ identity }, visit) }

  async function close(): Promise<void> {
    await Promise.all(Object.values(doors).map((door) => door.close()))
    await new Promise<void>((resolve) => aedes.close(() => resolve()))
  }

  try {
    const ports = await openAll(doors)
    return {
      info: {
        // A name, so that the DNS step has something to do.
        host: 'localhost',
        tcpPort: ports.tcp,
        tlsPort: ports.tls,
        wsPort: ports.ws,
        wssPort: ports.wss,
        username,
        password,
        ca: { name: 'practice-ca.pem', bytes: utf8(identity.authority) },
      },
      close,
    }
  } catch (error) {
    aedes.close()
    throw error
  }
}
