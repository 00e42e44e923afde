import type { Failure } from '../../../../shared/contract/failure.ts'
import type { RecordingHit, SearchState } from '../../../../shared/contract/recordings.ts'
import { cannotRead, slowExpression } from '../library-failures.ts'
import type { OpenedFile } from '../opened-recording.ts'
import { SlowExpression } from '../../../kit/slow-expression.ts'
import type { SearchPattern } from '../../../../shared/text/search-pattern.ts'
import type { Hit } from './hit.ts'
import { search } from './search.ts'

/** Hits beyond this are counted, not kept: nobody looks through more. */
const maxKept = 10_000
const tellMs = 100

/** One search through one opened recording, from its start until its end or until it is cancelled. */
export class RecordingSearch {
  readonly #id: string
  readonly #opened: OpenedFile
  readonly #onState: (state: SearchState) => void
  readonly #abort = new AbortController()
  readonly #hits: Hit[] = []
  #count = 0
  #position = 0
  #isDone = false
  #failure: Failure | undefined
  #toldAt = 0

  constructor(id: string, opened: OpenedFile, pattern: SearchPattern, onState: (state: SearchState) => void) {
    this.#id = id
    this.#opened = opened
    this.#onState = onState
    opened.keepOpen(this.#run(pattern))
  }

  get recordingId(): string {
    return this.#opened.id
  }

  state(): SearchState {
    return {
      searchId: this.#id,
      recordingId: this.#opened.id,
      progress: this.#isDone || this.#opened.size === 0 ? 1 : Math.min(1, this.#position / this.#opened.size),
      count: this.#count,
      kept: this.#hits.length,
      isDone: this.#isDone,
      ...(this.#failure && { failure: this.#failure }),
    }
  }

  async hits(from: number, count: number): Promise<readonly RecordingHit[]> {
    const found: RecordingHit[] = []
    for (const { position, at, direction } of this.#hits.slice(from, from + count)) {
      const number = await this.#opened.rowAt(position)
      const [row] = await this.#opened.rows(number, 1)
      found.push({ row: number, at: row?.at ?? at, direction, bytes: row?.bytes ?? new Uint8Array() })
    }
    return found
  }

  cancel(): void {
    this.#abort.abort()
  }

  async #run(pattern: SearchPattern): Promise<void> {
    const { handle, start, size, name } = this.#opened
    try {
      await search(handle, start.position, size, pattern, {
        signal: this.#abort.signal,
        most: maxKept,
        onFound: ({ hits, count }) => {
          this.#count += count
          if (this.#hits.length < maxKept) this.#hits.push(...hits.slice(0, maxKept - this.#hits.length))
        },
        onProgress: (position) => {
          this.#position = position
          this.#tell(false)
        },
      })
    } catch (error) {
      if (error instanceof SlowExpression) this.#failure = slowExpression
      else if (!this.#abort.signal.aborted) this.#failure = cannotRead(name, error)
    }
    this.#isDone = true
    // In the order of time, whatever block they were found in.
    this.#hits.sort((a, b) => a.position - b.position)
    this.#tell(true)
  }

  #tell(isLast: boolean): void {
    const now = performance.now()
    if (!isLast && now - this.#toldAt < tellMs) return
    this.#toldAt = now
    this.#onState(this.state())
  }
}
