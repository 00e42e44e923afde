import { atOffset } from './problem.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Takes bytes from front to back; what is missing is told with the offset of the item it is missing from. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get at(): number {
    return this.#at
  }
  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** Where the next `count` bytes start, after having gone past them. */
  #pass(count: number): number {
    const start = this.#at
    const left = this.#bytes.length - start
    if (count > left) throw atOffset(start, `The payload ends here, ${count - left} bytes too early`, `数据到此中断，还缺 ${count - left} 字节`)
    this.#at += count
    return start
  }

  bytes(count: number): Uint8Array {
    const start = this.#pass(count)
    return this.#bytes.subarray(start, start + count)
  }

  u8 = (): number => this.#view.getUint8(this.#pass(1))
  u16 = (): number => this.#view.getUint16(this.#pass(2))
  u32 = (): number => this.#view.getUint32(this.#pass(4))
  u64 = (): bigint => this.#view.getBigUint64(this.#pass(8))
  i8 = (): number => this.#view.getInt8(this.#pass(1))
  i16 = (): number => this.#view.getInt16(this.#pass(2))
  i32 = (): number => this.#view.getInt32(this.#pass(4))
  i64 = (): bigint => this.#view.getBigInt64(this.#pass(8))
  f32 = (): number => this.#view.getFloat32(this.#pass(4))
  f64 = (): number => this.#view.getFloat64(this.#pass(8))
}

/** Undefined when the bytes are no UTF-8. A byte order mark stays. */
export function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** Offset of the first byte that UTF-8 does not allow where it stands; the length when the last character is not whole. */
export function firstNotUtf8(bytes: Uint8Array): number {
  const isWrong = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true })
      return false
    } catch {
      return true
    }
  }
  // The shortest wrong beginning, by halving.
  let right = 0
  let wrong = bytes.length + 1
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1
    if (isWrong(middle)) wrong = middle
    else right = middle
  }
  return wrong - 1
}
