import { concat } from '../text/bytes.ts'
import { blockSize, control, frameBlock, headerData, type BlockCheck } from './xymodem-block.ts'

const { EOT, ACK, BS, NAK, CAN, SUB, C } = control

export type XymodemKind = 'xmodem' | 'xmodem-1k' | 'ymodem'
export type OutgoingFile = { readonly name: string; readonly bytes: Uint8Array }

/** All in ms. */
export type SenderTimes = {
  /** For the receiver to ask for the first block. */
  readonly startMs: number
  /** Quiet after the receiver's `C` or NAK, or it is a letter of some text (`CONNECT`). */
  readonly settleMs: number
  /** For the answer to a block, its way over the line included. */
  readonly answerMs: number
  /** For the answer to the block that is out when a person stops; a receiver that is gone is not waited for any longer. */
  readonly stopMs: number
}
export const usualTimes: SenderTimes = { startMs: 60_000, settleMs: 150, answerMs: 10_000, stopMs: 1_500 }

/** How it ended. `silent`: nothing came while `while` was going on. `block` counts from 1 in its file; 0 is YMODEM's header. */
export type SenderEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled-by-receiver'; readonly block: number }
  | { readonly kind: 'silent'; readonly while: 'start' | 'block' | 'end'; readonly block: number }
  | { readonly kind: 'refused'; readonly block: number }
  | { readonly kind: 'stopped' }

/** `write` goes out now; `wakeAt` replaces the time at which `timedOut` is to be called, left out: as before. */
export type SenderStep = { readonly write?: Uint8Array; readonly wakeAt?: number; readonly end?: SenderEnd }

export type SenderProgress = {
  readonly phase: 'waiting' | 'sending' | 'ending'
  /** From 0. */
  readonly file: number
  /** Acknowledged bytes of all files. */
  readonly sent: number
  /** Blocks that went out more than once. */
  readonly again: number
  readonly check: BlockCheck
}

/** XMODEM's limit of tries for one block (Forsberg, section 7.3.2). */
const mostTries = 10
/** Silences in a row; a receiver asks again by itself every 10 s (section 7.3.1). */
const mostSilences = 3

/** Ends the transfer at the receiver: two CAN would do, more survive noise; the backspaces take them off a command line. */
export const cancelBytes = Uint8Array.from([...Array<number>(8).fill(CAN), ...Array<number>(8).fill(BS)])

/** `go`: YMODEM's header was taken, the receiver asks for the file; `more`: a file was taken, it asks for the next header; `stopping`: a person stops, a block is out. */
type Phase = 'start' | 'settle' | 'header' | 'go' | 'block' | 'eot' | 'more' | 'stopping' | 'ended'

/**
 * The sending side of XMODEM (checksum or CRC, as the receiver asks), XMODEM-1K and YMODEM: bytes in, bytes out. Pure: time is handed in, ms
 * from whatever start. After an `end` it says nothing more.
 */
export class XymodemSender {
  readonly #kind: XymodemKind
  readonly #files: readonly OutgoingFile[]
  readonly #times: SenderTimes
  #phase: Phase = 'start'
  #check: BlockCheck = 'crc'
  #file = 0
  /** Of the file; the block under way begins here. */
  #at = 0
  #number = 1
  #done = 0
  #again = 0
  #tries = 0
  #silences = 0
  #cancels = 0
  #startBy = 0
  #now = 0

  constructor(kind: XymodemKind, files: readonly OutgoingFile[], times: SenderTimes = usualTimes) {
    this.#kind = kind
    this.#files = files
    this.#times = times
  }

