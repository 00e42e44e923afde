import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AtChannel } from '../../electron/services/at/index.ts'
import { RecordingService } from '../../electron/services/recording/index.ts'
import { SerialService, createSystemProvider } from '../../electron/services/serial/index.ts'
import { PlanRun } from '../../electron/services/wizard/plan-run.ts'
import { RunFills } from '../../electron/services/wizard/run-fills.ts'
import { RunLink } from '../../electron/services/wizard/run-link.ts'
import { findCloud } from '../../shared/clouds/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import { valueOf } from './value-of.ts'

type Providers = ConstructorParameters<typeof SerialService>[0]['providers']

/**
 * Plans run by the wizard's own runner on real sessions, with every write to the port kept as it was, secrets included. `graceMs`: what the
 * channel adds to every time, where a modem's seconds are shorter.
 */
export async function openPlanBench(providers: Providers = [createSystemProvider()], graceMs?: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'atelier-plan-'))
  const serial = new SerialService({ providers, recordings: new RecordingService(folder) })
  let count = 0

  const isOpenNow = async (sessionId: string) => (await serial.sessions()).some(({ id, state }) => id === sessionId && state === 'open')
  /** An unplugged port is opened again once it is back. */
  const isOpen = (sessionId: string) =>
    new Promise<void>((resolve) => {
      const stop = serial.onDidChangeSession(({ id, state }) => id === sessionId && state === 'open' && settle())
      const settle = () => {
        stop()
        resolve()
      }
      void isOpenNow(sessionId).then((already) => already && settle())
    })

  async function open(portPath: string) {
    const session = valueOf(await serial.open(portPath, defaultLineSettings))
    return { id: session.id, recording: session.recording.file, close: () => serial.close(session.id), whenOpen: () => isOpen(session.id) }
  }

  function prepare(sessionId: string, modem: ModemProfile, plan: Plan, onWrite: (text: string) => void = () => {}) {
    const writes: string[] = []
    const observer = valueOf(serial.observe(sessionId))
    const access = {
      observe: (id: string) => serial.observe(id),
      acquire: (id: string): ReturnType<typeof serial.acquire> => {
        const taken = serial.acquire(id)
        if (!taken.ok) return taken
        const write: typeof taken.value.write = (bytes, mask) => {
          const text = Buffer.from(bytes).toString('latin1')
          writes.push(text)
          onWrite(text)
          return taken.value.write(bytes, mask)
        }
        return { ok: true, value: { ...taken.value, write } }
      },
    }
    const run = new PlanRun({
      id: String(count++),
      sessionId,
      plan,
      modem,
      link: new RunLink(access, sessionId, observer),
      fills: new RunFills({ plan, cloud: findCloud(plan.cloud), circumstances: () => ({ now: Date.now(), random: '' }) }),
      openChannel: (link, options) => new AtChannel(link, { ...options, ...(graceMs !== undefined && { graceMs }) }),
      now: Date.now,
      probe: async () => ({ at: 0, layers: [], verdict: { en: '', zh: '' } }),
      onChange: () => {},
    })
    const toEnd = async (): Promise<WizardRun> => {
      await valueOf(run.advance('all')).ended
      return run.snapshot()
    }
    return { run, writes, toEnd }
  }

  return {
    open,
    prepare,
    dispose: async () => {
      await serial.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
