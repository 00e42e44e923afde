/** One storage of a module, flat and of a given size in bytes. A family that has several makes several. */
export class FileStore {
  readonly #files = new Map<string, Uint8Array>()
  readonly total: number

  constructor(total: number) {
    this.total = total
  }

  get free(): number {
    return [...this.#files.values()].reduce((left, { length }) => left - length, this.total)
  }

  has(name: string): boolean {
    return this.#files.has(name)
  }

  read(name: string): Uint8Array | null {
    return this.#files.get(name) ?? null
  }

  write(name: string, bytes: Uint8Array): void {
    this.#files.set(name, bytes)
  }

  delete(name: string): boolean {
    return this.#files.delete(name)
  }

  list(): readonly { readonly name: string; readonly size: number }[] {
    return [...this.#files].map(([name, bytes]) => ({ name, size: bytes.length }))
  }

  clear(): void {
    this.#files.clear()
  }
}