  get progress(): SenderProgress {
    const phase = this.#phase === 'start' || this.#phase === 'settle' ? 'waiting' : this.#phase === 'eot' || this.#phase === 'more' || this.#file >= this.#files.length ? 'ending' : 'sending'
    return { phase, file: Math.min(this.#file, this.#files.length - 1), sent: this.#done + this.#at, again: this.#again, check: this.#check }
  }

  begin(now: number): SenderStep {
    this.#startBy = now + this.#times.startMs
    return { wakeAt: this.#startBy }
  }

  receive(bytes: Uint8Array, now: number): SenderStep {
    this.#now = now
    const writes: Uint8Array[] = []
    let step: SenderStep = {}
    for (const byte of bytes) {
      const next = this.#take(byte)
      if (next.write) writes.push(next.write)
      step = { ...step, ...next }
      if (next.end) break
    }
    return writes.length > 0 ? { ...step, write: concat(writes) } : step
  }

  timedOut(now: number): SenderStep {
    this.#now = now
    switch (this.#phase) {
      case 'ended':
        return {}
      case 'start':
        return this.#silent('start')
      case 'settle':
        return this.#kind === 'ymodem' ? this.#header() : this.#next()
      case 'stopping':
        return this.#stopped()
      default: {
        const isLast = ++this.#silences >= mostSilences
        if (isLast) return this.#silent(this.#phase === 'eot' || this.#phase === 'more' ? 'end' : 'block')
        if (this.#phase === 'go' || this.#phase === 'more') return { wakeAt: this.#answerBy() }
        return this.#repeat()
      }
    }
  }

  /**
   * Whatever a person stops in the middle of. Behind a block that is out the receiver is told only when it has answered and read on: rx (lrzsz) throws
   * away what came before it asks for the next block, and would wait for that a minute.
   */
  cancel(now: number): SenderStep {
    if (this.#phase === 'ended' || this.#phase === 'stopping') return {}
    const isOut = this.#phase === 'block' || this.#phase === 'header' || this.#phase === 'eot'
    if (!isOut) return this.#stopped()
    this.#phase = 'stopping'
    return { wakeAt: now + this.#times.stopMs }
  }

  #stopped(): SenderStep {
    return { write: cancelBytes, ...this.#end({ kind: 'stopped' }) }
  }

  #take(byte: number): SenderStep {
    if (this.#phase === 'ended') return {}
    // One CAN may be noise; two in a row are meant (section 7.2).
    this.#cancels = byte === CAN ? this.#cancels + 1 : 0
    if (this.#cancels >= 2) return this.#end({ kind: 'cancelled-by-receiver', block: this.#blockNumber() })
    switch (this.#phase) {
      case 'stopping':
        return { wakeAt: this.#now + this.#times.settleMs }
      case 'start':
      case 'settle':
        return this.#takeStart(byte)
      case 'go':
        return byte === C || byte === NAK ? this.#next() : {}
      case 'more':
        return byte === C || byte === NAK ? this.#header() : {}
      case 'header':
      case 'block': {
        if (byte === ACK) return this.#acknowledged()
        // Where nothing was taken yet the receiver asks anew with its first letter.
        const asksAgain = byte === NAK || (byte === C && (this.#phase === 'header' || (this.#kind !== 'ymodem' && this.#at === 0)))
        return asksAgain ? this.#refused() : {}
      }
      default:
        if (byte === ACK) return this.#fileTaken()
        // Some refuse the first EOT to be sure that it is one (section 5, figure 3).
        return byte === NAK ? this.#refused() : {}
    }
  }

  #takeStart(byte: number): SenderStep {
    if (byte === C || byte === NAK) {
      this.#phase = 'settle'
      this.#check = byte === C ? 'crc' : 'checksum'
      return { wakeAt: Math.min(this.#now + this.#times.settleMs, this.#startBy) }
    }
    if (this.#phase === 'start' || byte < 0x21 || byte > 0x7e) return {}
    this.#phase = 'start'
    return { wakeAt: this.#startBy }
  }

  #acknowledged(): SenderStep {
    if (this.#phase === 'header') {
      // The empty header ended the batch.
      if (this.#file >= this.#files.length) return this.#end({ kind: 'done' })
      this.#phase = 'go'
      return this.#patient()
    }
    this.#at = Math.min(this.#bytes().length, this.#at + this.#size())
    this.#number++
    return this.#next()
  }

  #fileTaken(): SenderStep {
    this.#done += this.#bytes().length
    this.#file++
    this.#at = 0
    this.#number = 1
    if (this.#kind !== 'ymodem') return this.#end({ kind: 'done' })
    this.#phase = 'more'
    return this.#patient()
  }

  #header(): SenderStep {
    this.#phase = 'header'
    return this.#fresh()
  }

  #next(): SenderStep {
    this.#phase = this.#at < this.#bytes().length ? 'block' : 'eot'
    return this.#fresh()
  }

  #fresh(): SenderStep {
    this.#tries = 1
    return { write: this.#message(), ...this.#patient() }
  }

  #refused(): SenderStep {
    this.#silences = 0
    if (this.#tries >= mostTries) return { write: cancelBytes, ...this.#end({ kind: 'refused', block: this.#blockNumber() }) }
    return this.#repeat()
  }

  #repeat(): SenderStep {
    this.#tries++
    if (this.#phase === 'block') this.#again++
    return { write: this.#message(), wakeAt: this.#answerBy() }
  }

  #message(): Uint8Array {
    if (this.#phase === 'eot') return Uint8Array.of(EOT)
    if (this.#phase === 'block') return frameBlock(this.#number, this.#bytes().subarray(this.#at, this.#at + this.#size()), this.#check, SUB)
    const file = this.#files[this.#file]
    return frameBlock(0, file ? headerData(file.name, file.bytes.length) : new Uint8Array(), this.#check, 0)
  }

  #patient(): SenderStep {
    this.#silences = 0
    return { wakeAt: this.#answerBy() }
  }

  #silent(phase: 'start' | 'block' | 'end'): SenderStep {
    return { write: cancelBytes, ...this.#end({ kind: 'silent', while: phase, block: this.#blockNumber() }) }
  }

  #end(end: SenderEnd): SenderStep {
    this.#phase = 'ended'
    return { end }
  }

  #answerBy(): number {
    return this.#now + this.#times.answerMs
  }

  #blockNumber(): number {
    return this.#phase === 'header' || this.#phase === 'start' ? 0 : this.#number
  }

  #bytes(): Uint8Array {
    return this.#files[this.#file]?.bytes ?? new Uint8Array()
  }

  #size(): number {
    return blockSize(this.#bytes().length - this.#at, this.#kind !== 'xmodem')
  }
}
