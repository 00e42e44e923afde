import { open, rm, type FileHandle } from 'node:fs/promises'
import type { MessageExportRequest } from '../../../../shared/contract/mqtt-history.ts'
import { decodeMessage, messageEnd } from '../history/message-format.ts'
import type { MessageHistory } from '../history/message-history.ts'
import { MessageSieve, type SieveOptions } from '../selection/message-sieve.ts'
import { exportFormat } from './export-formats.ts'

export type ExportWork = { readonly signal: AbortSignal; /** 0 to 1. */ readonly onProgress: (progress: number) => void }
export type Exported = { readonly messages: number; readonly bytes: number }

/**
 * Writes the messages that are kept at this moment, or some of them, into a file; a stretch of them is held at a time. Rejects with the file
 * system's error, `SlowExpression` or the signal's reason; what was written is then gone.
 */
export async function exportMessages(history: Pick<MessageHistory, 'firstSeq' | 'nextSeq' | 'stretch'>, request: MessageExportRequest, chosen: SieveOptions | null, target: string, work: ExportWork): Promise<Exported> {
  const sieve = chosen && new MessageSieve(chosen)
  let output: FileHandle | undefined
  try {
    output = await open(target, 'w', 0o600)
    return await write(history, request, sieve, output, work)
  } catch (error) {
    // A file that could not be opened is somebody else's, and stays.
    if (output) {
      await output.close().catch(() => {})
      output = undefined
      await rm(target, { force: true })
    }
    throw error
  } finally {
    sieve?.dispose()
    await output?.close()
  }
}

async function write(history: Pick<MessageHistory, 'firstSeq' | 'nextSeq' | 'stretch'>, request: MessageExportRequest, sieve: MessageSieve | null, output: FileHandle, { signal, onProgress }: ExportWork): Promise<Exported> {
  const format = exportFormat(request)
  const count = { messages: 0, bytes: 0 }
  const append = async (text: string): Promise<void> => {
    if (text === '') return
    const bytes = Buffer.from(text)
    await output.writeFile(bytes)
    count.bytes += bytes.length
  }
  await append(format.head)
  const start = Math.max(history.firstSeq, request.filter?.from ?? 0)
  const end = history.nextSeq
  for (let next = start; next < end; ) {
    signal.throwIfAborted()
    const stretch = await history.stretch(next)
    if (!stretch || stretch.index >= end) break
    const from = Math.max(next, stretch.index)
    let offset = 0
    for (let index = stretch.index; index < from; index++) offset = messageEnd(stretch.bytes, offset) ?? 0
    const left = sieve && (await sieve.sift(stretch.bytes.slice(), offset, stretch.index + stretch.count - from))
    let text = ''
    for (let index = from; index < Math.min(end, stretch.index + stretch.count); index++) {
      const past = messageEnd(stretch.bytes, offset) ?? stretch.bytes.length
      if (!left || left[index - from] === 1) {
        const message = { seq: index, ...decodeMessage(stretch.bytes, offset, past) }
        if (message.at >= (request.since ?? -Infinity) && message.at < (request.until ?? Infinity)) text += format.message(message, count.messages++ === 0)
      }
      offset = past
    }
    await append(text)
    next = stretch.index + stretch.count
    onProgress((next - start) / (end - start))
  }
  await append(format.end)
  return count
}
