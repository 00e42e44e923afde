import { rm } from 'node:fs/promises'
import type { Failure } from '../../../shared/contract/failure.ts'
import { CardHistory } from './card-history.ts'
import { sentNotWritten } from './failures.ts'
import { emptyCards, fileOfCard, folderOfCards, readCard, writeCard } from './kept-card.ts'

/** ms from the first change to the write: a card that sends fifty times a second costs one a second. */
const writeAfterMs = 1000

/** The history of a card, shared by all connections that were made from one saved connection. */
export type HeldHistory = {
  readonly history: CardHistory
  readonly cardId: string
  /** Of the connections that hold it. */
  users: number
  /** Whose it is on disk; undefined: it is in memory alone. */
  savedId: string | undefined
  /** The disk has given it damaged, or does not take it. */
  failure: Failure | undefined
  timer: NodeJS.Timeout | undefined
  writing: Promise<void>
}

/** What cards have sent: of saved connections on disk, of others while they are there. */
export class CardHistories {
  readonly #folder: string | undefined
  readonly #changed: (held: HeldHistory) => void
  readonly #held = new Map<string, Promise<HeldHistory>>()

  /** Without a folder all stay in memory. `changed`: what is known of the disk is another. */
  constructor(folder: string | undefined, changed: (held: HeldHistory) => void) {
    this.#folder = folder
    this.#changed = changed
  }

  /** To be given back with `close`. */
  async open(connectionId: string, savedId: string | undefined, cardId: string): Promise<HeldHistory> {
    const key = keyOf(savedId ?? connectionId, cardId)
    const opening = this.#held.get(key) ?? this.#read(savedId, cardId)
    this.#held.set(key, opening)
    const held = await opening
    held.users++
    return held
  }

  /** Something was sent, answered or cleared. */
  note(held: HeldHistory): void {
    if (this.#folder === undefined || held.savedId === undefined) return
    held.timer ??= setTimeout(() => void this.#write(held), writeAfterMs).unref()
  }

  /** A connection that holds it is no more. */
  async close(connectionId: string, held: HeldHistory): Promise<void> {
    held.users--
    if (held.users > 0) return
    if (held.timer) await this.#write(held)
    // Opened again while it was being written.
    if (held.users === 0) this.#held.delete(keyOf(held.savedId ?? connectionId, held.cardId))
  }

  /** The card is no more. */
  async remove(connectionId: string, held: HeldHistory): Promise<void> {
    this.#held.delete(keyOf(held.savedId ?? connectionId, held.cardId))
    const { savedId } = held
    await this.#detach(held)
    if (this.#folder !== undefined && savedId !== undefined) await rm(fileOfCard(this.#folder, savedId, held.cardId), { force: true }).catch(() => {})
  }

  /** The connection was saved: what its cards have sent is kept from now on, unless there is something under that name already. */
  async keep(connectionId: string, savedId: string, held: HeldHistory): Promise<void> {
    const key = keyOf(savedId, held.cardId)
    if (held.savedId !== undefined || this.#held.has(key)) return
    held.savedId = savedId
    this.#held.set(key, Promise.resolve(held))
    this.#held.delete(keyOf(connectionId, held.cardId))
    this.note(held)
  }

  /** The messages of a saved connection were deleted: its cards keep none on disk either, those that are not open included. */
  async empty(savedId: string): Promise<void> {
    if (this.#folder !== undefined) await emptyCards(this.#folder, savedId).catch(() => {})
  }

  /** The saved connection is no more; what is open stays in memory. */
  async forget(savedId: string): Promise<void> {
    if (this.#folder === undefined) return
    for (const held of await Promise.all(this.#held.values())) if (held.savedId === savedId) await this.#detach(held)
    await rm(folderOfCards(this.#folder, savedId), { recursive: true, force: true })
  }

  /** Writes what is still to be written. */
  async dispose(): Promise<void> {
    for (const held of await Promise.all(this.#held.values())) {
      if (held.timer) await this.#write(held)
      await held.writing
    }
    this.#held.clear()
  }

  async #read(savedId: string | undefined, cardId: string): Promise<HeldHistory> {
    const read = this.#folder === undefined || savedId === undefined ? {} : await readCard(fileOfCard(this.#folder, savedId, cardId))
    return { history: new CardHistory(read.kept), cardId, users: 0, savedId, failure: read.failure, timer: undefined, writing: Promise.resolve() }
  }

  async #detach(held: HeldHistory): Promise<void> {
    clearTimeout(held.timer)
    held.timer = undefined
    held.savedId = undefined
    await held.writing
  }

  #write(held: HeldHistory): Promise<void> {
    clearTimeout(held.timer)
    held.timer = undefined
    held.writing = held.writing.then(async () => {
      const { savedId, cardId, history } = held
      if (this.#folder === undefined || savedId === undefined) return
      const before = held.failure
      held.failure = await writeCard(fileOfCard(this.#folder, savedId, cardId), savedId, cardId, history.whole).then(() => undefined, sentNotWritten)
      if (before !== held.failure) this.#changed(held)
    })
    return held.writing
  }
}

const keyOf = (owner: string, cardId: string): string => `${owner}/${cardId}`
