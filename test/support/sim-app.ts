import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { simOnPty } from './modem-on-pty.ts'
import { valueOf } from './plan-bench.ts'
import { eventually } from './pty-pair.ts'

/** ms for a whole plan on a modem whose seconds are real. */
const planMs = 40_000

/** The whole program with its practice bench, and a simulated modem of one kind on a pseudo-terminal of its own for every run. */
export async function openSimApp(modem: string) {
  const folder = await mkdtemp(path.join(tmpdir(), `atelier-${modem}-`))
  const data = path.join(folder, 'data')
  const app = await createApp({ dataDir: data, host: createHeadlessHost() })
  const state = valueOf(await app.api['practice.startBroker']())
  const stops: (() => Promise<unknown>)[] = []
  const runOf = async (id: string) => (await app.api['wizard.runs']()).find((each) => each.id === id)

  /** To the end of the plan; a message that was published is on its way back then, and is waited for. */
  async function run(name: string, cloud: string, inputs: Inputs, fault?: string): Promise<WizardRun> {
    const port = path.join(folder, name)
    stops.push(await simOnPty(modem, port, fault))
    const session = valueOf(await app.api['serial.open'](port, defaultLineSettings))
    const { id } = valueOf(await app.api['wizard.start'](session.id, modem, cloud, inputs))
    valueOf(await app.api['wizard.runAll'](id))
    await eventually(
      'the end of the plan',
      async () => {
        const now = await runOf(id)
        return now !== undefined && now.status !== 'running' && now.status !== 'ready'
      },
      planMs,
    )
    if (inputs['subscribeTopic'] !== undefined) {
      await eventually('the message', async () => {
        const now = await runOf(id)
        return now?.status !== 'done' || now.received.length > 0
      })
    }
    return valueOf(await app.api['wizard.settled'](id))
  }

  /** Inputs for the practice broker, with a topic on which the modem hears itself. */
  function brokerInputs(clientId: string, isSecure: boolean, payload: string): Inputs {
    const { broker } = state
    if (!broker) throw new Error('the broker is off')
    const { tcpPort, tlsPort, username, password, ca } = broker
    const way = isSecure ? { host: 'localhost', port: String(tlsPort), tls: 'server', ca } : { host: '127.0.0.1', port: String(tcpPort), tls: 'none' }
    return { ...way, clientId, username, password, subscribeTopic: 'bench/a', subscribeQos: '1', publishTopic: 'bench/a', qos: '1', payload }
  }

  /** The first login of a practice cloud's demos that fits. */
  function loginOf(cloud: string, fits: (inputs: Inputs) => boolean): Inputs {
    const demo = state.clouds.find(({ id }) => id === cloud)?.demos.find(({ operation, inputs }) => operation === 'login' && fits(inputs))
    if (!demo) throw new Error(`no demo of ${cloud}`)
    return demo.inputs
  }

  /** Everything that the program has written to disk. */
  async function written(): Promise<Buffer> {
    const files = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    return Buffer.concat(await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name)))))
  }

  return {
    run,
    brokerInputs,
    loginOf,
    written,
    password: state.broker?.password ?? '',
    dispose: async (): Promise<void> => {
      await app.dispose()
      for (const stop of stops) await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type SimApp = Awaited<ReturnType<typeof openSimApp>>

export const received = (run: WizardRun): readonly (readonly [topic: string, payload: string])[] => run.received.map(({ topic, payload }) => [topic, payload] as const)
