import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Result } from '../../../../shared/contract/failure.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import type { MessageFilter, MessageSelection } from '../../../../shared/contract/mqtt-messages.ts'
import { unknownConnection } from '../failures.ts'
import type { MqttService } from '../mqtt-service.ts'
import { FollowedSelection } from './message-selection.ts'
import { noSuchSelection } from './selection-failures.ts'
import { sieveOptions } from './sieve-options.ts'

/** Of one connection: a page has a list and some cards with a filter of their own, and pages that went away did not say so. */
const maxOfConnection = 24

export type SelectedConnections = Pick<MqttService, 'history' | 'onDidGrow' | 'onDidRemoveConnection'>

/** What filters leave of the connections' messages, as the contract's `mqtt.*` has it. */
export class MessageSelections {
  readonly #connections: SelectedConnections
  /** The one asked longest ago first. */
  readonly #selections = new Map<string, FollowedSelection>()
  readonly #selected = new Emitter<[MessageSelection]>()
  readonly #disposers: readonly Disposer[]
  readonly onDidSelect = this.#selected.on

  constructor(connections: SelectedConnections) {
    this.#connections = connections
    this.#disposers = [
      connections.onDidGrow((id) => this.#of(id).forEach((selection) => selection.grew())),
      connections.onDidRemoveConnection((id) => this.#of(id).forEach((selection) => this.#drop(selection))),
    ]
  }

  async selectMessages(connectionId: string, filter: MessageFilter): Promise<Result<MessageSelection>> {
    const history = this.#connections.history(connectionId)
    if (!history) return fail(unknownConnection(connectionId))
    const options = sieveOptions(filter)
    if (!options.ok) return options
    const ofConnection = this.#of(connectionId)
    if (ofConnection.length >= maxOfConnection) this.#drop(ofConnection[0])
    const selection = new FollowedSelection(randomUUID(), connectionId, history, options.value, filter.from, (state) => this.#selected.fire(state))
    this.#selections.set(selection.id, selection)
    return ok(selection.state())
  }

  async selectedMessages(selectionId: string, from: number, count: number, payloadLimit: number): Promise<Result<readonly MqttMessage[]>> {
    const selection = this.#selections.get(selectionId)
    if (!selection) return fail(noSuchSelection)
    this.#selections.delete(selectionId)
    this.#selections.set(selectionId, selection)
    return ok(await selection.messages(from, count, payloadLimit))
  }

  async placeOfMessage(selectionId: string, seq: number): Promise<Result<number>> {
    const selection = this.#selections.get(selectionId)
    return selection ? ok(selection.placeOf(seq)) : fail(noSuchSelection)
  }

  async unselectMessages(selectionId: string): Promise<Result<null>> {
    this.#drop(this.#selections.get(selectionId))
    return ok(null)
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose()
    for (const selection of this.#selections.values()) selection.close()
    this.#selections.clear()
  }

  #of(connectionId: string): readonly FollowedSelection[] {
    return [...this.#selections.values()].filter((selection) => selection.connectionId === connectionId)
  }

  #drop(selection: FollowedSelection | undefined): void {
    if (!selection) return
    this.#selections.delete(selection.id)
    selection.close()
  }
}
