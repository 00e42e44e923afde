import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { TransferState, TransferWay } from '../../../shared/contract/transfers.ts'
import { holdsPrivateKey } from '../../../shared/transfer/private-key.ts'
import type { OutgoingFile } from '../../../shared/transfer/xymodem-sender.ts'
import type { SessionLink } from '../serial/link.ts'
import { busy, fault, oneFile, portGone, uploadGone } from './failures.ts'
import { sendAfterPrompt } from './send-after-prompt.ts'
import { sendContent } from './send-content.ts'
import { sendXymodem } from './send-xymodem.ts'
import type { TransferOutcome, TransferTools } from './transfer-tools.ts'
import { Uploads } from './uploads.ts'

export type TransferServiceOptions = { readonly sessions: { readonly acquire: (sessionId: string, owner: 'transfer') => Result<SessionLink> } }

/** Progress is told at most ten times a second; a change of state at once. */
const tellMs = 100

type Transfer = { state: TransferState; readonly stop: AbortController; timer: NodeJS.Timeout | undefined; begunAt: number | undefined; done: Promise<void> }

/** Files sent to a device. One transfer a session; it owns the session until it ends, so that nothing gets between its bytes. */
export class TransferService {
  readonly #options: TransferServiceOptions
  readonly #uploads = new Uploads()
  /** The newest of each session. */
  readonly #transfers = new Map<string, Transfer>()
  readonly #changed = new Emitter<[TransferState]>()
  readonly onDidChange = this.#changed.on

  constructor(options: TransferServiceOptions) {
    this.#options = options
  }

  async list(): Promise<TransferState[]> {
    return [...this.#transfers.values()].map(({ state }) => state)
  }

  async begin(name: string, size: number): Promise<Result<{ readonly uploadId: string }>> {
    return this.#uploads.begin(name, size)
  }

  async put(uploadId: string, offset: number, bytes: Uint8Array): Promise<Result<null>> {
    return this.#uploads.put(uploadId, offset, bytes)
  }

  async forget(uploadId: string): Promise<Result<null>> {
    this.#uploads.forget(uploadId)
    return ok(null)
  }

  async start(sessionId: string, uploadIds: readonly string[], way: TransferWay): Promise<Result<TransferState>> {
    if (uploadIds.length > 1 && way.kind !== 'ymodem') return fail(oneFile())
    const before = this.#transfers.get(sessionId)
    if (before && isUnderWay(before.state)) return fail(busy())
    const files = uploadIds.map((uploadId) => this.#uploads.take(uploadId)).filter((file) => file !== undefined)
    if (files.length < uploadIds.length) return fail(uploadGone())
    const taken = this.#options.sessions.acquire(sessionId, 'transfer')
    if (!taken.ok) return taken
    const link = taken.value
    const { state: port, failure } = link.info()
    if (port !== 'open') {
      link.release()
      return fail(failure ?? portGone())
    }
    const isSecret = files.some(({ bytes }) => holdsPrivateKey(bytes))
    const state: TransferState = {
      sessionId,
      id: randomUUID(),
      kind: way.kind,
      files: files.map(({ name, bytes }) => ({ name, size: bytes.length })),
      state: 'waiting',
      file: 0,
      sent: 0,
      total: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
      elapsedMs: 0,
      again: 0,
      answer: [],
      isSecret,
    }
    const transfer: Transfer = { state, stop: new AbortController(), timer: undefined, begunAt: undefined, done: Promise.resolve() }
    this.#transfers.set(sessionId, transfer)
    const tools: TransferTools = { link, signal: transfer.stop.signal, isSecret, tell: (change) => this.#tell(transfer, change) }
    transfer.done = this.#run(transfer, files, way, link, tools)
    return ok(state)
  }

  async cancel(sessionId: string): Promise<Result<null>> {
    const transfer = this.#transfers.get(sessionId)
    transfer?.stop.abort()
    await transfer?.done
    return ok(null)
  }

  async dispose(): Promise<void> {
    this.#uploads.dispose()
    const all = [...this.#transfers.values()]
    for (const { stop } of all) stop.abort()
    await Promise.all(all.map(({ done }) => done))
  }

  async #run(transfer: Transfer, files: readonly OutgoingFile[], way: TransferWay, link: SessionLink, tools: TransferTools): Promise<void> {
    const { kind, total } = transfer.state
    const names = files.map(({ name }) => name).join(', ')
    link.note(`Sending ${names}, ${total} bytes, ${kind}.`)
    let outcome: TransferOutcome
    try {
      outcome = await send(files, way, tools)
    } catch {
      // The port must be given back even then.
      outcome = fault()
    }
    const state = outcome ? 'failed' : transfer.stop.signal.aborted ? 'cancelled' : 'done'
    link.note(state === 'done' ? `Sent ${names}, ${total} bytes.` : `${state === 'failed' ? 'Failed' : 'Cancelled'}: ${names}, ${transfer.state.sent} of ${total} bytes went out.`)
    link.release()
    this.#tell(transfer, { state, ...(state === 'done' && { sent: total }), ...(outcome && { failure: outcome }) })
  }

  #tell(transfer: Transfer, change: Partial<TransferState>): void {
    const before = transfer.state
    if (change.state === 'sending') transfer.begunAt ??= performance.now()
    const elapsedMs = transfer.begunAt === undefined ? 0 : isUnderWay(before) ? Math.round(performance.now() - transfer.begunAt) : before.elapsedMs
    transfer.state = { ...before, ...change, elapsedMs }
    if (change.state !== undefined && change.state !== before.state) {
      clearTimeout(transfer.timer)
      transfer.timer = undefined
      this.#changed.fire(transfer.state)
    } else {
      transfer.timer ??= setTimeout(() => {
        transfer.timer = undefined
        this.#changed.fire(transfer.state)
      }, tellMs)
    }
  }
}

const isUnderWay = ({ state }: TransferState): boolean => state === 'waiting' || state === 'sending' || state === 'ending'

function send(files: readonly OutgoingFile[], way: TransferWay, tools: TransferTools): Promise<TransferOutcome> {
  const [file] = files
  if ('startTimeoutMs' in way) return sendXymodem(files, way, tools)
  if (!file) return Promise.resolve(uploadGone())
  return way.kind === 'raw' ? sendContent(file.bytes, way.pace, tools) : sendAfterPrompt(file, way, tools)
}
