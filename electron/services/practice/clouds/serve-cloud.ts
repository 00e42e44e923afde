import { Aedes, type AuthenticateError, type Client } from 'aedes'
import type { PracticeCloud } from '../../../../shared/contract/practice.ts'
import { openAll, sharedDoor, tcpDoor, tlsDoor, webDoor, webSocketDoor, type Door, type Identity, type Visit, type Way } from '../doors.ts'
import type { Accepted, CloudModel, DoorName, DoorPlan, Login, Message, Refused, Verdict } from './practice-cloud.ts'

export type RunningCloud = { readonly info: PracticeCloud; readonly close: () => Promise<void> }

/** Where a message goes that the cloud acknowledges and nobody gets. No rule lets anyone subscribe to it. */
const nowhere = '$dropped'

const refusal = ({ code, why }: Refused): AuthenticateError => Object.assign(new Error(why), { returnCode: code === 'close' ? 5 : code })

const toBuffer = (payload: string | Buffer): Buffer => (typeof payload === 'string' ? Buffer.from(payload) : payload)

const send = (client: Client, { topic, payload }: Message, done: () => void = () => {}): void =>
  client.publish({ cmd: 'publish', topic, payload: Buffer.from(payload), qos: 0, dup: false, retain: false }, done)

/** MQTT as the model's cloud speaks it: its verdict on every login, its limits on every message, one connection for each owner. */
async function createBroker(model: CloudModel) {
  const ways = new WeakMap<object, Way>()
  const verdicts = new WeakMap<Client, Verdict>()
  const owners = new Map<string, Client>()
  const acceptedOf = (client: Client | null): Accepted | undefined => {
    const verdict = client ? verdicts.get(client) : undefined
    return verdict?.isAccepted ? verdict : undefined
  }

  const aedes = await Aedes.createBroker({
    // MQTT 3.1 allows 23 characters; these clouds take their own long client IDs in 3.1 too.
    maxClientsIdLength: 256,
    preConnect: (client, packet, done) => {
      // MQTT 5 is refused with code 1 further on: the bench speaks 3.1 and 3.1.1.
      if (packet.protocolVersion !== 3 && packet.protocolVersion !== 4) return done(null, true)
      const way = ways.get(client.conn)
      if (!way) return done(new Error('unknown connection'), false)
      const login: Login = {
        clientId: packet.clientId,
        username: packet.username ?? '',
        password: packet.password?.toString('utf8') ?? '',
        keepAlive: packet.keepalive ?? 0,
        willTopic: packet.will?.topic ?? null,
        way,
      }
      const verdict = model.authenticate(login)
      verdicts.set(client, verdict)
      if (verdict.isAccepted && verdict.keepAlive !== undefined) packet.keepalive = verdict.keepAlive
      if (!verdict.isAccepted && verdict.code === 'close') done(new Error(verdict.why), false)
      else done(null, true)
    },
    authenticate: (client, _username, _password, done) => {
      const verdict = verdicts.get(client)
      if (!verdict?.isAccepted) return done(verdict ? refusal(verdict) : null, false)
      const before = owners.get(verdict.owner)
      owners.set(verdict.owner, client)
      if (before && !before.closed) before.close(() => done(null, true))
      else done(null, true)
    },
    authorizePublish: (client, packet, done) => {
      const rules = acceptedOf(client)?.rules
      if (!client || !rules) return done(null)
      const { topic, qos, retain, payload } = packet
      const judged = rules.publish({ topic, qos, retain, payload: toBuffer(payload) }, (message) => send(client, message))
      if (judged === 'close') return done(new Error('the cloud does not take this message'))
      if (judged === 'drop') Object.assign(packet, { topic: nowhere, retain: false })
      done(null)
    },
    authorizeSubscribe: (client, subscription, done) => {
      const judged = acceptedOf(client)?.rules.subscribe(subscription.topic, subscription.qos) ?? 'refuse'
      if (judged === 'close') done(new Error('the cloud does not take this subscription'))
      else done(null, judged === 'grant' ? subscription : null)
    },
  })
  aedes.on('clientReady', (client) => {
    const farewell = acceptedOf(client)?.farewell
    // end, not close: what was just written must still arrive.
    if (farewell) send(client, farewell, () => client.conn.end())
  })
  aedes.on('clientDisconnect', (client) => {
    const owner = acceptedOf(client)?.owner
    if (owner !== undefined && owners.get(owner) === client) owners.delete(owner)
  })
  const visit: Visit = (stream, way) => {
    ways.set(stream, way)
    aedes.handle(stream)
  }
  return { visit, close: () => new Promise<void>((resolve) => aedes.close(() => resolve())) }
}

function doorFor(plan: DoorPlan, model: CloudModel, identity: Identity, visit: Visit): Door {
  const secrecy = { identity, certificates: plan.certificates ?? 'none' } as const
  const admit = model.admit ?? (() => null)
  const answer = model.answer ?? (() => ({ status: 404, body: '' }))
  switch (plan.name) {
    case 'tcp':
      return tcpDoor(visit)
    case 'tls':
      return tlsDoor(secrecy, visit)
    case 'ws':
      return webSocketDoor(null, visit, admit)
    case 'wss':
      return webSocketDoor(secrecy, visit, admit)
    case 'alpn':
      return sharedDoor({ ...secrecy, protocols: plan.protocols ?? [] }, visit, admit)
    case 'http':
      return webDoor(null, answer)
    case 'https':
      return webDoor(secrecy, answer)
  }
}

/** Serves one cloud on free loopback ports. Rejects when a port cannot be had. */
export async function serveCloud(model: CloudModel, identity: Identity): Promise<RunningCloud> {
  const broker = await createBroker(model)
  const doors = Object.fromEntries(model.doors.map((plan) => [plan.name, doorFor(plan, model, identity, broker.visit)])) as Record<DoorName, Door>
  try {
    const ports: Partial<Record<DoorName, number>> = await openAll(doors)
    const { id, name, product, device } = model
    return {
      info: { id, name, product, device, demos: model.demos((door) => String(ports[door] ?? 0)) },
      close: async () => {
        await Promise.all(Object.values(doors).map((door) => door.close()))
        await broker.close()
      },
    }
  } catch (error) {
    await broker.close()
    throw error
  }
}
