import { createStore, useStore } from 'zustand'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import type { Result } from '../../../shared/contract/failure.ts'
import type { Registration } from '../../../shared/contract/registration.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { ownFile } from '../../ui/own-file.ts'
import { sentInputs } from './calculation.ts'
import { freshCalculation } from './signature-actions.ts'

type RunState = {
  /** `cloud/operation` that is under way. */
  readonly running: string | null
  /** The last answer by `cloud/operation`; secrets included, in this page's memory only. */
  readonly answers: Readonly<Record<string, Result<Registration>>>
}

const runStore = createStore<RunState>(() => ({ running: null, answers: {} }))

export const useRun = <T>(select: (state: RunState) => T): T => useStore(runStore, select)

export const runKey = (cloud: string, operation: string): string => `${cloud}/${operation}`

/** Has the program make the call that the calculator shows. Up to 30 s. */
export async function runFromHere(cloud: string, operation: string): Promise<void> {
  const key = runKey(cloud, operation)
  const inputs = owned(sentInputs(freshCalculation()))
  forget(key)
  runStore.setState({ running: key })
  const result = await attempt(() => bridge().call('registration.run', cloud, operation, inputs))
  runStore.setState(({ answers }) => ({ running: null, answers: { ...answers, [key]: result } }))
}

export function forget(key: string): void {
  const { [key]: _, ...answers } = runStore.getState().answers
  runStore.setState({ answers })
}

const owned = (inputs: Inputs) => Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, typeof value === 'object' ? ownFile(value) : value]))
