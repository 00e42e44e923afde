import { setTimeout as delay } from 'node:timers/promises'
import type { TransferPace } from '../../../shared/contract/transfers.ts'
import { unwritten } from './failures.ts'
import { maskAll, type TransferOutcome, type TransferTools } from './transfer-tools.ts'

/** Without a pace. Small enough for a cancel to be felt at 9600 bit/s within a second. */
const usualBlock = 1024

/** The file's bytes as they are, block by block; each is out before the pause after it begins. */
export async function sendContent(bytes: Uint8Array, pace: TransferPace | null, { link, signal, isSecret, tell }: TransferTools): Promise<TransferOutcome> {
  const { blockBytes, pauseMs } = pace ?? { blockBytes: usualBlock, pauseMs: 0 }
  // A secret goes whole: each piece of it is looked for in all that the device says from then on.
  const size = isSecret && pauseMs === 0 ? bytes.length : blockBytes
  tell({ state: 'sending', sent: 0 })
  for (let at = 0; at < bytes.length && !signal.aborted; at += size) {
    const block = bytes.subarray(at, at + size)
    const written = await link.write(block, maskAll(block.length, isSecret), (count) => tell({ sent: at + count }))
    if (!written.ok) return unwritten(written.failure)
    tell({ sent: at + block.length })
    if (pauseMs > 0 && at + size < bytes.length) await delay(pauseMs, undefined, { signal }).catch(() => {})
  }
  return undefined
}
