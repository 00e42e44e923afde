import type { Qos } from '../../../../shared/contract/mqtt.ts'

/** ms that messages are counted together for a rate: it settles within twice that. */
const bucketMs = 2000
/** Of a payload, kept for the row of its topic. Bytes. */
export const previewBytes = 200

const nothing = new Uint8Array()

/** One level of a topic tree. All its fields are there from the start and keep their kinds: thousands are touched a second. */
export class TopicNode {
  readonly level: string
  readonly parent: TopicNode | null
  /** -1 for the root, which is no level. */
  readonly depth: number
  children: Map<string, TopicNode> | null = null
  /** The children by name; null when one has come since. */
  byName: TopicNode[] | null = null

  // Of this level and all below it.
  topics = 0
  messages = 0
  retained = 0
  #bucket = 0
  #inBucket = 0
  #inBucketBefore = 0

  // Of this topic alone.
  isTopic = false
  isRetained = false
  count = 0
  seq = -1
  at = 0
  previousAt = 0
  payloadBytes = 0
  qos: Qos = 0
  preview: Uint8Array = nothing

  constructor(level: string, parent: TopicNode | null) {
    this.level = level
    this.parent = parent
    this.depth = parent ? parent.depth + 1 : -1
  }

  get path(): string {
    let path = this.level
    for (let up = this.parent; up && up.depth >= 0; up = up.parent) path = `${up.level}/${path}`
    return path
  }

  child(level: string): TopicNode {
    this.children ??= new Map()
    let found = this.children.get(level)
    if (!found) {
      found = new TopicNode(level, this)
      this.children.set(level, found)
      this.byName = null
    }
    return found
  }

  /** A message on this topic: counted here and at every level above. `bucket`: see `bucketOf`. */
  take(seq: number, at: number, qos: Qos, payload: Uint8Array, bucket: number): void {
    this.#show(seq, at, qos, payload, payload.length)
    this.count++
    this.#count(bucket)
    for (let up = this.parent; up; up = up.parent) up.#count(bucket)
  }

  /** One of an earlier connection, read after newer ones have come: it counts, in no rate, and is the last one only where it is. */
  takeKept(seq: number, at: number, qos: Qos, payload: Uint8Array, payloadBytes: number): void {
    if (seq > this.seq) this.#show(seq, at, qos, payload, payloadBytes)
    else this.previousAt = Math.max(this.previousAt, at)
    this.count++
    this.messages++
    for (let up = this.parent; up; up = up.parent) up.messages++
  }

  /** Messages a second, over the last seconds before `now` (ms). */
  rate(now: number): number {
    const bucket = bucketOf(now)
    const [current, before] = bucket === this.#bucket ? [this.#inBucket, this.#inBucketBefore] : bucket === this.#bucket + 1 ? [0, this.#inBucket] : [0, 0]
    const share = (now - bucket * bucketMs) / bucketMs
    return (current + before * (1 - share)) / (bucketMs / 1000)
  }

  setRetained(isRetained: boolean): void {
    if (this.isRetained === isRetained) return
    this.isRetained = isRetained
    const more = isRetained ? 1 : -1
    this.retained += more
    for (let up = this.parent; up; up = up.parent) up.retained += more
  }

  becomeTopic(): void {
    this.isTopic = true
    this.topics++
    for (let up = this.parent; up; up = up.parent) up.topics++
  }

  #show(seq: number, at: number, qos: Qos, payload: Uint8Array, payloadBytes: number): void {
    this.previousAt = this.at
    this.at = at
    this.seq = seq
    this.qos = qos
    this.payloadBytes = payloadBytes
    const shown = payload.length > previewBytes ? payload.subarray(0, previewBytes) : payload
    if (shown.length === this.preview.length) this.preview.set(shown)
    // A copy: a Buffer's own slice would keep all that was read with it.
    else this.preview = new Uint8Array(shown)
  }

  #count(bucket: number): void {
    this.messages++
    if (bucket !== this.#bucket) {
      this.#inBucketBefore = bucket === this.#bucket + 1 ? this.#inBucket : 0
      this.#inBucket = 0
      this.#bucket = bucket
    }
    this.#inBucket++
  }
}

/** The stretch of time that a moment (ms) falls into. */
export const bucketOf = (at: number): number => Math.floor(at / bucketMs)
