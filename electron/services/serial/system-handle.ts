import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { LineSettings, PortInfo, SignalState } from '../../../shared/contract/serial.ts'
import { BoundedWriter } from './bounded-writer.ts'
import { noSignals, vanished } from './failures.ts'
import { HandleEvents } from './handle-events.ts'
import { badSettings } from './open-failure.ts'
import type { OnTaken, PortHandle } from './provider.ts'
import type { SerialStream } from './serial-stream.ts'

type Inputs = Pick<SignalState, 'cts' | 'dsr' | 'dcd' | 'ri'>
const noInputs: Inputs = { cts: null, dsr: null, dcd: null, ri: null }

/** Closing waits for the driver, which may wait for a device that will never take its last bytes. */
const closeMs = 3000
/** Added to one and a half times what the bytes need on the wire. */
const drainMs = 2000

/** What the kernel says of a device that is gone but still open. */
const goneMessage = /Input\/output error|No such device|Bad file descriptor|Device not configured|EIO|ENXIO|EBADF/i

/** An open serial device. `reopen` gives an opened stream for other settings, or why not. */
export class SystemHandle implements PortHandle {
  readonly info: PortInfo
  readonly #events = new HandleEvents()
  readonly onData = this.#events.onData
  readonly onClosed = this.#events.onClosed
  readonly #reopen: (settings: LineSettings) => Promise<Result<SerialStream>>
  readonly #writer: BoundedWriter
  #stream: SerialStream
  #isSwapping = false
  /** False once a drain did not end: each that hangs holds one of the process's few threads. */
  #isDrainable = true
  #settings: LineSettings
  // Opening raises both lines, in Linux, macOS and Windows alike.
  #outputs = { dtr: true, rts: true }

