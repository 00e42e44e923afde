import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { demoLogin } from './demo-login.ts'
import { simOnPty } from './modem-on-pty.ts'
import { openPracticeApp } from './practice-app.ts'
import { eventually } from './pty-pair.ts'
import { valueOf } from './value-of.ts'

/** ms for a whole plan on a modem whose seconds are real. */
const planMs = 40_000

/** The whole program with its practice bench, and simulated modems of one kind on pseudo-terminals of their own. `profile`: who speaks to them. */
export async function openSimApp(modem: string, profile = modem) {
  const { app, folder, data, state, broker, undo, dispose } = await openPracticeApp(modem)
  const runOf = async (id: string) => (await app.api['wizard.runs']()).find((each) => each.id === id)

  /** Starts a modem and opens it; answers the session. */
  async function plugIn(name: string, fault?: string): Promise<string> {
    const port = path.join(folder, name)
    undo.push(await simOnPty(modem, port, fault === undefined ? {} : { fault }))
    return valueOf(await app.api['serial.open'](port, defaultLineSettings)).id
  }

  /** To the end of the plan; a message to itself is on its way back then, and is waited for. */
  async function runOn(session: string, cloud: string, inputs: Inputs): Promise<WizardRun> {
    const { id } = valueOf(await app.api['wizard.start'](session, profile, cloud, inputs))
    valueOf(await app.api['wizard.runAll'](id))
    await eventually(
      'the end of the plan',
      async () => {
        const now = await runOf(id)
        return now !== undefined && now.status !== 'running' && now.status !== 'ready'
      },
      planMs,
    )
    if (inputs['subscribeTopic'] !== undefined && inputs['subscribeTopic'] === inputs['publishTopic']) {
      await eventually('the message', async () => {
        const now = await runOf(id)
        return now?.status !== 'done' || now.received.length > 0
      })
    }
    return valueOf(await app.api['wizard.settled'](id))
  }

  /** Inputs for the practice broker, with a topic on which the modem hears itself. */
  function brokerInputs(clientId: string, isSecure: boolean, payload: string): Inputs {
    const { tcpPort, tlsPort, username, password, ca } = broker
    const way = isSecure ? { host: 'localhost', port: String(tlsPort), tls: 'server', ca } : { host: '127.0.0.1', port: String(tcpPort), tls: 'none' }
    return { ...way, clientId, username, password, subscribeTopic: 'bench/a', subscribeQos: '1', publishTopic: 'bench/a', qos: '1', payload }
  }

  /** Everything that the program has written to disk. */
  async function written(): Promise<Buffer> {
    const files = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    return Buffer.concat(await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name)))))
  }

  return {
    app,
    plugIn,
    runOn,
    run: async (name: string, cloud: string, inputs: Inputs, fault?: string): Promise<WizardRun> => runOn(await plugIn(name, fault), cloud, inputs),
    brokerInputs,
    loginOf: (cloud: string, fits: (inputs: Inputs) => boolean): Inputs => demoLogin(state, cloud, fits),
    written,
    password: broker.password,
    dispose,
  }
}

export type SimApp = Awaited<ReturnType<typeof openSimApp>>

export const received = (run: WizardRun): readonly (readonly [topic: string, payload: string])[] => run.received.map(({ topic, payload }) => [topic, payload] as const)
