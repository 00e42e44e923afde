import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { pieceBytes, type TransferWay } from '../../../shared/contract/transfers.ts'
import { text } from '../../../shared/text/local-text.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { setTransfer } from './transfer-store.ts'

const unreadable = (name: string): Failure => ({
  code: 'file.unreadable',
  stage: 'port',
  what: text(`${name} could not be read.`, `无法读取 ${name}。`),
  next: text('It was moved or changed since it was chosen; choose it again.', '文件在选择之后被移动或修改过，请重新选择。'),
})

/** Hands the files to the program piece by piece, then starts. True when the transfer began; what stood against it is in the store. */
export async function sendFiles(sessionId: string, files: readonly File[], way: TransferWay): Promise<boolean> {
  const uploadIds: string[] = []
  const result = await handOver(files, uploadIds)
  const started = result.ok ? await attempt(() => bridge().call('transfers.start', sessionId, uploadIds, way)) : result
  if (!started.ok) for (const uploadId of uploadIds) void attempt(() => bridge().call('transfers.forget', uploadId))
  setTransfer({ upload: null, failure: started.ok ? null : started.failure, ...(started.ok && { isOpen: false }) })
  return started.ok
}

async function handOver(files: readonly File[], uploadIds: string[]): Promise<Result<null>> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  setTransfer({ upload: { done, total }, failure: null })
  for (const file of files) {
    const begun = await attempt(() => bridge().call('transfers.begin', file.name, file.size))
    if (!begun.ok) return begun
    const { uploadId } = begun.value
    uploadIds.push(uploadId)
    for (let at = 0; at < file.size; at += pieceBytes) {
      const piece = await file
        .slice(at, at + pieceBytes)
        .arrayBuffer()
        .catch(() => null)
      if (!piece) return fail(unreadable(file.name))
      const put = await attempt(() => bridge().call('transfers.put', uploadId, at, new Uint8Array(piece)))
      if (!put.ok) return put
      done += piece.byteLength
      setTransfer({ upload: { done, total } })
    }
  }
  return ok(null)
}

export const cancelTransfer = (sessionId: string): void => void attempt(() => bridge().call('transfers.cancel', sessionId))