  constructor(info: PortInfo, stream: SerialStream, settings: LineSettings, reopen: (settings: LineSettings) => Promise<Result<SerialStream>>) {
    this.info = info
    this.#stream = stream
    this.#settings = settings
    this.#reopen = reopen
    this.#writer = new BoundedWriter({
      path: info.path,
      settings: () => this.#settings,
      isGone: () => this.#events.isClosed,
      send: (bytes, done, isCounted) => this.#send(bytes, done, isCounted),
      // Gives up what waits for CTS or XON, and with it the thread that waits there. It drops input that was not read
      // yet as well: the driver knows no other flush; that is at most the bytes of one scheduler tick.
      unblock: () => this.#stream.flush(() => {}),
    })
    this.#attach(stream)
  }

  readonly write = (bytes: Uint8Array, onTaken?: OnTaken): Promise<Result<null>> => this.#writer.write(bytes, onTaken)

  readonly configure = async (settings: LineSettings): Promise<Result<null>> => {
    if (this.#events.isClosed) return fail(vanished(this.info.path))
    const before = this.#settings
    const isOnlyBaud = JSON.stringify({ ...before, baudRate: 0 }) === JSON.stringify({ ...settings, baudRate: 0 })
    const result = isOnlyBaud ? await this.#setBaud(settings) : await this.#swap(settings)
    if (result.ok) this.#settings = settings
    return result
  }

  readonly setSignals = async (signals: { dtr?: boolean; rts?: boolean }): Promise<Result<null>> => {
    // The driver sets both lines in one call; the one that is not named stays as it was.
    const outputs = { ...this.#outputs, ...signals }
    const error = await settle((done) => this.#stream.set(outputs, done))
    if (error) return fail(goneMessage.test(error.message) ? vanished(this.info.path, error.message) : noSignals(this.info.path, error.message))
    this.#outputs = outputs
    return ok(null)
  }

  /**
   * Also the test of whether the device is still there: after a hang-up in the middle of traffic, serialport reads zero
   * bytes over and over and tells nobody.
   */
  readonly readSignals = (): Promise<Inputs> =>
    new Promise((resolve) => {
      const stream = this.#stream
      if (!stream.isOpen) return resolve(noInputs)
      stream.get((error, signals) => {
        if (error && goneMessage.test(error.message) && stream === this.#stream && stream.isOpen) {
          this.#events.closed(vanished(this.info.path, error.message))
          stream.close(() => {})
        }
        if (error || !signals) resolve(noInputs)
        else resolve({ cts: signals.cts, dsr: signals.dsr, dcd: signals.dcd, ri: signals.ri ?? null })
      })
    })

  readonly close = async (): Promise<void> => {
    const stream = this.#stream
    this.#events.closed()
    // Else the kernel waits up to 30 s for the device to take its last bytes.
    if (stream.isOpen && this.#writer.isBusy) await within(closeMs, settle((done) => stream.flush(done)))
    if (stream.isOpen) await within(closeMs, settle((done) => stream.close(done)))
  }

  #attach(stream: SerialStream): void {
    stream.on('data', (bytes) => this.#events.received(bytes))
    const lost = (error?: Error | null): void => {
      if (this.#isSwapping || stream !== this.#stream || stream.isOpen) return
      this.#events.closed(vanished(this.info.path, error?.message))
    }
    stream.on('close', lost)
    stream.on('error', lost)
  }

  #send(bytes: Uint8Array, done: (error?: Error | null) => void, isCounted: boolean): void {
    const stream = this.#stream
    // A closed stream would keep the bytes for an opening that never comes.
    if (!stream.isOpen) return done(new Error('Port is not open'))
    stream.write(bytes, (error) => {
      // Without flow control whatever the driver took goes out. With it, only draining shows whether it does.
      if (error || !stream.isOpen) done(error)
      else if (this.#settings.flowControl !== 'none') stream.drain(done)
      else if (isCounted && this.#isDrainable) void this.#drain(bytes.length).then(done)
      else done()
    })
  }

  /** Waits until the bytes are out; a driver that never says so is believed to have sent them. */
  async #drain(count: number): Promise<Error | undefined> {
    let hasEnded = false
    const drained = settle((done) => this.#stream.drain(done)).then((error) => {
      hasEnded = true
      return error
    })
    const error = await within(drainMs + (1.5 * count * 10_000) / this.#settings.baudRate, drained)
    this.#isDrainable = hasEnded
    return error
  }

  async #setBaud(settings: LineSettings): Promise<Result<null>> {
    const error = await settle((done) => this.#stream.update({ baudRate: settings.baudRate }, done))
    if (error) return fail(badSettings(this.info.path, settings, error.message))
    const refused = await baudRefused(this.#stream, this.info.path, settings)
    if (!refused) return ok(null)
    await settle((done) => this.#stream.update({ baudRate: this.#settings.baudRate }, done))
    return fail(refused)
  }

  /** Parity, bits and flow control can only be set by opening anew; the bytes of that moment are lost. */
  async #swap(settings: LineSettings): Promise<Result<null>> {
    this.#isSwapping = true
    await within(closeMs, settle((done) => this.#stream.close(done)))
    const opened = await this.#reopen(settings)
    const back = opened.ok ? opened : await this.#reopen(this.#settings)
    this.#isSwapping = false
    if (!back.ok) {
      this.#events.closed(back.failure)
      return opened.ok ? ok(null) : opened
    }
    if (this.#events.isClosed) {
      await settle((done) => back.value.close(done))
      return fail(vanished(this.info.path))
    }
    this.#stream = back.value
    this.#attach(back.value)
    const { dtr, rts } = this.#outputs
    if (!dtr || !rts) await this.setSignals({ dtr, rts })
    return opened.ok ? ok(null) : opened
  }
}

/** Many drivers take any rate and quietly run at another: more than 3 % off is garbage on the line. */
export async function baudRefused(stream: SerialStream, path: string, settings: LineSettings): Promise<Failure | undefined> {
  const actual = await stream.port?.getBaudRate?.().catch(() => undefined)
  if (!actual || Math.abs(actual.baudRate - settings.baudRate) <= settings.baudRate * 0.03) return undefined
  return badSettings(path, settings, `The driver runs at ${actual.baudRate} bit/s instead of ${settings.baudRate}`)
}

const settle = (start: (done: (error?: Error | null) => void) => void): Promise<Error | undefined> =>
  new Promise((resolve) => {
    start((error) => resolve(error ?? undefined))
  })

const within = <T>(ms: number, promise: Promise<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    void promise.then((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
