import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { ConnectionInfo, PublishAnswer, PublishRequest } from '../../../shared/contract/mqtt.ts'
import type { CardSending } from '../../../shared/contract/mqtt-sending.ts'
import type { CloudProfile } from '../../../shared/clouds/profile.ts'
import { deviceNames } from '../../../shared/mqtt/template/device-names.ts'
import { messagesOf, type Ready, type ReadyMessage } from '../../../shared/mqtt/template/messages.ts'
import type { Repeat, Template } from '../../../shared/mqtt/workspace/schema.ts'
import { CardHistories, type HeldHistory } from './card-histories.ts'
import { notThere, templateWrong } from './failures.ts'
import { Repeater } from './repeater.ts'

export type SendingOptions = {
  /** What is needed of the connections. */
  readonly connections: {
    readonly connections: () => Promise<ConnectionInfo[]>
    readonly publish: (id: string, message: PublishRequest) => Promise<Result<PublishAnswer>>
    readonly onDidChangeConnection: (listener: (info: ConnectionInfo) => void) => Disposer
    readonly onDidRemoveConnection: (listener: (id: string) => void) => Disposer
  }
  readonly clouds: () => readonly CloudProfile[]
  /** The person's own variables. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>
  /** ms since the epoch. */
  readonly clock?: () => number
  /** Absolute; where what the cards of saved connections have sent is kept. */
  readonly folder?: string
}

/** ms between two events of one card. */
const eventMs = 200

type Card = { readonly connectionId: string; readonly cardId: string; readonly held: HeldHistory; repeater: Repeater | null; told: NodeJS.Timeout | undefined }

/** Publishes what cards hold, once or at an interval, and keeps what was sent with its answers: every window sees the same. */
export class SendingToBrokers {
  readonly #options: SendingOptions
  readonly #changed = new Emitter<[string, string]>()
  readonly #cards = new Map<string, Card>()
  readonly #opening = new Map<string, Promise<Card>>()
  readonly #histories: CardHistories
  readonly #disposers: readonly Disposer[]

  readonly onDidChange = this.#changed.on

