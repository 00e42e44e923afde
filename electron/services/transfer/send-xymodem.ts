import type { Disposer } from '../../../shared/contract/failure.ts'
import type { TransferWay } from '../../../shared/contract/transfers.ts'
import { control, payloadOf } from '../../../shared/transfer/xymodem-block.ts'
import { usualTimes, XymodemSender, type OutgoingFile, type SenderStep } from '../../../shared/transfer/xymodem-sender.ts'
import { portGone, unwritten, xymodemFailure } from './failures.ts'
import type { TransferOutcome, TransferTools } from './transfer-tools.ts'

type Way = Extract<TransferWay, { startTimeoutMs: number }>

/** Gives the protocol its bytes and its time, and its bytes to the port. */
export function sendXymodem(files: readonly OutgoingFile[], way: Way, { link, signal, isSecret, tell }: TransferTools): Promise<TransferOutcome> {
  const { baudRate } = link.info().settings
  // A block's own way over the line comes on top, ten bits a byte.
  const sender = new XymodemSender(way.kind, files, { ...usualTimes, startMs: way.startTimeoutMs, answerMs: usualTimes.answerMs + Math.ceil((1.5 * 1029 * 10_000) / baudRate) })
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    let isEnded = false
    let writes: Promise<unknown> = Promise.resolve()
    const disposers: Disposer[] = []
    const finish = (outcome: TransferOutcome): void => {
      if (isEnded) return
      isEnded = true
      clearTimeout(timer)
      for (const dispose of disposers) dispose()
      // What tells the receiver of the end is out, or refused within the port's own bound.
      void writes.finally(() => resolve(outcome))
    }
    const write = (bytes: Uint8Array): void => {
      writes = writes.then(async () => {
        const written = await link.write(bytes, isSecret && isBlock(bytes) ? [payloadOf(bytes)] : [])
        if (!written.ok) finish(unwritten(written.failure))
      })
    }
    const take = ({ write: bytes, wakeAt, end }: SenderStep): void => {
      if (isEnded) return
      if (bytes) write(bytes)
      if (wakeAt !== undefined) {
        clearTimeout(timer)
        timer = setTimeout(() => take(sender.timedOut(performance.now())), Math.max(0, wakeAt - performance.now()))
      }
      const { phase, file, sent, again } = sender.progress
      tell({ state: phase, file, sent, again })
      if (end) finish(end.kind === 'done' || end.kind === 'stopped' ? undefined : xymodemFailure(way.kind, end, way.startTimeoutMs))
    }
    const stop = (): void => take(sender.cancel(performance.now()))
    signal.addEventListener('abort', stop, { once: true })
    disposers.push(
      () => signal.removeEventListener('abort', stop),
      link.onBytes((bytes) => take(sender.receive(bytes, performance.now()))),
      link.onState((info) => {
        if (info.state !== 'open') finish(portGone(info.failure))
      }),
    )
    if (signal.aborted) stop()
    else take(sender.begin(performance.now()))
  })
}

const isBlock = (bytes: Uint8Array): boolean => bytes[0] === control.SOH || bytes[0] === control.STX
