/** Below this every value has a bucket of its own; above, each power of two is cut into half as many: what is told is at most 1.6 % too high. */
const exact = 128
const cuts = exact / 2
/** Up to 2^31 µs, more than half an hour. */
const powers = 31 - 6

/** How long things took, in µs, counted and not kept: an hour of 50,000 a second takes no more room than ten. */
export class Histogram {
  readonly #counts = new Uint32Array(exact + powers * cuts)
  #count = 0
  #max = 0

  add(microseconds: number): void {
    const value = Math.max(0, Math.min(2 ** 31 - 1, Math.round(microseconds)))
    const bucket = bucketOf(value)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#count++
    if (value > this.#max) this.#max = value
  }

  get count(): number {
    return this.#count
  }

  /** The largest that came; 0 when none did. */
  get max(): number {
    return this.#max
  }

  /** The value that so many in a hundred do not exceed, as the upper end of its bucket; 0 when none came. */
  percentile(hundredths: number): number {
    const wanted = Math.max(1, Math.ceil((this.#count * hundredths) / 100))
    let seen = 0
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count
      if (seen >= wanted && this.#count > 0) return Math.min(this.#max, upperEnd(bucket))
    }
    return 0
  }

  clear(): void {
    this.#counts.fill(0)
    this.#count = 0
    this.#max = 0
  }
}

function bucketOf(value: number): number {
  if (value < exact) return value
  const shift = 31 - Math.clz32(value) - 6
  return exact + (shift - 1) * cuts + (value >>> shift) - cuts
}

function upperEnd(bucket: number): number {
  if (bucket < exact) return bucket
  const shift = Math.floor((bucket - exact) / cuts) + 1
  return ((bucket - exact - (shift - 1) * cuts + cuts + 1) * 2 ** shift) - 1
}
