/** The same length of bytes that mean nothing, the same ones in every run: what a wrong baud rate makes of an answer. */
export class Garbler {
  #seed = 0x2545f491

  garble(bytes: Uint8Array): Uint8Array {
    return bytes.map(() => {
      // xorshift32; the top bit is set so that nothing of it can be read as an answer or a line end.
      this.#seed ^= this.#seed << 13
      this.#seed ^= this.#seed >>> 17
      this.#seed ^= this.#seed << 5
      return (this.#seed & 0x7f) | 0x80
    })
  }
}
