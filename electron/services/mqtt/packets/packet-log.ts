import type { Packet } from 'mqtt-packet'
import type { PacketLogState, PacketMode, PacketRecord, PacketType } from '../../../../shared/contract/mqtt-packets.ts'
import { packetFields } from './packet-fields.ts'
import { packetSize } from './packet-size.ts'

export type PacketLogOptions = {
  readonly version: number
  /** Never shown, wherever it stands. */
  readonly password: string
  /** ms since the epoch, the clock of the messages. */
  readonly clock: () => number
  readonly changed: () => void
}

const packetsAtMost = 5000
/** Of what is kept, about: bytes. */
const bytesAtMost = 4 * 1024 * 1024
/** Messages and acknowledgements a second that are kept unless all are. */
const keptASecond = 100
/** Questions that may wait for their answers; a broker that never acknowledges must not fill the memory. */
const waitingAtMost = 10_000

/** Which packets come by the thousand. */
const isBulk: Partial<Record<string, true>> = { publish: true, puback: true, pubrec: true, pubrel: true, pubcomp: true }

/** Which packet a packet answers (MQTT 5, section 4.3, and the sections of each). */
const asked: Partial<Record<PacketType, PacketType>> = {
  connack: 'connect',
  puback: 'publish',
  pubrec: 'publish',
  pubrel: 'pubrec',
  pubcomp: 'pubrel',
  suback: 'subscribe',
  unsuback: 'unsubscribe',
  pingresp: 'pingreq',
}
const isAsking = new Set<PacketType>(Object.values(asked))

type Kept = { readonly record: PacketRecord; readonly bytes: number }

/** The packets of one connection in both directions: the newest, within a count and a size. */
export class PacketLog {
  readonly #options: PacketLogOptions
  #mode: PacketMode = 'auto'
  #kept: Kept[] = []
  #first = 0
  #bytes = 0
  #second = 0
  #inSecond = 0
  #sent = 0
  #received = 0
  readonly #waiting = new Map<string, { readonly number: number; readonly at: number }>()

  constructor(options: PacketLogOptions) {
    this.#options = options
  }

  state(): PacketLogState {
    return { mode: this.#mode, first: this.#first, next: this.#first + this.#kept.length, isSkipping: this.#sent + this.#received > 0 }
  }

  setMode(mode: PacketMode): void {
    this.#mode = mode
    this.#options.changed()
  }

  list(from: number, count: number): PacketRecord[] {
    const start = Math.max(0, from - this.#first)
    return this.#kept.slice(start, start + count).map(({ record }) => record)
  }

  /** Called for every packet of a flood. */
  take(direction: 'in' | 'out', packet: Packet): void {
    if (this.#mode === 'off') return
    if (this.#mode === 'auto' && isBulk[packet.cmd] && this.#isTooMany()) {
      if (direction === 'out') this.#sent++
      else this.#received++
      // Told by the first only: the rest changes nothing that is seen.
      if (this.#sent + this.#received === 1) this.#options.changed()
      return
    }
    const at = this.#options.clock()
    this.#noteSkipped(at)
    if (packet.cmd === 'connect') this.#waiting.clear()
    const fields = packetFields(packet, this.#hide)
    const number = this.#first + this.#kept.length
    const question = this.#questionOf(direction, packet)
    if (isAsking.has(packet.cmd) && this.#waiting.size < waitingAtMost) this.#waiting.set(key(packet.cmd, direction, packet.messageId), { number, at })
    this.#add({
      number,
      at,
      kind: 'packet',
      direction,
      type: packet.cmd,
      bytes: packetSize(packet, direction, this.#options.version),
      fields,
      ...(question && { answers: question.number, afterMs: at - question.at }),
    })
  }

  closed(): void {
    if (this.#mode === 'off') return
    const last = this.#kept.at(-1)?.record
    if (!last || last.kind === 'closed') return
    const at = this.#options.clock()
    this.#noteSkipped(at)
    this.#add({ number: this.#first + this.#kept.length, at, kind: 'closed' })
  }

  readonly #hide = (text: string): string => {
    const { password } = this.#options
    return password.length >= 4 && text.includes(password) ? text.replaceAll(password, '***') : text
  }

  #isTooMany(): boolean {
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#inSecond = 0
    }
    return ++this.#inSecond > keptASecond
  }

  #questionOf(direction: 'in' | 'out', packet: Packet): { readonly number: number; readonly at: number } | undefined {
    const type = asked[packet.cmd]
    if (!type) return undefined
    const of = key(type, direction === 'in' ? 'out' : 'in', packet.messageId)
    const found = this.#waiting.get(of)
    this.#waiting.delete(of)
    return found
  }

  /** What was left out stands where it was left out. */
  #noteSkipped(at: number): void {
    if (this.#sent + this.#received === 0) return
    const skipped = { sent: this.#sent, received: this.#received }
    this.#sent = 0
    this.#received = 0
    this.#add({ number: this.#first + this.#kept.length, at, kind: 'skipped', ...skipped })
  }

  #add(record: PacketRecord): void {
    const bytes = 200 + (record.kind === 'packet' ? JSON.stringify(record.fields).length : 0)
    this.#kept.push({ record, bytes })
    this.#bytes += bytes
    if (this.#kept.length > packetsAtMost || this.#bytes > bytesAtMost) this.#drop()
    this.#options.changed()
  }

  /** A tenth at a time, so that a full log does not move its whole list for each packet. */
  #drop(): void {
    const gone = this.#kept.splice(0, Math.max(1, Math.floor(this.#kept.length / 10)))
    this.#first += gone.length
    for (const { bytes } of gone) this.#bytes -= bytes
  }
}

/** A packet that has no number is one of its kind at a time. */
const key = (type: PacketType, direction: 'in' | 'out', messageId = 0): string => `${direction} ${type} ${messageId}`
