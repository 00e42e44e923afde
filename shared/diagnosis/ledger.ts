import type { Failure } from '../contract/failure.ts'

type Entry = { readonly failure: Failure; readonly line: number; readonly topic: string | undefined; isMended: boolean }

/** Registration is one matter, whichever of its commands tells it. */
const topicOf = (name: string): string => (/^\+C(?:REG|GREG|EREG|5GREG)$/.test(name) ? '+CREG' : name)

/** Failures of a log, each mended when the same matter succeeds later. */
export class Ledger {
  readonly #entries: Entry[] = []
  readonly #open = new Map<string, Entry[]>()

  /** `topic`: the command that was refused, or the name of the line that told it; left out where only a new login mends it. */
  add(failure: Failure, line: number, topic?: string): void {
    const entry = { failure, line, topic, isMended: false }
    this.#entries.push(entry)
    if (topic === undefined) return
    const key = topicOf(topic)
    const open = this.#open.get(key)
    if (open) open.push(entry)
    else this.#open.set(key, [entry])
  }

  /** The last one was only the effect of what comes now. */
  dropLast(): void {
    this.#entries.pop()
  }

  mend(topic: string): void {
    const key = topicOf(topic)
    const open = this.#open.get(key)
    if (!open) return
    for (const entry of open) entry.isMended = true
    this.#open.delete(key)
  }

  get entries(): readonly { readonly failure: Failure; readonly line: number; readonly isMended: boolean }[] {
    return this.#entries
  }
}
