import { stages, type Failure, type Stage } from '../../../shared/contract/failure.ts'
import type { RunStatus, StepRun, WizardRun } from '../../../shared/contract/wizard.ts'
import type { Step } from '../../../shared/wizard/step.ts'

/** `unused`: the plan has no step there, such as TLS on a plain connection. */
export type StageStatus = 'unused' | 'waiting' | 'running' | 'passed' | 'failed' | 'skipped'
export type StageState = { readonly stage: Stage; readonly status: StageStatus }

/** As much of a run as its stages need, which a case file has too. */
export type StagedRun = Pick<WizardRun, 'status' | 'notice'> & {
  readonly steps: readonly Pick<StepRun, 'stepId' | 'status' | 'failure'>[]
  readonly plan: { readonly steps: readonly Pick<Step, 'id' | 'stage' | 'covers'>[] }
}

type StagedStep = StagedRun['steps'][number]

/**
 * The bar from cable to cloud. A failure colours the stage that its explanation names, which may lie before the step's own
 * (a modem reports a TLS fault in the answer to its MQTT open command); what lies behind it is then no longer shown as passed.
 * An unplugged port is red by itself, until it is back.
 */
export function stageStates(run: StagedRun, isPortOpen = true): readonly StageState[] {
  const failedStep = run.steps.find((step) => step.status === 'failed')
  // A link that was lost after the plan's end is no longer green either.
  const failedStage = failedStep ? (failedStep.failure?.stage ?? stageOf(run, failedStep)) : newNotice(run)?.stage
  const failedAt = failedStage === undefined ? Number.POSITIVE_INFINITY : stages.indexOf(failedStage)
  return stages.map((stage, at) => {
    if (stage === 'port' && !isPortOpen) return { stage, status: 'failed' }
    if (at === failedAt) return { stage, status: 'failed' }
    const status = ownStatus(run, stage)
    if (at > failedAt && status !== 'unused') return { stage, status: 'waiting' }
    if (status !== 'failed' || failedStep === undefined || failedStage === undefined) return { stage, status }
    return { stage, status: isProved(run, failedStep, stage) ? 'passed' : 'waiting' }
  })
}

/** Whether a step that failed at a later stage got through this one. A modem that only refuses, or says nothing, has proved none of what its command covers. */
function isProved(run: StagedRun, step: StagedStep, stage: Stage): boolean {
  const { failure } = step
  if (failure?.earliest !== undefined && stages.indexOf(stage) >= stages.indexOf(failure.earliest)) return false
  return stageOf(run, step) === stage || failure?.code.startsWith('modem.') === false
}

function ownStatus(run: StagedRun, stage: Stage): StageStatus {
  // The port was open before the run began, and the cloud has proved itself when everything before it has.
  const steps = run.steps.filter((step) => stageOf(run, step) === stage || plannedOf(run, step)?.covers?.includes(stage) === true)
  if (steps.length === 0) {
    if (stage === 'port') return 'passed'
    if (stage === 'cloud') return run.status === 'done' ? 'passed' : 'waiting'
    return 'unused'
  }
  if (steps.some((step) => step.status === 'failed')) return 'failed'
  if (steps.some((step) => step.status === 'running')) return 'running'
  if (steps.every((step) => step.status === 'skipped')) return 'skipped'
  if (steps.every((step) => step.status === 'passed' || step.status === 'skipped')) return 'passed'
  return steps.some((step) => step.status === 'passed') && run.status === 'running' ? 'running' : 'waiting'
}

const plannedOf = (run: StagedRun, step: StagedStep) => run.plan.steps.find((planned) => planned.id === step.stepId)

const stageOf = (run: StagedRun, step: StagedStep): Stage | undefined => plannedOf(run, step)?.stage

export type Progress = { readonly finished: number; readonly total: number }

export const progressOf = (run: WizardRun): Progress => ({
  finished: run.steps.filter((step) => step.status === 'passed' || step.status === 'skipped').length,
  total: run.steps.length,
})

/** A quick answer needs no bar; past this a person begins to wonder. ms. */
export const barAfterMs = 600

/** How much of the longest documented wait has gone by: 0 to 1. */
export function patienceFraction(step: StepRun, now: number): number {
  if (step.startedAt === undefined || step.patienceMs <= 0) return 0
  return Math.min(1, Math.max(0, (now - step.startedAt) / step.patienceMs))
}

/** ms so far of a running step, or what an ended one took; undefined before it began. */
export function elapsedOf(step: StepRun, now: number): number | undefined {
  if (step.elapsedMs !== undefined && step.status !== 'running') return step.elapsedMs
  return step.status === 'running' && step.startedAt !== undefined ? Math.max(0, now - step.startedAt) : undefined
}

/** `12 ms`, `3.1 s`, `120 s`: the same in both languages. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  return seconds < 100 && !Number.isInteger(seconds) ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`
}

export type RunControl = 'runStep' | 'retry' | 'runAll' | 'pause' | 'skip' | 'stop' | 'leave'

/** The likeliest first. */
const controls: Record<RunStatus, readonly RunControl[]> = {
  // A fresh plan is mostly wanted in one go; after a pause it is one step at a time.
  ready: ['runAll', 'runStep', 'skip', 'stop'],
  paused: ['runStep', 'runAll', 'skip', 'stop'],
  failed: ['retry', 'runAll', 'skip', 'stop'],
  running: ['pause', 'stop'],
  done: ['leave', 'stop'],
  stopped: ['leave'],
}

export const controlsOf = (status: RunStatus): readonly RunControl[] => controls[status]

/** Something of the plan has been sent to the modem. */
export const hasBegun = (run: WizardRun): boolean => run.steps.some((step) => step.startedAt !== undefined)

/**
 * What the modem reported of itself and no failed step has said: a restart explains why opening failed, while a closed
 * link after a refused login is only its consequence. Before the first step it is no news at all.
 */
export function newNotice(run: StagedRun): Failure | undefined {
  if (!run.notice || run.status === 'stopped' || run.status === 'ready') return undefined
  const failed = run.steps.find((step) => step.status === 'failed')?.failure
  return failed && stages.indexOf(failed.stage) <= stages.indexOf(run.notice.stage) ? undefined : run.notice
}

/** The run a person wants to see for a session: the newest one that the program still holds. */
export const runOfSession = (runs: readonly WizardRun[], sessionId: string | null): WizardRun | undefined =>
  runs.findLast((run) => run.sessionId === sessionId)

/** Puts a changed run in its place; a new one at the end. */
export function withRun(runs: readonly WizardRun[], changed: WizardRun): readonly WizardRun[] {
  const at = runs.findIndex((run) => run.id === changed.id)
  return at < 0 ? [...runs, changed] : runs.with(at, changed)
}

/** ms that the modem and the network took, thinking time between the steps left out. */
export const runTime = (run: WizardRun): number => run.steps.reduce((sum, step) => sum + (step.elapsedMs ?? 0), 0)
