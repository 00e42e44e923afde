import type { TransferState } from '../../../shared/contract/transfers.ts'

export type TransferProgress = {
  /** 0 to 100. */
  readonly percent: number
  /** Bytes a second; null until there is enough to tell. */
  readonly rate: number | null
  readonly secondsLeft: number | null
}

/** ms below which a rate is only a guess: a driver's buffer takes the first bytes at once. */
const tellingMs = 500

export function progressOf({ sent, total, elapsedMs }: Pick<TransferState, 'sent' | 'total' | 'elapsedMs'>): TransferProgress {
  const percent = total === 0 ? 0 : (100 * sent) / total
  if (elapsedMs < tellingMs || sent === 0) return { percent, rate: null, secondsLeft: null }
  const rate = (sent * 1000) / elapsedMs
  return { percent, rate, secondsLeft: Math.ceil((total - sent) / rate) }
}

/** `0:07`, `12:05`, `1:02:05`. */
export function clockWords(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
