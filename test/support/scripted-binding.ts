import { SerialPortStream } from '@serialport/stream'
import type { MakeStream } from '../../electron/services/serial/index.ts'

/** A serial device in memory below serialport's own stream: its lines can be set and seen, which no pseudo-terminal offers. */
export class ScriptedDevice {
  inputs = { cts: true, dsr: true, dcd: false, ri: false }
  /** Every setting of the outputs, in order. */
  readonly outputs: { dtr: boolean; rts: boolean }[] = []
  readonly written: Uint8Array[] = []
  /** What the device does about bytes that it was given, at the speed that was set then. */
  onWritten: (bytes: Uint8Array, baudRate: number) => void = () => {}
  /** Settings at each opening. */
  readonly openings: Record<string, unknown>[] = []
  /** Rejects the next opening with this message. */
  refusal: string | undefined
  /** False: the device takes no bytes, as without CTS. */
  drains = true
  #waiting: ((result: { buffer: Buffer; bytesRead: number }) => void) | undefined
  #cancel: ((error: Error) => void) | undefined
  #target: { buffer: Buffer; offset: number } | undefined
  #baudRate = 0
  #stuck: (() => void)[] = []
  #gone: Error | undefined

  readonly openStream: MakeStream = async (options) =>
    new SerialPortStream({ ...options, binding: { list: async () => [], open: (wanted: Record<string, unknown>) => this.#open(wanted) } } as never)

  /** bit/s, as it was set last. */
  get baudRate(): number {
    return this.#baudRate
  }

  /** The device sends; at most what one read takes. */
  send(bytes: Uint8Array): void {
    if (!this.#waiting || !this.#target) throw new Error('Nobody reads')
    this.#target.buffer.set(bytes, this.#target.offset)
    this.#waiting({ buffer: this.#target.buffer, bytesRead: bytes.length })
  }

  /** Reads fail, the pending one and any later, until the device is opened again. */
  unplug(message = 'Error: Input/output error'): void {
    this.#gone = new Error(message)
    this.#cancel?.(this.#gone)
  }

  async #open(options: Record<string, unknown>): Promise<object> {
    this.openings.push(options)
    if (this.refusal !== undefined) throw new Error(this.refusal)
    this.#gone = undefined
    this.#baudRate = Number(options['baudRate'])
    const port = {
      isOpen: true,
      openOptions: options,
      read: (buffer: Buffer, offset: number) =>
        new Promise((resolve, reject) => {
          this.#target = { buffer, offset }
          this.#waiting = resolve
          this.#cancel = reject
          if (this.#gone) reject(this.#gone)
        }),
      write: async (bytes: Buffer) => {
        this.written.push(new Uint8Array(bytes))
        this.onWritten(new Uint8Array(bytes), this.#baudRate)
      },
      set: async ({ dtr, rts }: { dtr: boolean; rts: boolean }) => void this.outputs.push({ dtr, rts }),
      get: async () => this.inputs,
      getBaudRate: async () => ({ baudRate: this.#baudRate }),
      update: async ({ baudRate }: { baudRate: number }) => void (this.#baudRate = baudRate),
      drain: () => (this.drains ? Promise.resolve() : new Promise<void>((resolve) => this.#stuck.push(resolve))),
      flush: async () => {
        for (const free of this.#stuck.splice(0)) free()
      },
      close: async () => {
        port.isOpen = false
        this.#cancel?.(Object.assign(new Error('Canceled'), { canceled: true }))
      },
    }
    return port
  }
}
