import { open, type FileHandle } from 'node:fs/promises'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'
import { decodeHeader, FrameDecoder, type Frame, type RecordingHeader } from './format.ts'

const readBytes = 1024 * 1024
/** Both header lines are far below this. */
const maxHeaderBytes = 64 * 1024

export type Recording = {
  readonly header: RecordingHeader
  /** Where its frames begin. */
  readonly headerBytes: number
  /**
   * Every whole frame in order; may be called again to read from the start. Returns whether the tail was cut off or
   * damaged. Rejects when the file can no longer be read.
   */
  readonly frames: () => AsyncGenerator<Frame, { readonly truncated: boolean }>
}

const unreadable = (file: string, cause: string): Failure => ({
  code: 'recording.unreadable',
  stage: 'port',
  what: text(`${file} cannot be read as a recording.`, `${file} 不是可读取的录制文件。`),
  next: text('Choose a file that ends in .atrec and was made by this program.', '请选择由本程序生成的 .atrec 文件。'),
  evidence: cause,
})

/** Reads a recording without loading it whole. Works on one that is still being written: it ends where the file ends now. */
export async function openRecording(file: string): Promise<Result<Recording>> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    const start = Buffer.alloc(maxHeaderBytes)
    const { bytesRead } = await handle.read(start, 0, maxHeaderBytes, 0)
    const decoded = decodeHeader(start.subarray(0, bytesRead))
    if (!decoded) return fail(unreadable(file, 'The header is missing or of another version'))
    return ok({ header: decoded.header, headerBytes: decoded.length, frames: () => readFrames(file, decoded.length) })
  } catch (error) {
    return fail(unreadable(file, error instanceof Error ? error.message : String(error)))
  } finally {
    await handle?.close()
  }
}

async function* readFrames(file: string, start: number): AsyncGenerator<Frame, { readonly truncated: boolean }> {
  const handle = await open(file, 'r')
  try {
    const decoder = new FrameDecoder()
    const buffer = Buffer.alloc(readBytes)
    for (let position = start; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, readBytes, position)
      if (bytesRead === 0 || decoder.damaged) return { truncated: decoder.pending > 0 || decoder.damaged }
      position += bytesRead
      yield* decoder.push(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}
