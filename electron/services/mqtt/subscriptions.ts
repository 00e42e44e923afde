import type { MqttClient } from 'mqtt'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions, Qos, Subscription, SubscriptionCount, SubscriptionOptions } from '../../../shared/contract/mqtt.ts'
import { explainSuback, isGranted } from '../../../shared/mqtt/suback.ts'
import { requestSubscribe, requestUnsubscribe } from './client-requests.ts'
import { SubscriptionCounts } from './subscription-counts.ts'

/** What a connection is subscribed to, as the broker granted it, and what each has brought. */
export class Subscriptions {
  readonly #version: BrokerOptions['version']
  readonly #changed: () => void
  readonly #counts = new SubscriptionCounts()
  #list: readonly Subscription[] = []

  constructor(version: BrokerOptions['version'], changed: () => void) {
    this.#version = version
    this.#changed = changed
  }

  get list(): readonly Subscription[] {
    return this.#list
  }

  /** Those to ask for again where the broker has forgotten them: all but what it refused. */
  get wanted(): readonly Subscription[] {
    return this.#list.filter(isAtBroker)
  }

  counts(): SubscriptionCount[] {
    return this.#counts.counts()
  }

  /** A message has come; called for every one of a flood. */
  note(topic: string): void {
    this.#counts.note(topic)
  }

  /** Null: granted. One that the broker refuses stays, with its code; one that it does not answer does not. */
  async add(client: MqttClient, topic: string, qos: Qos, options?: SubscriptionOptions): Promise<Failure | null> {
    const asked = { topic, qos, ...(options && { options }) }
    this.#keep({ ...asked, grantedQos: null })
    const granted = await requestSubscribe(client, topic, qos, this.#version === 5 ? options : undefined)
    const isCode = typeof granted === 'number'
    this.#keep(isCode ? { ...asked, grantedQos: granted } : null, topic)
    if (!isCode) return granted
    return isGranted(granted) ? null : explainSuback(this.#version, granted, topic, qos)
  }

  /** `client`: left out while the connection is not up, and nobody can be asked. */
  async remove(client: MqttClient | undefined, topic: string): Promise<Failure | null> {
    const held = this.#list.find((one) => one.topic === topic)
    const failure = client && (held === undefined || isAtBroker(held)) ? await requestUnsubscribe(client, topic) : null
    if (!failure) this.#keep(null, topic)
    return failure
  }

  #keep(next: Subscription | null, topic = next?.topic): void {
    const others = this.#list.filter((one) => one.topic !== topic)
    this.#list = next ? [...others, next] : others
    this.#counts.follow(this.#list.map((one) => one.topic))
    this.#changed()
  }
}

const isAtBroker = ({ grantedQos }: Subscription): boolean => grantedQos === null || isGranted(grantedQos)
