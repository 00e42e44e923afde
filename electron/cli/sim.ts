import type { Readable, Writable } from 'node:stream'
import { practiceModels, type ModemModel } from '../services/practice/index.ts'
import type { SimCarrier } from './sim-carrier.ts'
import { createPtyCarrier } from './sim-pty.ts'
import { createStdioCarrier } from './sim-stdio.ts'
import { createTcpCarrier } from './sim-tcp.ts'

export type SimOptions = {
  readonly modem: string
  /** Exactly one of these three. */
  readonly pty?: string | undefined
  readonly stdio?: boolean | undefined
  /** 0 takes a free port. */
  readonly tcp?: number | undefined
  readonly fault?: string | undefined
  readonly pace?: 'instant' | 'realistic' | undefined
  /** ms that an unplugged modem stays away; default 2000. */
  readonly awayMs?: number | undefined
  /** Prints the modems and their faults, and does nothing else. */
  readonly list?: boolean | undefined
}

export type SimIo = {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Ends the simulation as SIGINT and SIGTERM do. */
  readonly signal?: AbortSignal
}

/** Any command line may name a fault tied to a command; see `--list`. */
const tiedFaults = 'unplug-at:AT…, silent-at:AT…, error-at:AT…, slow-at:AT…, garbage-at:AT…, reboot-at:AT…'

const catalogue = () =>
  practiceModels
    .map(({ id, name, faults }) => [`${id}  ${name}`, ...faults.map((fault) => `  ${fault.name.padEnd(22)}${fault.hint.en}`), `  ${tiedFaults}`].join('\n'))
    .join('\n')

type Chosen = { readonly model: ModemModel; readonly carrier: SimCarrier }

/** What to run, or why not, in words. */
function choose(options: SimOptions, io: SimIo): Chosen | string {
  const model = practiceModels.find(({ id }) => id === options.modem)
  if (!model) return `There is no modem "${options.modem}". The modems are:\n${catalogue()}`
  if (options.fault !== undefined && !model.knowsFault(options.fault)) return `${model.name} has no fault "${options.fault}". Its faults are:\n${catalogue()}`
  if ([options.pty !== undefined, options.stdio === true, options.tcp !== undefined].filter(Boolean).length !== 1) {
    return 'Say where the modem shall appear: one of --pty PATH, --stdio or --tcp PORT.'
  }
  if (options.pty !== undefined) return options.pty === '' ? '--pty needs a path.' : { model, carrier: createPtyCarrier(options.pty) }
  if (options.tcp === undefined) return { model, carrier: createStdioCarrier(io.stdin, io.stdout) }
  const isPort = Number.isInteger(options.tcp) && options.tcp >= 0 && options.tcp <= 65_535
  return isPort ? { model, carrier: createTcpCarrier(options.tcp) } : '--tcp needs a port from 0 to 65535.'
}

/**
 * `atelier sim`: a simulated modem on a pseudo-terminal, a TCP port or stdio, until SIGINT, SIGTERM or the end of input.
 * Prints `ready <where>` once it can be opened: on stdout, with --stdio on stderr.
 * Answers the exit code: 0 ended in order, 1 it failed, 2 bad usage.
 */
export async function runSim(options: SimOptions, io: SimIo): Promise<number> {
  const say = (line: string) => void io.stderr.write(`${line}\n`)
  if (options.list) {
    io.stdout.write(`${catalogue()}\n`)
    return 0
  }
  const chosen = choose(options, io)
  if (typeof chosen === 'string') {
    say(chosen)
    return 2
  }
  const { model, carrier } = chosen
  const modem = model.create({ pace: options.pace ?? 'realistic' })
  // Unplugging strikes once somebody is there to see it.
  let waitingFault = options.fault === 'unplugged-now' ? options.fault : null
  if (options.fault !== undefined && !waitingFault) modem.setFault(options.fault)

  let end: (exitCode: number) => void = () => {}
  const ended = new Promise<number>((resolve) => (end = resolve))
  const stop = () => end(0)
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  io.signal?.addEventListener('abort', stop, { once: true })
  if (io.signal?.aborted) stop()
  let away: NodeJS.Timeout | undefined
  let isOver = false

  carrier.onData((bytes) => {
    if (waitingFault) modem.setFault(waitingFault)
    else modem.receive(bytes)
    waitingFault = null
  })
  carrier.onEnd((problem) => {
    if (problem) say(problem)
    end(problem ? 1 : 0)
  })
  modem.onOutput(carrier.write)

  async function goAway(): Promise<void> {
    say('unplugged')
    if (!(await carrier.unplug())) return stop()
    if (isOver) return
    away = setTimeout(() => void comeBack(), options.awayMs ?? 2000)
  }
  async function comeBack(): Promise<void> {
    try {
      const where = await carrier.plug()
      if (isOver) return await carrier.close()
      say(`plugged in again: ${where}`)
      modem.powerCycle()
    } catch (error) {
      say(String(error instanceof Error ? error.message : error))
      end(1)
    }
  }
  modem.onUnplug(() => void goAway())

  try {
    const where = await carrier.plug()
    ;(options.stdio ? io.stderr : io.stdout).write(`ready ${where}\n`)
    return await ended
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return 1
  } finally {
    isOver = true
    clearTimeout(away)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    io.signal?.removeEventListener('abort', stop)
    modem.dispose()
    await carrier.close()
  }
}
