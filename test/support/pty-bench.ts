import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { PracticeService } from '../../electron/services/practice/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { demoLogin } from './demo-login.ts'
import { modemOnPty } from './modem-on-pty.ts'
import { openPlanBench } from './plan-bench.ts'
import { valueOf } from './value-of.ts'

export type PtyBench = {
  readonly state: () => PracticeState
  readonly prepare: Awaited<ReturnType<typeof openPlanBench>>['prepare']
  readonly open: Awaited<ReturnType<typeof openPlanBench>>['open']
  /** A path of this file's own folder. */
  readonly at: (name: string) => string
  /** Done after the test under way, newest first. */
  readonly undo: (() => unknown)[]
  /** An open session with a simulated modem behind a pseudo-terminal, and every byte that reached it. */
  readonly modemOn: (modemId: string, name: string, fault?: string | null) => Promise<{ readonly session: Awaited<ReturnType<Awaited<ReturnType<typeof openPlanBench>>['open']>>; readonly received: () => Buffer }>
  /** The first login of a practice cloud's demos that fits. */
  readonly demo: (cloud: string, fits: (inputs: Inputs) => boolean) => Inputs
}

/** Plans on pseudo-terminals through real serialport, with the practice broker and clouds: set up and taken down around the file's tests. */
export function usePtyBench(name: string): PtyBench {
  const practice = new PracticeService()
  const undo: (() => unknown)[] = []
  let state: PracticeState
  let bench: Awaited<ReturnType<typeof openPlanBench>>
  let folder: string
  const at = (file: string): string => path.join(folder, file)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), `atelier-${name}-`))
    state = valueOf(await practice.startBroker())
    bench = await openPlanBench()
  })
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each()
  })
  afterAll(async () => {
    await bench.dispose()
    await practice.dispose()
    await rm(folder, { recursive: true, force: true })
  })

  const open: PtyBench['open'] = async (port) => {
    const session = await bench.open(port)
    undo.push(session.close)
    return session
  }

  return {
    state: () => state,
    prepare: (...plan) => bench.prepare(...plan),
    open,
    at,
    undo,
    modemOn: async (modemId, file, fault = null) => {
      const { modem, received, stop } = await modemOnPty(modemId, at(file))
      undo.push(stop)
      modem.setFault(fault)
      return { session: await open(at(file)), received }
    },
    demo: (cloud, fits) => demoLogin(state, cloud, fits),
  }
}
