import type { Inputs } from '../../../shared/clouds/profile.ts'
import type { Failure, Result } from '../../../shared/contract/failure.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import type { Sending } from '../../../shared/wizard/exchange.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { ownFile } from '../../ui/own-file.ts'
import { composedNow } from './compose-form.ts'
import { withRun } from './run-progress.ts'
import { wizardStore, type WizardState } from './wizard-store.ts'

const { getState, setState } = wizardStore

export const noteRun = (run: WizardRun): void => setState((state) => ({ runs: withRun(state.runs, run) }))

export async function refreshRuns(): Promise<void> {
  const runs = await bridge().call('wizard.runs')
  setState({ runs })
}

/** Has the program compose the plan for this session. Nothing is sent until a person says so. */
export async function startRun(sessionId: string, modem: string, cloud: string, inputs: Inputs, variant?: string): Promise<void> {
  await during('start', async () => {
    const ended = getState().runs.filter((run) => run.sessionId === sessionId && hasEnded(run))
    for (const run of ended) await discard(run.id)
    const result = await attempt(() => bridge().call('wizard.start', sessionId, modem, cloud, ownInputs(inputs), variant))
    if (note(result)) setState({ view: 'run' })
  })
}

const ownInputs = (inputs: Inputs) =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, typeof value === 'object' ? ownFile(value) : value]))

export const hasEnded = (run: WizardRun): boolean => run.status === 'done' || run.status === 'stopped'

/** Runs or retries the step at the run's position; `edited` is the line to send instead. Ends when the step has. */
export async function runStep(runId: string, edited: string | null): Promise<void> {
  setState({ failure: null })
  note(await attempt(() => bridge().call('wizard.runNext', runId, edited)))
}

type Control = 'wizard.runAll' | 'wizard.pause' | 'wizard.skip' | 'wizard.stop' | 'wizard.setClock' | 'wizard.putBack'

export async function controlRun(runId: string, method: Control): Promise<void> {
  await during('control', async () => note(await attempt(() => bridge().call(method, runId))))
}

/** Has the program try the run's endpoint and login from this PC. Up to some ten seconds. */
export async function probeRun(runId: string): Promise<void> {
  await during('probe', async () => note(await attempt(() => bridge().call('wizard.probe', runId))))
}

/** Sends one of the failed step's checks. Ends when the modem has answered or its time is over. */
export async function checkRun(runId: string, index: number, isConfirmed: boolean): Promise<void> {
  setState({ failure: null })
  note(await attempt(() => bridge().call('wizard.check', runId, index, isConfirmed)))
}

/** Has the modem publish or subscribe on the connection that the plan left open. */
export async function sendExtra(runId: string, sending: Sending): Promise<void> {
  setState({ failure: null })
  const { kind, topic, qos } = sending
  note(await attempt(() => (kind === 'publish' ? bridge().call('wizard.publish', runId, topic, sending.payload, qos) : bridge().call('wizard.subscribe', runId, topic, qos))))
}

/** Back to the form: what the plan opened on the modem is closed, the AT channel is free, the run's secrets are forgotten. */
export async function leaveRun(run: WizardRun): Promise<boolean> {
  return during('leave', async () => {
    if (!hasEnded(run) && !note(await attempt(() => bridge().call('wizard.stop', run.id)))) return false
    const isGone = await discard(run.id)
    if (isGone) setState({ view: 'form' })
    return isGone
  })
}

/** The same plan from its first command. Where the form no longer holds all it needs (secrets after a reload), the form asks for it. */
export async function startOver(run: WizardRun): Promise<void> {
  if (!(await leaveRun(run))) return
  const { plan, inputs } = composedNow()
  if (plan?.modem === run.plan.modem && plan.cloud === run.plan.cloud && plan.variant === run.plan.variant) await startRun(run.sessionId, plan.modem, plan.cloud, inputs, plan.variant)
  else setState({ revealAll: true })
}

export const noteFailure = (failure: Failure): void => setState({ failure })

async function discard(runId: string): Promise<boolean> {
  const result = await attempt(() => bridge().call('wizard.discard', runId))
  if (result.ok) setState((state) => ({ runs: state.runs.filter((run) => run.id !== runId) }))
  else setState({ failure: result.failure })
  return result.ok
}

function note(result: Result<WizardRun>): boolean {
  if (result.ok) noteRun(result.value)
  else setState({ failure: result.failure })
  return result.ok
}

async function during<T>(busy: NonNullable<WizardState['busy']>, work: () => Promise<T>): Promise<T> {
  setState({ busy, failure: null })
  try {
    return await work()
  } finally {
    setState({ busy: null })
  }
}
