import type { LineSettings } from '../../../shared/contract/serial.ts'

/** Modem inputs as the bindings report them; RI is missing on all of today's, and read where a binding has it. */
export type StreamSignals = { readonly cts: boolean; readonly dsr: boolean; readonly dcd: boolean; readonly ri?: boolean }

type Done = (error?: Error | null) => void

/**
 * What is used of serialport's `SerialPortStream`. Declared here because its own types reach into a package whose
 * `exports` hide them, which turns half of them into `any`.
 */
export type SerialStream = {
  readonly isOpen: boolean
  readonly port?: { readonly getBaudRate?: () => Promise<{ readonly baudRate: number }> } | undefined
  readonly open: (done: Done) => void
  readonly close: (done: Done) => void
  readonly write: (bytes: Uint8Array, done: Done) => boolean
  readonly drain: (done: Done) => void
  readonly flush: (done: Done) => void
  readonly update: (options: { baudRate: number }, done: Done) => void
  readonly set: (options: { dtr: boolean; rts: boolean }, done: Done) => void
  readonly get: (done: (error: Error | null, signals?: StreamSignals) => void) => void
  readonly on: {
    (event: 'data', listener: (bytes: Uint8Array) => void): unknown
    (event: 'close' | 'error', listener: (error?: Error | null) => void): unknown
  }
}

export type StreamOptions = {
  readonly path: string
  readonly baudRate: number
  readonly dataBits: LineSettings['dataBits']
  readonly stopBits: LineSettings['stopBits']
  readonly parity: LineSettings['parity']
  readonly rtscts: boolean
  readonly xon: boolean
  readonly xoff: boolean
  /** Refuses a second program, and is refused by one that locks too. */
  readonly lock: true
  readonly autoOpen: false
}

/** Makes a stream that is not open yet. */
export type MakeStream = (options: StreamOptions) => Promise<SerialStream>

export const streamOptions = (path: string, settings: LineSettings): StreamOptions => ({
  path,
  baudRate: settings.baudRate,
  dataBits: settings.dataBits,
  stopBits: settings.stopBits,
  parity: settings.parity,
  rtscts: settings.flowControl === 'hardware',
  xon: settings.flowControl === 'software',
  xoff: settings.flowControl === 'software',
  lock: true,
  autoOpen: false,
})

/** Loaded on first use: the native part costs start-up time, and its absence must not stop the program. */
export const makeSerialPort: MakeStream = async (options) => {
  const { SerialPort } = await import('serialport')
  return new SerialPort(options)
}

/** Opens within `ms`, or rejects; a stream that opens after that is closed again. */
export function openWithin(stream: SerialStream, ms: number, onTimeout: () => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(onTimeout())
    }, ms)
    stream.open((error) => {
      clearTimeout(timer)
      if (isLate && !error) stream.close(() => {})
      if (error) reject(error)
      else resolve()
    })
  })
}
