import { createServer, type AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { runSim } from '../../electron/cli/sim.ts'
import { practiceModels } from '../../electron/services/practice/index.ts'
import type { SimulatedModem, SimulatedModemOptions } from '../../electron/services/practice/simulated-modem.ts'
import { start } from './process.ts'
import { eventually } from './pty-pair.ts'

/** The simulator's command on a pseudo-terminal at `port`, in this process. Answers how to end it. */
export async function simOnPty(modem: string, port: string, fault?: string): Promise<() => Promise<unknown>> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  let said = ''
  streams.stdout.on('data', (bytes) => void (said += String(bytes)))
  const stopping = new AbortController()
  const ended = runSim({ modem, pty: port, ...(fault !== undefined && { fault }) }, { ...streams, signal: stopping.signal })
  await eventually('the pseudo-terminal', () => said.includes('ready'))
  return () => {
    stopping.abort()
    return ended
  }
}

export type ModemOnPty = { readonly modem: SimulatedModem; readonly received: () => Buffer; readonly stop: () => Promise<void> }

/** A simulated modem at hand, behind a pseudo-terminal at `port`, with every byte that reached it. */
export async function modemOnPty(modemId: string, port: string, options?: SimulatedModemOptions): Promise<ModemOnPty> {
  const modem = practiceModels.find(({ id }) => id === modemId)?.create(options)
  if (!modem) throw new Error(`no ${modemId} in the catalogue`)
  const received: Buffer[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      received.push(bytes)
      modem.receive(bytes)
    })
    modem.onOutput((bytes) => void socket.write(bytes))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port: tcp } = server.address() as AddressInfo
  const socat = start(process.env['ATELIER_SOCAT'] ?? 'socat', ['-d', '-d', `PTY,link=${port},rawer`, `TCP:127.0.0.1:${tcp}`])
  const stop = async (): Promise<void> => {
    await socat.stop()
    server.close()
    modem.dispose()
  }
  // Not before: socat sets the line's speed after it has made the link, and would undo what the program has set by then.
  await socat.until(/starting data transfer loop/)
  return { modem, received: () => Buffer.concat(received), stop }
}
