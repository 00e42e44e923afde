import { fail, ok, type Failure, type Result } from '../contract/failure.ts'

/** Entries that anybody who has the disk may read, and of some of them the secrets. */
export type Kept<Entry, Secret> = { readonly entries: readonly Entry[]; readonly secrets: readonly Secret[] }

/** The files of a list, one for each kind. */
export type KeptFiles<Entry, Secret> = {
  readonly readEntries: () => Promise<readonly Entry[]>
  readonly readSecrets: () => Promise<readonly Secret[]>
  readonly writeEntries: (entries: readonly Entry[]) => Promise<void>
  readonly writeSecrets: (secrets: readonly Secret[]) => Promise<void>
}

/** What a change makes of a list, and what it answers once that is on the disk. */
export type Change<Entry, Secret, Answer> = { readonly state: Kept<Entry, Secret>; readonly answer: (after: Kept<Entry, Secret>) => Answer }

/** A person's own list: read once, changed one change after the other. What the disk refuses has not happened. */
export class KeptList<Entry, Secret> {
  readonly #files: KeptFiles<Entry, Secret>
  readonly #changed: (state: Kept<Entry, Secret>) => void
  readonly #refused: (error: unknown) => Failure
  #state: Promise<Kept<Entry, Secret>> | undefined
  #working: Promise<unknown> = Promise.resolve()

  constructor(files: KeptFiles<Entry, Secret>, { changed, refused }: { readonly changed: (state: Kept<Entry, Secret>) => void; readonly refused: (error: unknown) => Failure }) {
    this.#files = files
    this.#changed = changed
    this.#refused = refused
  }

  read(): Promise<Kept<Entry, Secret>> {
    this.#state ??= Promise.all([this.#files.readEntries(), this.#files.readSecrets()]).then(([entries, secrets]) => ({ entries, secrets }))
    return this.#state
  }

  change<Answer>(make: (state: Kept<Entry, Secret>) => Result<Change<Entry, Secret, Answer>>): Promise<Result<Answer>> {
    const work = this.#working.then(async (): Promise<Result<Answer>> => {
      const before = await this.read()
      const made = make(before)
      if (!made.ok) return made
      const { state, answer } = made.value
      try {
        // Secrets first: no entry may say that it has what is not there.
        if (state.secrets !== before.secrets && (state.secrets.length > 0 || before.secrets.length > 0)) await this.#files.writeSecrets(state.secrets)
        await this.#files.writeEntries(state.entries)
      } catch (error) {
        return fail(this.#refused(error))
      }
      this.#state = Promise.resolve(state)
      this.#changed(state)
      return ok(answer(state))
    })
    this.#working = work.catch(() => {})
    return work
  }

  /** Once what is being written is written. */
  async settled(): Promise<void> {
    await this.#working
  }
}
