import type { SubscriptionCount } from '../../../shared/contract/mqtt.ts'
import { topicMatches } from '../../../shared/mqtt/topic-match.ts'

type Counter = { readonly filter: string; count: number }

/** Topics that are remembered with their subscriptions. Beyond it all are forgotten: what is matched anew costs a microsecond. */
const mostTopics = 10_000

/** How many messages each subscription has brought. A message counts for every filter that its topic matches, as the broker would send it. */
export class SubscriptionCounts {
  #counters: readonly Counter[] = []
  #byTopic = new Map<string, readonly Counter[]>()

  /** The filters that are there now; one that stays goes on counting. */
  follow(filters: readonly string[]): void {
    this.#counters = filters.map((filter) => this.#counters.find((one) => one.filter === filter) ?? { filter, count: 0 })
    this.#byTopic.clear()
  }

  /** Called for every message of a flood. */
  note(topic: string): void {
    let matching = this.#byTopic.get(topic)
    if (!matching) {
      matching = this.#counters.filter(({ filter }) => topicMatches(filter, topic))
      if (this.#byTopic.size >= mostTopics) this.#byTopic.clear()
      this.#byTopic.set(topic, matching)
    }
    for (const counter of matching) counter.count++
  }

  counts(): SubscriptionCount[] {
    return this.#counters.map(({ filter, count }) => [filter, count])
  }
}
