import type { MaskRange } from '../../../shared/at/mask.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import type { HiddenSpan } from '../../../shared/wizard/step.ts'
import type { Recorder } from '../recording/index.ts'
import { ChunkRing } from './chunk-ring.ts'
import type { Clock } from './clock.ts'
import { EchoMasker, type MaskedRun } from './echo-masker.ts'
import { SpanMasker } from './span-masker.ts'
import type { TypedSecrets } from './typed-input.ts'

/** How long bytes that may be the beginning of a secret wait for the rest. */
const holdMs = 200
/** Half a screen's frame: what a person types is echoed in the next one. */
const batchMs = 8
/** A disk that hangs (a network folder, a stick pulled out) holds up what is shown no longer than this. */
const stalledMs = 1000

export type SessionLogOptions = {
  readonly recorder: Recorder
  readonly clock: Clock
  readonly onChunks: (chunks: Chunk[]) => void
}

/**
 * What went over a session's wire as everybody but the AT channel sees it: masked, numbered, and told in batches once it is in the recording's
 * file. Listeners cannot slow it down; what they do not take in time is not waited for.
 */
export class SessionLog {
  readonly #recorder: Recorder
  readonly #clock: Clock
  readonly #onChunks: (chunks: Chunk[]) => void
  readonly #masker = new EchoMasker()
  readonly #spans = new SpanMasker()
  readonly #ring = new ChunkRing()
  #seq = 0
  /** Chunks before this number are told. */
  #told = 0
  #isTelling = false
  #batchTimer: ReturnType<typeof setTimeout> | undefined
  #holdTimer: ReturnType<typeof setTimeout> | undefined

  constructor({ recorder, clock, onChunks }: SessionLogOptions) {
    this.#recorder = recorder
    this.#clock = clock
    this.#onChunks = onChunks
  }

  received(bytes: Uint8Array, at: number): void {
    for (const run of this.#masker.push(bytes, at)) this.#take(run)
    clearTimeout(this.#holdTimer)
    if (this.#masker.held > 0) this.#holdTimer = setTimeout(() => this.#release(), holdMs)
  }

  /** Call just before the bytes go to the port, so that the echo is expected when it comes. */
  sent(bytes: Uint8Array, secrets: TypedSecrets): void {
    for (const { start, end } of secrets.ranges) this.#masker.protectValue(bytes.subarray(start, end))
    for (const echo of secrets.echoes) this.#masker.expectEcho(echo.bytes, echo.ranges)
    // What is held was read before this was sent and keeps its place before it.
    this.#release()
    this.#append('out', this.#masker.maskOutgoing(bytes, secrets.ranges), this.#clock())
  }

  /** Secrets that the device will say: masked from their first byte on. */
  hide(spans: readonly HiddenSpan[]): void {
    this.#spans.expect(spans)
  }

  /** Masks a value wherever it appears from now on. */
  protect(value: Uint8Array): void {
    this.#masker.protectValue(value)
  }

  note(remark: string): void {
    this.#release()
    this.#append('note', utf8(remark), this.#clock())
  }

  /** The chunks so far from a number on, once they are in the file. */
  async from(fromSeq: number): Promise<{ readonly chunks: readonly Chunk[]; readonly truncated: boolean; readonly nextSeq: number }> {
    const found = { ...this.#ring.from(fromSeq), nextSeq: this.#seq }
    await this.#written()
    return found
  }

  /** Gives out all that waits; nothing is logged after this. */
  async close(): Promise<void> {
    this.#release()
    clearTimeout(this.#holdTimer)
    clearTimeout(this.#batchTimer)
    await this.#recorder.close()
    this.#fire(this.#seq)
  }

  #release(): void {
    for (const run of this.#masker.flush()) this.#take(run)
  }

  /** What an echo may be was held back; its bytes come out in order, and are the masker's own copy. */
  #take({ bytes, at }: MaskedRun): void {
    this.#spans.mask(bytes)
    this.#append('in', bytes, at)
  }

  #append(direction: Chunk['direction'], bytes: Uint8Array, at: number): void {
    this.#recorder.append(direction, at, bytes)
    this.#ring.push({ seq: this.#seq++, at, direction, bytes })
    if (!this.#isTelling) this.#batchTimer ??= setTimeout(() => void this.#tell(), batchMs)
  }

  async #tell(): Promise<void> {
    this.#batchTimer = undefined
    this.#isTelling = true
    const until = this.#seq
    await this.#written()
    this.#isTelling = false
    this.#fire(until)
    if (this.#told < this.#seq) this.#batchTimer ??= setTimeout(() => void this.#tell(), batchMs)
  }

  /** While the disk holds it up, the ring drops the oldest: the gap in the numbers makes clients ask. */
  #fire(until: number): void {
    const { chunks } = this.#ring.from(this.#told)
    const count = until - (chunks[0]?.seq ?? until)
    this.#told = Math.max(this.#told, until)
    if (count > 0) this.#onChunks(chunks.slice(0, count))
  }

  async #written(): Promise<void> {
    const written = this.#recorder.written()
    if (!written) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stalled = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, stalledMs)
    })
    await Promise.race([written, stalled])
    clearTimeout(timer)
  }
}

/** The secrets of bytes whose secret ranges the sender knows. */
export const markedSecrets = (bytes: Uint8Array, ranges: readonly MaskRange[]): TypedSecrets =>
  ranges.length === 0 ? { ranges, echoes: [] } : { ranges, echoes: [{ bytes, ranges }] }
