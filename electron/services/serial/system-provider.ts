import { realpath } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { LineSettings, PortInfo } from '../../../shared/contract/serial.ts'
import { openFailure, openTimedOut } from './open-failure.ts'
import { inspectPath, openFacts } from './port-facts.ts'
import type { PortProvider } from './provider.ts'
import { makeSerialPort, openWithin, streamOptions, type MakeStream, type SerialStream } from './serial-stream.ts'
import { baudRefused, SystemHandle } from './system-handle.ts'
import { listSystemPorts, type PortList } from './system-ports.ts'

const openMs = 10_000

/** Replaced by tests that have no hardware; the program uses the defaults. */
export type SystemProviderOptions = {
  readonly openStream?: MakeStream
  readonly list?: () => Promise<PortList>
  /** Looks at the path before it is opened. */
  readonly inspect?: (path: string) => Promise<Result<null>>
}

/** Serial devices of this machine. A typed path is one of these unless it names another kind. */
export function createSystemProvider(options: SystemProviderOptions = {}): PortProvider {
  const { openStream = makeSerialPort, list = listSystemPorts, inspect = inspectPath } = options

  const openOnce = async (path: string, settings: LineSettings): Promise<Result<SerialStream>> => {
    const inspected = await inspect(path)
    if (!inspected.ok) return inspected
    let failure: Failure | undefined
    try {
      const stream = await openStream(streamOptions(path, settings))
      await openWithin(stream, openMs, () => {
        failure = openTimedOut(path, openMs / 1000)
        return new Error('timeout')
      })
      failure = await baudRefused(stream, path, settings)
      if (!failure) return ok(stream)
      await new Promise<void>((done) => {
        stream.close(() => done())
      })
    } catch (error) {
      failure ??= openFailure(path, error instanceof Error ? error.message : String(error), settings, await openFacts(path))
    }
    return fail(failure)
  }

  return {
    kind: 'system',
    accepts: (path) => !/^(tcp|practice):/i.test(path),
    list: async () => {
      const { ports, problem } = await list()
      return problem ? { ports: [...ports], problem } : { ports: [...ports] }
    },
    open: async (path, settings) => {
      const opened = await openOnce(path, settings)
      if (!opened.ok) return opened
      const info = await identify(path, list)
      return ok(new SystemHandle(info, opened.value, settings, (changed) => openOnce(path, changed)))
    },
  }
}

/** What the list knows of a typed path, which may be a link (`/dev/serial/by-id/…`). */
async function identify(path: string, list: () => Promise<PortList>): Promise<PortInfo> {
  const real = await realpath(path).catch(() => resolve(path))
  const { ports } = await list()
  const listed = ports.find((port) => port.path === path || port.path === real)
  if (listed) return { ...listed, path }
  return { path, kind: 'system', label: /^\/dev\/(pts\/|tty)/.test(real) ? real : basename(path) }
}
