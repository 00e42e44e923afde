import { createServer, type AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { runSim, type SimOptions } from '../../electron/cli/sim.ts'
import { practiceModels } from '../../electron/services/practice/index.ts'
import type { SimulatedModem, SimulatedModemOptions } from '../../electron/services/practice/simulated-modem.ts'
import { start, type Started } from './process.ts'
import { eventually } from './pty-pair.ts'

/** A pseudo-terminal at `port` that leads to a TCP port on loopback. `more`: socat's own options, before the addresses. */
export async function ptyTo(tcpPort: number | string, port: string, more: readonly string[] = [], launch: typeof start = start): Promise<Started> {
  const socat = launch(process.env['ATELIER_SOCAT'] ?? 'socat', ['-d', '-d', ...more, `PTY,link=${port},rawer`, `TCP:127.0.0.1:${tcpPort}`])
  // Not before: socat sets the line's speed after it has made the link, and would undo what the program has set by then.
  await socat.until(/starting data transfer loop/)
  return socat
}

/** The simulator's command on a pseudo-terminal at `port`, in this process. Answers how to end it. */
export async function simOnPty(modem: string, port: string, options: Pick<SimOptions, 'fault' | 'pace'> = {}): Promise<() => Promise<unknown>> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  let said = ''
  streams.stdout.on('data', (bytes) => void (said += String(bytes)))
  const stopping = new AbortController()
  const ended = runSim({ modem, pty: port, ...options }, { ...streams, signal: stopping.signal })
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
  const socat = await ptyTo((server.address() as AddressInfo).port, port)
  const stop = async (): Promise<void> => {
    await socat.stop()
    server.close()
    modem.dispose()
  }
  return { modem, received: () => Buffer.concat(received), stop }
}