  constructor(options: SendingOptions) {
    this.#options = options
    this.#histories = new CardHistories(options.folder, (held) => this.#tellAll(held))
    this.#disposers = [
      options.connections.onDidChangeConnection(({ id, state, savedId }) => {
        if (state !== 'connected') for (const card of this.#of(id)) card.repeater?.stop('disconnected')
        if (savedId !== undefined) for (const { held } of this.#of(id)) void this.#histories.keep(id, savedId, held)
      }),
      options.connections.onDidRemoveConnection((id) => {
        for (const card of this.#of(id)) this.#forget(card)
      }),
    ]
  }

  async state(connectionId: string, cardId: string): Promise<CardSending> {
    if (!(await this.#connection(connectionId))) return { sent: [], total: 0, repeating: null }
    const { held, repeater } = await this.#card(connectionId, cardId)
    const { sent, total } = held.history
    return { sent, total, repeating: repeater?.state ?? null, ...(held.failure && { failure: held.failure }) }
  }

  async template(connectionId: string, cardId: string, sentId: number): Promise<Result<Template>> {
    const template = (await this.#card(connectionId, cardId)).held.history.templateOf(sentId)
    return template ? ok(template) : fail(notThere)
  }

  async send(connectionId: string, cardId: string, template: Template): Promise<Result<null>> {
    const card = await this.#card(connectionId, cardId)
    const ready = await this.#ready(card, template)
    return ready.ok ? this.#publish(card, ready.messages) : fail(templateWrong(ready.problem))
  }

  async again(connectionId: string, cardId: string, sentId: number): Promise<Result<null>> {
    const card = await this.#card(connectionId, cardId)
    const message = card.held.history.messageOf(sentId)
    return message ? this.#publish(card, [message]) : fail(notThere)
  }

  async start(connectionId: string, cardId: string, template: Template, repeat: Repeat): Promise<Result<null>> {
    const card = await this.#card(connectionId, cardId)
    card.repeater?.stop('stopped')
    // Told at once what would fail at the first turn.
    const first = await this.#ready(card, template, card.held.history.counter + 1)
    if (!first.ok) return fail(templateWrong(first.problem))
    card.repeater = new Repeater(
      repeat,
      async () => {
        const ready = await this.#ready(card, template)
        if (!ready.ok) return { ...fail(templateWrong(ready.problem)), isFatal: true }
        const result = await this.#publish(card, ready.messages)
        return { ...result, isFatal: !result.ok && ['mqtt.unknown-connection', 'mqtt.not-connected'].includes(result.failure.code) }
      },
      () => this.#tell(card),
    )
    this.#tell(card)
    return ok(null)
  }

  async stop(connectionId: string, cardId: string): Promise<Result<null>> {
    this.#cards.get(keyOf(connectionId, cardId))?.repeater?.stop('stopped')
    return ok(null)
  }

  async clear(connectionId: string, cardId: string): Promise<Result<null>> {
    const card = await this.#card(connectionId, cardId)
    card.held.history.clear()
    if (card.repeater?.isOver === true) card.repeater = null
    this.#sentChanged(card)
    return ok(null)
  }

  async forget(connectionId: string, cardId: string): Promise<Result<null>> {
    const card = await this.#card(connectionId, cardId)
    this.#drop(card)
    await this.#histories.remove(connectionId, card.held)
    return ok(null)
  }

  /** The messages of a connection were deleted, and with them what its cards have sent. */
  async emptied(connectionId: string): Promise<void> {
    for (const card of this.#of(connectionId)) await this.clear(connectionId, card.cardId)
    const savedId = (await this.#connection(connectionId))?.savedId
    if (savedId !== undefined) await this.#histories.empty(savedId)
  }

  /** The saved connection is no more. */
  forgetSaved(savedId: string): Promise<void> {
    return this.#histories.forget(savedId)
  }

  async dispose(): Promise<void> {
    this.#disposers.forEach((dispose) => dispose())
    for (const card of this.#cards.values()) this.#drop(card)
    await this.#histories.dispose()
  }

  async #ready(card: Card, template: Template, counter = card.held.history.countOn()): Promise<Ready> {
    const { clouds, variables, clock = Date.now } = this.#options
    const options = (await this.#connection(card.connectionId))?.options
    const named = { ...(options && deviceNames(options, clouds())), ...(await variables()) }
    return messagesOf(template, { now: clock(), counter, random: Math.random, named }, options?.version === 5)
  }

  /** All at once; the first refusal is the answer. */
  async #publish(card: Card, messages: readonly ReadyMessage[]): Promise<Result<null>> {
    const results = await Promise.all(messages.map((message) => this.#publishOne(card, message)))
    const failure = results.find((result): result is Failure => result !== null)
    return failure ? fail(failure) : ok(null)
  }

  async #publishOne(card: Card, message: ReadyMessage): Promise<Failure | null> {
    const { history } = card.held
    const id = history.add(message, (this.#options.clock ?? Date.now)())
    this.#sentChanged(card)
    const result = await this.#options.connections.publish(card.connectionId, message.request)
    history.answer(id, result.ok ? { kind: 'taken', ...result.value } : { kind: 'refused', failure: result.failure })
    this.#sentChanged(card)
    return result.ok ? null : result.failure
  }

  async #connection(id: string): Promise<ConnectionInfo | undefined> {
    return (await this.#options.connections.connections()).find((one) => one.id === id)
  }

  async #card(connectionId: string, cardId: string): Promise<Card> {
    const key = keyOf(connectionId, cardId)
    const known = this.#cards.get(key) ?? this.#opening.get(key)
    if (known) return known
    const opening = this.#open(connectionId, cardId).finally(() => this.#opening.delete(key))
    this.#opening.set(key, opening)
    return opening
  }

  async #open(connectionId: string, cardId: string): Promise<Card> {
    const savedId = (await this.#connection(connectionId))?.savedId
    const held = await this.#histories.open(connectionId, savedId, cardId)
    const card: Card = { connectionId, cardId, held, repeater: null, told: undefined }
    this.#cards.set(keyOf(connectionId, cardId), card)
    return card
  }

  #of(connectionId: string): readonly Card[] {
    return [...this.#cards.values()].filter((card) => card.connectionId === connectionId)
  }

  #forget(card: Card): void {
    this.#drop(card)
    void this.#histories.close(card.connectionId, card.held)
  }

  #drop(card: Card): void {
    card.repeater?.stop('stopped')
    clearTimeout(card.told)
    this.#cards.delete(keyOf(card.connectionId, card.cardId))
  }

  #sentChanged({ held }: Card): void {
    this.#histories.note(held)
    this.#tellAll(held)
  }

  /** Every connection that shows the card. */
  #tellAll(held: HeldHistory): void {
    for (const card of this.#cards.values()) if (card.held === held) this.#tell(card)
  }

  #tell(card: Card): void {
    card.told ??= setTimeout(() => {
      card.told = undefined
      this.#changed.fire(card.connectionId, card.cardId)
    }, eventMs)
  }
}

const keyOf = (connectionId: string, cardId: string): string => `${connectionId}/${cardId}`
