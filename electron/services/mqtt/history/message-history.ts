import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { encodeMessage, type StoredMessage } from './message-format.ts'
import { Segment } from './segment.ts'

export type HistoryOptions = {
  /** Absolute; made when the first message comes. */
  readonly folder: string
  /** Bytes on disk of one connection; beyond it the oldest are dropped, a segment at a time. */
  readonly limitBytes?: number
  /** Told once, when the disk takes no more: from then on messages stay in memory, the newest `memoryBytes` of them. */
  readonly onFailure?: (error: unknown) => void
}

export const historyLimitBytes = 512 * 1024 * 1024
const memoryBytes = 16 * 1024 * 1024
/** Parts of the limit: what is dropped at once. */
const segmentsKept = 16

type Held = { readonly first: number; readonly segment: Segment; readonly isInMemory: boolean }

/** All messages of one connection in both directions, numbered from 0 without gaps; those beyond the limit are dropped, oldest first. */
export class MessageHistory {
  readonly #folder: string
  readonly #limit: number
  readonly #onFailure: ((error: unknown) => void) | undefined
  #held: Held[] = []
  #next = 0
  #folderIsMade: Promise<unknown> | undefined
  #isInMemory = false
  readonly #removing = new Set<Promise<void>>()

  constructor({ folder, limitBytes = historyLimitBytes, onFailure }: HistoryOptions) {
    this.#folder = folder
    this.#limit = limitBytes
    this.#onFailure = onFailure
  }

  /** The oldest that is still there. */
  get firstSeq(): number {
    return this.#held[0]?.first ?? this.#next
  }

  get nextSeq(): number {
    return this.#next
  }

  /** Of what is held. */
  get bytes(): number {
    return this.#held.reduce((sum, { segment }) => sum + segment.bytes, 0)
  }

  push(message: StoredMessage): MqttMessage {
    const seq = this.#next++
    this.#segment(seq).add(encodeMessage(message))
    return { seq, ...message }
  }

  /** From number `from` on, at most `count`; those that were dropped are left out. */
  async read(from: number, count: number): Promise<MqttMessage[]> {
    const end = Math.min(this.#next, from + count)
    const messages: MqttMessage[] = []
    for (const { first, segment } of this.#held) {
      if (first >= end || first + segment.count <= from) continue
      const start = Math.max(from, first)
      // Dropped while it was being read: as if it had gone before.
      const found = await segment.read(start - first, end - start).catch(() => [])
      for (const [index, message] of found.entries()) messages.push({ seq: start + index, ...message })
    }
    return messages
  }

  /** Deletes all there is; the numbers go on. */
  async clear(): Promise<void> {
    const gone = this.#held
    this.#held = []
    await Promise.all(gone.map(({ segment }) => segment.remove()))
  }

  /** Resolves when everything pushed so far is on disk, or the disk has failed. */
  async flush(): Promise<void> {
    await Promise.all(this.#held.map(({ segment }) => segment.flush()))
  }

  /** Nothing can be read afterwards. */
  async close(): Promise<void> {
    await Promise.all([...this.#removing, ...this.#held.map(({ segment }) => segment.close())])
  }

  #segment(seq: number): Segment {
    const limit = this.#isInMemory ? Math.min(memoryBytes, this.#limit) : this.#limit
    const last = this.#held.at(-1)
    if (last && last.isInMemory === this.#isInMemory && last.segment.bytes < limit / segmentsKept) return last.segment
    this.#folderIsMade ??= mkdir(this.#folder, { recursive: true, mode: 0o700 })
    this.#folderIsMade.catch(() => {})
    const file = this.#isInMemory ? undefined : join(this.#folder, `${String(seq).padStart(12, '0')}.atmq`)
    const segment = new Segment(file, this.#folderIsMade, (error) => this.#fail(error))
    this.#held.push({ first: seq, segment, isInMemory: this.#isInMemory })
    this.#dropBeyond(limit)
    return segment
  }

  /** What is on disk stays readable when only memory is left; memory has a limit of its own. */
  #dropBeyond(limit: number): void {
    const counted = this.#held.filter(({ isInMemory }) => isInMemory === this.#isInMemory)
    let bytes = counted.reduce((sum, { segment }) => sum + segment.bytes, 0)
    for (const oldest of counted.slice(0, -1)) {
      if (bytes <= limit) return
      bytes -= oldest.segment.bytes
      this.#held = this.#held.filter((each) => each !== oldest)
      const removed = oldest.segment.remove().finally(() => this.#removing.delete(removed))
      this.#removing.add(removed)
    }
  }

  #fail(error: unknown): void {
    if (this.#isInMemory) return
    this.#isInMemory = true
    this.#onFailure?.(error)
  }
}
