export type Mark = { readonly index: number; readonly position: number }

/** Where some of a segment's messages stand; between two marks are many small messages, or a single one. */
export class Marks {
  readonly #marks: Mark[] = []

  add(index: number, position: number): void {
    this.#marks.push({ index, position })
  }

  get last(): Mark | undefined {
    return this.#marks.at(-1)
  }

  at(place: number): Mark | undefined {
    return this.#marks[place]
  }

  /** Place of the last mark at or before a message; 0 where there is none. */
  placeBefore(index: number): number {
    let low = 0
    let high = this.#marks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#marks[middle]?.index ?? 0) > index) high = middle
      else low = middle + 1
    }
    return Math.max(0, low - 1)
  }
}
