import type { Clearing, ClearingResult, ClearingRow } from '../../../../shared/contract/mqtt-topics.ts'
import type { Failure, Result } from '../../../../shared/contract/failure.ts'
import { text } from '../../../../shared/text/local-text.ts'

/** Empty messages on their way at a time: as many as a cloud with a small receive maximum takes. */
const atOnce = 8
/** ms after the last acknowledgement. A broker that takes an empty retained message passes it on to whoever has subscribed, this connection too. */
const echoMs = 2000

export type ClearingSteps = {
  /** What the cloud would refuse of an empty retained message there; null where nothing is known. */
  readonly refusal: (topic: string) => Failure | null
  /** Publishes an empty retained message with QoS 1 and waits for its acknowledgement. */
  readonly publish: (topic: string) => Promise<Result<unknown>>
  /** Whether this connection would receive what it publishes there. */
  readonly isHeard: (topic: string) => boolean
  /** Whether an acknowledgement says that the message was taken. */
  readonly isProof: () => boolean
  /** Since when the connection is up; null while it is not. */
  readonly upSince: () => number | null
  readonly cleared: (topic: string) => void
  readonly changed: () => void
}

type Row = { readonly topic: string; result: ClearingResult; failure?: Failure }

/** Retained messages of some topics, cleared one after another; each has its own result. */
export class RetainedClearing {
  readonly id: string
  readonly connectionId: string
  readonly #rows: Row[]
  readonly #steps: ClearingSteps
  readonly #counts: Record<ClearingResult, number>
  readonly #refusal: Failure | undefined
  #state: Clearing['state'] = 'asked'
  #failure: Failure | undefined
  #next = 0
  /** Topics whose empty message has come back, and rows that are acknowledged and wait for it. */
  readonly #heard = new Set<string>()
  readonly #acknowledged = new Map<string, Row>()
  #allHeard: (() => void) | undefined
  #upSince: number | null = null

  constructor(id: string, connectionId: string, topics: readonly string[], steps: ClearingSteps) {
    this.id = id
    this.connectionId = connectionId
    this.#rows = topics.map((topic) => {
      const failure = steps.refusal(topic)
      return failure ? { topic, result: 'refused', failure } : { topic, result: 'waiting' }
    })
    const refused = this.#rows.filter(({ result }) => result === 'refused')
    this.#counts = { waiting: topics.length - refused.length, cleared: 0, unconfirmed: 0, refused: refused.length }
    this.#refusal = refused[0]?.failure
    this.#steps = steps
  }

  info(): Clearing {
    const { cleared, unconfirmed, refused } = this.#counts
    return {
      id: this.id,
      connectionId: this.connectionId,
      total: this.#rows.length,
      state: this.#state,
      cleared,
      unconfirmed,
      refused,
      ...(this.#refusal && { refusal: this.#refusal }),
      ...(this.#failure && { failure: this.#failure }),
    }
  }

  rows(from: number, count: number): ClearingRow[] {
    return this.#rows.slice(from, from + count).map((row) => ({ ...row }))
  }

  /** Resolves when all are answered, or it was cancelled, or the connection has ended. */
  async run(): Promise<void> {
    if (this.#state !== 'asked') return
    this.#state = 'running'
    this.#upSince = this.#steps.upSince()
    this.#steps.changed()
    await Promise.all(Array.from({ length: atOnce }, () => this.#work()))
    await this.#untilHeard()
    for (const row of this.#acknowledged.values()) this.#set(row, 'unconfirmed')
    if (this.#state === 'running') this.#state = 'done'
    this.#steps.changed()
  }

  /** An empty message has come from the broker: it was taken. */
  heard(topic: string): void {
    if (this.#state !== 'running' && this.#acknowledged.size === 0) return
    const row = this.#acknowledged.get(topic)
    if (!row) {
      this.#heard.add(topic)
      return
    }
    this.#acknowledged.delete(topic)
    this.#set(row, 'cleared')
    if (this.#acknowledged.size === 0) this.#allHeard?.()
  }

  cancel(): void {
    if (this.#state === 'running' || this.#state === 'asked') this.#state = 'cancelled'
    this.#steps.changed()
  }

  async #work(): Promise<void> {
    for (let row = this.#take(); row; row = this.#take()) {
      const answer = await this.#steps.publish(row.topic)
      if (answer.ok) this.#acknowledge(row)
      else {
        row.failure = answer.failure
        this.#set(row, 'refused')
      }
      // A cloud that allows no retained messages hangs up: the rest would only be told the same. What was on its way is found again by asking again.
      if (this.#upSince === null || this.#upSince !== this.#steps.upSince()) this.#failure ??= answer.ok ? cutWhileClearing : answer.failure
    }
  }

  #take(): Row | undefined {
    if (this.#state !== 'running' || this.#failure) return undefined
    while (this.#rows[this.#next]?.result === 'refused') this.#next++
    return this.#rows[this.#next++]
  }

  #acknowledge(row: Row): void {
    if (this.#heard.has(row.topic) || this.#steps.isProof()) this.#set(row, 'cleared')
    else if (this.#steps.isHeard(row.topic)) this.#acknowledged.set(row.topic, row)
    else this.#set(row, 'unconfirmed')
  }

  #untilHeard(): Promise<void> {
    if (this.#acknowledged.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, echoMs)
      this.#allHeard = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #set(row: Row, result: ClearingResult): void {
    this.#counts[row.result]--
    this.#counts[result]++
    row.result = result
    if (result === 'cleared') this.#steps.cleared(row.topic)
    this.#steps.changed()
  }
}

const cutWhileClearing: Failure = {
  code: 'mqtt.cut-while-clearing',
  stage: 'cloud',
  what: text('The broker closed the connection while retained messages were being cleared', '清除保留消息时，服务器断开了连接'),
  next: text(
    'Wait until it is connected again and choose the branch again: what is left is found anew. If it happens at the same topic again, this client may not publish there.',
    '等重新连上后再选一次这个分支，会重新列出剩下的。如果总是断在同一个主题，说明这个客户端没有该主题的发布权限。',
  ),
}
