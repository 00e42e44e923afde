import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import { maximumTransferBytes, pieceBytes } from '../../../shared/contract/transfers.ts'
import type { OutgoingFile } from '../../../shared/transfer/xymodem-sender.ts'
import { empty, tooLarge, tooMany, uploadGone } from './failures.ts'

/** ms after which what a page began and left is forgotten. */
const unusedMs = 10 * 60_000
/** Bytes of all that waits: one transfer under way, another being prepared. */
const mostWaiting = 2 * maximumTransferBytes

type Upload = { readonly name: string; readonly bytes: Uint8Array; filled: number; timer: NodeJS.Timeout }

/** Files on their way from a page, piece by piece, so that a large one never stands in the way of other calls. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>()

  begin(name: string, size: number): Result<{ readonly uploadId: string }> {
    if (size === 0) return fail(empty(name))
    if (size > maximumTransferBytes) return fail(tooLarge(name))
    const waiting = [...this.#uploads.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (waiting + size > mostWaiting) return fail(tooMany())
    const uploadId = randomUUID()
    this.#uploads.set(uploadId, { name, bytes: new Uint8Array(size), filled: 0, timer: this.#forgetLater(uploadId) })
    return ok({ uploadId })
  }

  put(uploadId: string, offset: number, piece: Uint8Array): Result<null> {
    const upload = this.#uploads.get(uploadId)
    if (!upload) return fail(uploadGone())
    const { bytes, filled } = upload
    if (offset !== filled || piece.length > pieceBytes || filled + piece.length > bytes.length) {
      this.forget(uploadId)
      return fail(uploadGone())
    }
    bytes.set(piece, offset)
    upload.filled += piece.length
    clearTimeout(upload.timer)
    upload.timer = this.#forgetLater(uploadId)
    return ok(null)
  }

  /** The whole file, which is gone from here afterwards; undefined while it is not whole. */
  take(uploadId: string): OutgoingFile | undefined {
    const upload = this.#uploads.get(uploadId)
    if (!upload || upload.filled < upload.bytes.length) return undefined
    this.forget(uploadId)
    return { name: upload.name, bytes: upload.bytes }
  }

  forget(uploadId: string): void {
    clearTimeout(this.#uploads.get(uploadId)?.timer)
    this.#uploads.delete(uploadId)
  }

  dispose(): void {
    for (const uploadId of this.#uploads.keys()) this.forget(uploadId)
  }

  #forgetLater(uploadId: string): NodeJS.Timeout {
    return setTimeout(() => this.#uploads.delete(uploadId), unusedMs).unref()
  }
}
