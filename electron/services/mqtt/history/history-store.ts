import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { claimFolder, keptSegments, releaseFolder } from './kept-files.ts'
import { historyLimitBytes, MessageHistory, type HistoryOptions } from './message-history.ts'
import { removeDeadRuns, runFolder } from './run-folder.ts'

/** A history that is kept between starts, and how many connections write it: two of the same saved connection share it. */
type Kept = { readonly folder: string; readonly opening: Promise<MessageHistory>; users: number; isForgotten: boolean }

export type Disk = Pick<HistoryOptions, 'backlogBytes' | 'openFile' | 'memoryBytes' | 'retryMs'>

/** The histories of all connections: those of saved connections are kept between starts, the others go with their connection. */
export class HistoryStore {
  readonly #base: string
  readonly #run: string
  readonly #kept = new Map<string, Kept>()
  readonly #open = new Set<MessageHistory>()
  readonly #disk: Disk
  #limitBytes: number

  /** `folder`: absolute. */
  constructor(folder: string, limitBytes = historyLimitBytes, disk: Disk = {}) {
    this.#disk = disk
    this.#base = join(folder, 'saved')
    this.#run = runFolder(folder)
    this.#limitBytes = limitBytes
    void removeDeadRuns(folder)
  }

  get limitBytes(): number {
    return this.#limitBytes
  }

  /** Of each connection, from now on. */
  setLimit(limitBytes: number): void {
    this.#limitBytes = limitBytes
    for (const history of this.#open) history.setLimit(limitBytes)
  }

  async take(connectionId: string, savedId?: string): Promise<MessageHistory> {
    const history = (savedId !== undefined && (await this.#takeKept(savedId))) || new MessageHistory({ folder: join(this.#run, connectionId), limitBytes: this.#limitBytes, ...this.#disk })
    this.#open.add(history)
    return history
  }

  /**
   * The connection was saved: what it has sent and received, and what comes, is kept from now on. False where something is kept under that name already, or the
   * disk refuses: then it is the next connection's that is kept.
   */
  async adopt(history: MessageHistory, savedId: string): Promise<boolean> {
    if (this.#kept.has(savedId) || this.isKept(history)) return false
    const folder = this.#folderOf(savedId)
    const moving = this.#moveInto(folder, history)
    // One that is connected meanwhile waits, and shares it.
    const opening = moving.then((isMoved) => (isMoved ? history : MessageHistory.open({ folder, limitBytes: this.#limitBytes, ...this.#disk })))
    const kept: Kept = { folder, opening, users: 1, isForgotten: false }
    this.#kept.set(savedId, kept)
    const isMoved = await moving
    if (!isMoved || !this.#open.has(history)) {
      // Refused, or the connection was removed while its files were on their way.
      kept.users--
      if (kept.users === 0) {
        this.#kept.delete(savedId)
        await (await opening).close()
        await this.#leave(kept)
      }
    }
    return isMoved
  }

  isKept(history: MessageHistory): boolean {
    return [...this.#kept.values()].some((kept) => history.isIn(kept.folder))
  }

  /** Its connection is no more. */
  async giveBack(history: MessageHistory): Promise<void> {
    const [savedId, kept] = [...this.#kept].find((each) => history.isIn(each[1].folder)) ?? []
    if (savedId === undefined || kept === undefined) {
      this.#open.delete(history)
      await history.clear()
      return
    }
    kept.users--
    if (kept.users > 0) return
    this.#kept.delete(savedId)
    this.#open.delete(history)
    await history.close()
    await this.#leave(kept)
  }

  /** The saved connection is no more: its messages go with the last connection that was made from it. */
  async forget(savedId: string): Promise<void> {
    const kept = this.#kept.get(savedId)
    if (kept) kept.isForgotten = true
    else if (await this.#claim(this.#folderOf(savedId))) await rm(this.#folderOf(savedId), { recursive: true, force: true })
  }

  async dispose(): Promise<void> {
    const kept = [...this.#kept.values()]
    const histories = await Promise.all(kept.map(({ opening }) => opening))
    await Promise.all([...this.#open].map((history) => (histories.includes(history) ? history.close() : history.clear())))
    await Promise.all(kept.map((each) => this.#leave(each)))
    this.#kept.clear()
    this.#open.clear()
    await rm(this.#run, { recursive: true, force: true })
  }

  /** Its history is closed. */
  async #leave({ folder, isForgotten }: Kept): Promise<void> {
    if (isForgotten) await rm(folder, { recursive: true, force: true })
    else await releaseFolder(folder)
  }

  async #moveInto(folder: string, history: MessageHistory): Promise<boolean> {
    if (!(await this.#claim(folder))) return false
    const isFree = await keptSegments(folder).then((found) => found.length === 0, () => false)
    return isFree && history.moveTo(folder)
  }

  /** Undefined: another program has it open. */
  async #takeKept(savedId: string): Promise<MessageHistory | undefined> {
    const known = this.#kept.get(savedId)
    if (known) {
      known.users++
      return known.opening
    }
    const folder = this.#folderOf(savedId)
    if (!(await this.#claim(folder))) return undefined
    const kept = this.#kept.get(savedId) ?? { folder, opening: MessageHistory.open({ folder, limitBytes: this.#limitBytes, ...this.#disk }), users: 0, isForgotten: false }
    kept.users++
    this.#kept.set(savedId, kept)
    return kept.opening
  }

  async #claim(folder: string): Promise<boolean> {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => {})
    return claimFolder(folder)
  }

  /** An id may hold anything; a folder's name may not. */
  #folderOf(savedId: string): string {
    return join(this.#base, Buffer.from(savedId).toString('hex'))
  }
}
