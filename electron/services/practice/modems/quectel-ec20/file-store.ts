import { FileStore } from '../kit/file-store.ts'

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

/** Files of the module. `RAM:` is empty after a power cycle. */
export class Ec20Files {
  readonly #storages: Readonly<Record<Storage, FileStore>> = { UFS: new FileStore(capacity.UFS), RAM: new FileStore(capacity.RAM) }

  has({ storage, name }: FileName): boolean {
    return this.#storages[storage].has(name)
  }

  read({ storage, name }: FileName): Uint8Array | null {
    return this.#storages[storage].read(name)
  }

  write({ storage, name }: FileName, bytes: Uint8Array): void {
    this.#storages[storage].write(name, bytes)
  }

  delete({ storage, name }: FileName): boolean {
    return this.#storages[storage].delete(name)
  }

  list(storage: Storage): readonly { readonly name: string; readonly size: number }[] {
    return this.#storages[storage].list()
  }

  space(storage: Storage): { readonly free: number; readonly total: number } {
    const { free, total } = this.#storages[storage]
    return { free, total }
  }

  losePower(): void {
    this.#storages.RAM.clear()
  }
}

/** +QFUPL's checksum: XOR of big-endian 16-bit words, an odd last byte being a high byte; lower-case hex, not padded. */
export function fileChecksum(bytes: Uint8Array): string {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum ^= ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)
  return sum.toString(16)
}
