import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import type { PracticeBroker, PracticeState } from '../../shared/contract/practice.ts'
import { valueOf } from './value-of.ts'

export type PracticeApp = {
  readonly app: App
  /** Of this program alone, with its data in `data`. */
  readonly folder: string
  readonly data: string
  readonly state: PracticeState
  readonly broker: PracticeBroker
  /** Done after the program has ended, newest first. */
  readonly undo: (() => unknown)[]
  readonly dispose: () => Promise<void>
}

/** The whole program in this process, in a folder of its own, with its practice broker on. */
export async function openPracticeApp(name: string): Promise<PracticeApp> {
  const folder = await mkdtemp(path.join(tmpdir(), `atelier-${name}-`))
  const data = path.join(folder, 'data')
  const app = await createApp({ dataDir: data, host: createHeadlessHost() })
  const state = valueOf(await app.api['practice.startBroker']())
  const { broker } = state
  if (!broker) throw new Error('the broker is off')
  const undo: (() => unknown)[] = []
  return {
    app,
    folder,
    data,
    state,
    broker,
    undo,
    dispose: async (): Promise<void> => {
      await app.dispose()
      for (const each of undo.toReversed()) await each()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
