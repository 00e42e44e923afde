import { setMaxListeners } from 'node:events'
import { setTimeout as after } from 'node:timers/promises'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { LoadPlan, LoadReport } from '../../../shared/contract/load-test.ts'
import { Pace } from '../../../shared/load-test/pace.ts'
import { makeProbe, readProbe, stamp } from '../../../shared/load-test/probe-payload.ts'
import type { LoadClient, OpenLoadClient } from './client.ts'
import { noClient } from './failures.ts'
import { openClients } from './open-clients.ts'
import { Tally } from './tally.ts'

/** Publishes that one client may have unacknowledged; MQTT's own limit is 65,535. */
const inFlight = 500
const tickMs = 4
/** How long what is on its way is waited for, and how long nothing may come meanwhile. */
const drainMs = 10_000
const quietMs = 2000

export type LoadRun = {
  readonly plan: LoadPlan
  /** Tells messages of this run from those of another. */
  readonly run: number
  readonly open: OpenLoadClient
  readonly signal: AbortSignal
  /** Told at each change of phase and each second. */
  readonly tell: (report: LoadReport) => void
}

type Publisher = { readonly client: LoadClient; readonly topic: string; readonly payload: Uint8Array; readonly receivers: number; number: number; waiting: number; isLost: boolean }

/** Connects, publishes for as long as the plan says, waits for what is on its way, and closes every client whatever happens. */
export async function runLoad({ plan, run, open, signal, tell }: LoadRun): Promise<LoadReport> {
  // One a connection under way.
  setMaxListeners(0, signal)
  const tally = new Tally(plan.publishers, plan.subscribers)
  const clients: LoadClient[] = []
  try {
    tell(tally.report('connecting'))
    const progress = setInterval(() => tell(tally.report('connecting')), 1000)
    const publishers = await connectAll().finally(() => clearInterval(progress))
    if (!Array.isArray(publishers)) return tally.report('failed', publishers)
    if (!signal.aborted) await publish(publishers)
    if (!signal.aborted) await drain(publishers)
    return tally.report(signal.aborted ? 'stopped' : 'done')
  } finally {
    await Promise.all(clients.map((client) => client.close()))
  }

  async function connectAll(): Promise<Publisher[] | Failure> {
    const { broker, subscribers, topic, delivery } = plan
    const connect = async (name: string, onMessage: (payload: Uint8Array) => void, onLost: () => void) => {
      const from = performance.now()
      const result = await open(
        { ...broker, clientId: `${broker.clientId || 'atelier-load'}-${run.toString(36)}-${name}`, cleanSession: true },
        {
          onMessage,
          onLost: (failure) => {
            tally.connected--
            tally.fault(failure)
            onLost()
          },
        },
        signal,
      )
      if (result.ok) {
        tally.connected++
        tally.connectTimes.add((performance.now() - from) * 1000)
        clients.push(result.value)
      }
      return result
    }

    let listening = 0
    const heard = new Set<number>()
    const openSubscriber = async (index: number) => {
      const result = await connect(
        `s${index}`,
        (payload) => {
          const probe = readProbe(payload, run)
          if (probe && probe.publisher < plan.publishers) tally.arrived(index, probe, performance.now())
        },
        () => {},
      )
      if (!result.ok) return result
      const refusal = await result.value.subscribe(delivery === 'all' ? `${topic}/+` : `${topic}/${index}`, plan.qos)
      return refusal ? { ok: false as const, failure: refusal } : result
    }
    for (const failure of await openClients(subscribers, openSubscriber, signal, (_client, index) => {
      listening++
      heard.add(index)
    })) if (!signal.aborted) tally.fault(failure)
    if (subscribers > 0 && listening === 0 && !signal.aborted) return tally.commonest ?? noClient

    const publishers: Publisher[] = []
    const openPublisher = async (index: number) => {
      let publisher: Publisher | undefined
      const result = await connect(`p${index}`, () => {}, () => {
        if (publisher) publisher.isLost = true
      })
      if (!result.ok) return result
      const lane = delivery === 'all' || subscribers === 0 ? index : index % subscribers
      const receivers = delivery === 'all' ? listening : heard.has(lane) ? 1 : 0
      publisher = { client: result.value, topic: `${topic}/${lane}`, payload: makeProbe(plan.payloadBytes, run, index), receivers, number: 0, waiting: 0, isLost: false }
      publishers.push(publisher)
      return result
    }
    for (const failure of await openClients(plan.publishers, openPublisher, signal, () => {})) if (!signal.aborted) tally.fault(failure)
    return publishers.length === 0 && !signal.aborted ? (tally.commonest ?? noClient) : publishers
  }

  async function publish(publishers: readonly Publisher[]): Promise<void> {
    const start = performance.now()
    const pace = new Pace(plan.rate, start)
    let turn = 0
    let second = 0
    tell(tally.report('running'))
    while (!signal.aborted && publishers.some(({ isLost }) => !isLost)) {
      const now = performance.now()
      const elapsed = Math.min(plan.seconds, (now - start) / 1000)
      tally.seconds = Math.round(elapsed * 1000) / 1000
      // Seconds that a busy machine slept through have points of their own.
      while (second < Math.floor(elapsed)) {
        tally.mark(++second)
        tell(tally.report('running'))
      }
      if (elapsed >= plan.seconds) return
      let due = pace.take(now)
      for (let passed = 0; due > 0 && passed < publishers.length; turn = (turn + 1) % publishers.length) {
        const publisher = publishers[turn]
        if (!publisher || publisher.isLost || publisher.waiting >= inFlight || !publisher.client.isFree()) {
          passed++
          continue
        }
        passed = 0
        due--
        sendOne(publisher)
      }
      pace.giveBack(due)
      await after(tickMs)
    }
  }

  function sendOne(publisher: Publisher): void {
    // The socket, and for QoS 1 and 2 the client, may hold it for a while.
    const payload = publisher.payload.slice()
    stamp(payload, publisher.number++, performance.now())
    tally.sent++
    tally.expected += publisher.receivers
    publisher.waiting++
    publisher.client.publish(publisher.topic, payload, plan.qos, (refusal) => {
      publisher.waiting--
      if (!refusal) return
      tally.refused++
      tally.fault(refusal)
    })
  }

  async function drain(publishers: readonly Publisher[]): Promise<void> {
    tell(tally.report('draining'))
    const start = performance.now()
    let last = -1
    let lastAt = start
    const isDone = () => tally.received >= tally.expected && publishers.every(({ waiting, isLost }) => waiting === 0 || isLost)
    while (!signal.aborted && !isDone()) {
      const now = performance.now()
      if (tally.received !== last) {
        last = tally.received
        lastAt = now
      }
      if (now - lastAt > quietMs || now - start > drainMs) break
      await after(20)
    }
    tally.mark(Math.ceil(plan.seconds) + 1)
  }
}
