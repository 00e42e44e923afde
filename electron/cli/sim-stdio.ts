import type { Readable, Writable } from 'node:stream'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { SimCarrier } from './sim-carrier.ts'

/** This process's own input and output; it ends with the input, and when the modem is unplugged. */
export function createStdioCarrier(stdin: Readable, stdout: Writable): SimCarrier {
  const data = new Emitter<[Uint8Array]>()
  const ends = new Emitter<[string?]>()
  const onData = (bytes: Buffer | string) => data.fire(Buffer.from(bytes))
  const onEnd = () => ends.fire()
  return {
    plug: async () => {
      stdin.on('data', onData)
      stdin.once('end', onEnd)
      return 'stdio'
    },
    unplug: async () => false,
    write: (bytes) => void stdout.write(bytes),
    onData: data.on,
    onEnd: ends.on,
    close: async () => {
      stdin.off('data', onData)
      stdin.off('end', onEnd)
      stdin.pause()
    },
  }
}
