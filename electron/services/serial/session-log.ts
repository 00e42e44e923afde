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
/** 60 batches a second: a screen shows no more. */
const batchMs = 16

export type SessionLogOptions = {
  readonly recorder: Recorder
  readonly clock: Clock
  readonly onChunks: (chunks: Chunk[]) => void
}

/**
 * What went over a session's wire as everybody but the AT channel sees it: masked, numbered, recorded first, then kept
 * for late clients and told in batches. Listeners cannot slow it down; what they do not take in time is not waited for.
 */
export class SessionLog {
  readonly #recorder: Recorder
  readonly #clock: Clock
  readonly #onChunks: (chunks: Chunk[]) => void
  readonly #masker = new EchoMasker()
  readonly #spans = new SpanMasker()
  readonly #ring = new ChunkRing()
  #seq = 0
  #batch: Chunk[] = []
  #batchTimer: ReturnType<typeof setTimeout> | undefined
  #holdTimer: ReturnType<typeof setTimeout> | undefined

  constructor({ recorder, clock, onChunks }: SessionLogOptions) {
    this.#recorder = recorder
    this.#clock = clock
    this.#onChunks = onChunks
  }

  get nextSeq(): number {
    return this.#seq
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

  from(fromSeq: number): { readonly chunks: readonly Chunk[]; readonly truncated: boolean } {
    return this.#ring.from(fromSeq)
  }

  /** Gives out all that waits; nothing is logged after this. */
  async close(): Promise<void> {
    this.#release()
    clearTimeout(this.#holdTimer)
    this.#tell()
    await this.#recorder.close()
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
    const chunk: Chunk = { seq: this.#seq++, at, direction, bytes }
    this.#ring.push(chunk)
    this.#batch.push(chunk)
    this.#batchTimer ??= setTimeout(() => this.#tell(), batchMs)
  }

  #tell(): void {
    clearTimeout(this.#batchTimer)
    this.#batchTimer = undefined
    const batch = this.#batch
    this.#batch = []
    if (batch.length > 0) this.#onChunks(batch)
  }
}

/** The secrets of bytes whose secret ranges the sender knows. */
export const markedSecrets = (bytes: Uint8Array, ranges: readonly MaskRange[]): TypedSecrets =>
  ranges.length === 0 ? { ranges, echoes: [] } : { ranges, echoes: [{ bytes, ranges }] }
