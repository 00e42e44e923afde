/** Bytes each storage holds; an EC20 has a few MB of flash for files, and less RAM. */
const capacity = { UFS: 4_194_304, RAM: 1_048_576 } as const
export type Storage = keyof typeof capacity

export type FileName = { readonly storage: Storage; readonly name: string }

/** `RAM:x` or `UFS:x`; without a prefix, UFS. Null when the name is empty, over 80 bytes, or the storage unknown. */
export function parseFileName(value: string): FileName | null {
  const match = /^(?:([A-Za-z]+):)?(.+)$/.exec(value)
  const storage = (match?.[1] ?? 'UFS').toUpperCase()
  const name = match?.[2] ?? ''
  if (name === '' || name.length > 80) return null
  return storage === 'UFS' || storage === 'RAM' ? { storage, name } : null
}

const key = ({ storage, name }: FileName) => `${storage}:${name}`

/** Files of the module. `RAM:` is empty after a power cycle. */
export class FileStore {
  readonly #files = new Map<string, Uint8Array>()

  has(file: FileName): boolean {
    return this.#files.has(key(file))
  }

  read(file: FileName): Uint8Array | null {
    return this.#files.get(key(file)) ?? null
  }

  write(file: FileName, bytes: Uint8Array): void {
    this.#files.set(key(file), bytes)
  }

  delete(file: FileName): boolean {
    return this.#files.delete(key(file))
  }

  list(storage: Storage): readonly { readonly name: string; readonly size: number }[] {
    const prefix = `${storage}:`
    return [...this.#files].filter(([name]) => name.startsWith(prefix)).map(([name, bytes]) => ({ name: name.slice(prefix.length), size: bytes.length }))
  }

  space(storage: Storage): { readonly free: number; readonly total: number } {
    const used = this.list(storage).reduce((sum, file) => sum + file.size, 0)
    return { free: capacity[storage] - used, total: capacity[storage] }
  }

  losePower(): void {
    for (const name of this.#files.keys()) if (name.startsWith('RAM:')) this.#files.delete(name)
  }
}

/** +QFUPL's checksum: XOR of big-endian 16-bit words, an odd last byte being a high byte; lower-case hex, not padded. */
export function fileChecksum(bytes: Uint8Array): string {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum ^= ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)
  return sum.toString(16)
}
