type Block = { readonly at: number[]; readonly value: number[] }

const blockPoints = 4096

/** Points of one line in the order of their times: what comes is put behind, what is read out of the past in front. The oldest go first. */
export class PointSeries {
  readonly #limit: number
  readonly #blocks: Block[] = []
  #count = 0
  #isCut = false

  constructor(limit: number) {
    this.#limit = limit
  }

  get count(): number {
    return this.#count
  }

  /** Older points were dropped, or had no room. */
  get isCut(): boolean {
    return this.#isCut
  }

  get isFull(): boolean {
    return this.#count >= this.#limit
  }

  get first(): number | undefined {
    return this.#blocks[0]?.at[0]
  }

  get last(): number | undefined {
    return this.#blocks.at(-1)?.at.at(-1)
  }

  push(at: number, value: number): void {
    let block = this.#blocks.at(-1)
    if (!block || block.at.length >= blockPoints) {
      block = { at: [], value: [] }
      this.#blocks.push(block)
    }
    block.at.push(at)
    block.value.push(value)
    this.#count++
    const oldest = this.#blocks[0]
    if (oldest && this.#count - oldest.at.length >= this.#limit) {
      this.#blocks.shift()
      this.#count -= oldest.at.length
      this.#isCut = true
    }
  }

  /** Points of one stretch of the past, in order, all before those that are there. */
  unshift(at: number[], value: number[]): void {
    if (at.length === 0) return
    if (this.isFull) {
      this.#isCut = true
      return
    }
    this.#blocks.unshift({ at, value })
    this.#count += at.length
  }

  noteCut(): void {
    this.#isCut = true
  }

  /** From the last point before a time on: blocks that end earlier are passed over whole. */
  *since(from: number): Generator<readonly [at: number, value: number]> {
    let start = 0
    while (start + 1 < this.#blocks.length && (this.#blocks[start + 1]?.at[0] ?? Infinity) < from) start++
    for (const { at, value } of this.#blocks.slice(start)) for (let i = 0; i < at.length; i++) yield [at[i] ?? 0, value[i] ?? 0]
  }
}
