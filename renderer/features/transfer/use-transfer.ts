import type { TransferState } from '../../../shared/contract/transfers.ts'
import { useSessionJob, type JobSource } from '../../bridge/use-session-job.ts'

export const isUnderWay = ({ state }: TransferState): boolean => state === 'waiting' || state === 'sending' || state === 'ending'

const transfers: JobSource<TransferState> = {
  list: (from) => from.call('transfers.list'),
  onChange: (from, listener) => from.on('transfers.didChange', listener),
  isUnderWay,
}

/** The transfer on this session, or how the last of it ended; null: none yet. */
export function useTransfer(sessionId: string): { readonly transfer: TransferState | null; readonly dismiss: () => void } {
  const { job, dismiss } = useSessionJob(sessionId, transfers)
  return { transfer: job, dismiss }
}
