import { PracticeService } from '../../electron/services/practice/index.ts'
import type { Stage } from '../../shared/contract/failure.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import { outcomeOf, type Situation } from './fault-outcomes.ts'
import { complaints, inLanes, tryFault, type Bench } from './fault-trial.ts'

/** What a command may meet at any step, and where a failure of it may be put besides the step's own stage. */
const kinds: readonly (readonly [kind: string, besides: readonly Stage[]])[] = [
  ['error-at', []],
  ['silent-at', ['modem']],
  ['unplug-at', ['port']],
  ['reboot-at', ['modem']],
]

export type Swept = { readonly count: number; readonly wrong: readonly string[] }

const lanes = 4

/** What the modem does not do for the cloud's steps has not reached the cloud: MQTT is the stage then. */
const isRight = (expected: Stage, named: Stage | undefined): boolean => named === expected || (expected === 'cloud' && named === 'mqtt')

/**
 * Every fault of `kinds` at every step of the plan. Each run must fail at that step, in its time, with the right stage and nothing of the
 * plan sent after it; with the fault gone, the same plan must run to its end. Lanes run side by side, each case with a client ID of its own,
 * since a broker lets only one client of a name be.
 */
export async function sweepSteps(bench: Bench, planFor: (clientId: string) => Plan): Promise<Swept> {
  const cases = planFor('sweep').steps.flatMap((step, index) => kinds.map(([kind, besides]) => ({ step, index, kind, besides })))
  const wrong = await inLanes(
    cases,
    lanes,
    ({ kind, step }) => `${kind} ${step.id}`,
    async ({ step, index, kind, besides }) => {
      const plan = planFor(`${kind}-${index}`)
      const trial = await tryFault(bench, plan, `${kind}:${plan.steps[index]?.send ?? step.send}`, true)
      const { status, at, stage } = trial
      const isPlaced = status === 'failed' && at === index
      const isNamed = isRight(step.stage, stage) || besides.some((each) => each === stage)
      return [
        ...(isPlaced ? [] : [`${status} at ${plan.steps[at]?.id ?? 'no step'}`]),
        ...(isPlaced && !isNamed ? [`stage ${stage ?? 'none'}`] : []),
        ...complaints(trial),
      ]
    },
  )
  return { count: cases.length, wrong }
}

/** A fault that strikes for a moment and is gone: met at every step as `unplug-at`. */
const momentary = 'unplugged-now'

/** Every fault that the simulator lists, on from the start: the plan must come to the outcome that the fault's meaning asks for. */
export async function sweepStates(bench: Bench, planFor: (clientId: string, isSecure: boolean) => Plan | undefined): Promise<Swept> {
  const listed = new PracticeService().models().find(({ id }) => id === bench.modemId)
  const faults = (listed?.faults ?? []).map(({ name }) => name).filter((name) => name !== momentary)
  const wrong = await inLanes(
    faults,
    lanes,
    (fault) => fault,
    async (fault) => {
      const secure = planFor(`${fault.slice(0, 18)}-tls`, true)
      const plain = planFor(fault.slice(0, 22), false)
      const outcome = outcomeOf(bench.modemId, fault, secure !== undefined)
      const plan = outcome?.over === 'tls' ? secure : plain
      if (!outcome || !plan) return ['no expectation, or no plan for it']
      const situation: Situation = { asksForData: plan.steps.some(({ stage, then: data }) => stage === 'cloud' && data?.prompt === '>') }
      const stages = typeof outcome.stages === 'function' ? outcome.stages(situation) : outcome.stages
      // A modem that still owes an answer is switched off and on.
      const trial = await tryFault(bench, plan, fault, fault === 'too-slow')
      const found = trial.status === 'done' && trial.stage === undefined ? 'done' : (trial.stage ?? trial.status)
      const isExpected = stages.length === 0 ? found === 'done' : stages.some((stage) => stage === found)
      const where = plan.steps[trial.at]?.id ?? 'the end'
      return [...(isExpected ? [] : [`${found} at ${where} (${trial.code}), not ${stages.join(' or ') || 'done'}`]), ...complaints(trial)]
    },
  )
  return { count: faults.length, wrong }
}
