import { PracticeService } from '../../electron/services/practice/index.ts'
import type { Stage } from '../../shared/contract/failure.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import type { Step } from '../../shared/wizard/step.ts'
import { outcomeOf, type Situation } from './fault-outcomes.ts'
import type { Row } from './fault-rows.ts'
import { complaints, inLanes, knownPart, tryFault } from './fault-trial.ts'

/** What a command may meet at any step, and where a failure of it may be put besides the step's own stage. */
const kinds: readonly (readonly [kind: string, besides: readonly Stage[]])[] = [
  ['error-at', []],
  ['silent-at', ['modem']],
  ['unplug-at', ['port']],
  ['reboot-at', ['modem']],
]

export type Placed = { readonly plan: Plan; readonly end: () => Promise<void> }

/** A plan for one try, with whatever server it needs; `end` stops that. Undefined: this way cannot be had over TLS. */
export type Plans = (isSecure: boolean) => Promise<Placed | undefined>

export type Swept = { readonly count: number; readonly wrong: readonly string[] }

/** What the modem does not do for the cloud's steps has not reached the cloud: MQTT is the stage then. A command may fail in any stage that it covers. */
const isRight = ({ stage, covers = [] }: Step, named: Stage | undefined): boolean => named === stage || (stage === 'cloud' && named === 'mqtt') || covers.some((each) => each === named)

async function withPlan<T>(plans: Plans, isSecure: boolean, use: (plan: Plan) => Promise<T>): Promise<T> {
  const placed = await plans(isSecure)
  if (!placed) throw new Error('the inputs of this sweep make a plan')
  try {
    return await use(placed.plan)
  } finally {
    await placed.end()
  }
}

/**
 * Every fault of `kinds` at every step of the plan. Each run must fail at that step, in its time, with the right stage and nothing of the
 * plan sent after it; with the fault gone, the same plan must run to its end.
 */
export async function sweepSteps({ modem, modemId, plans }: Row, secondMs: number): Promise<Swept> {
  const steps = await withPlan(plans, false, async (plan) => plan.steps)
  const cases = steps.flatMap((step, index) => kinds.map(([kind, besides]) => ({ step, index, kind, besides })))
  const wrong = await inLanes(
    cases,
    ({ kind, step }) => `${kind} ${step.id}`,
    ({ step, index, kind, besides }) =>
      withPlan(plans, false, async (plan) => {
        const trial = await tryFault({ modem, modemId, secondMs }, plan, `${kind}:${knownPart(plan.steps[index]?.send ?? step.send)}`, true)
        const { status, at, stage } = trial
        const isPlaced = status === 'failed' && at === index
        const isNamed = isRight(step, stage) || besides.some((each) => each === stage)
        return [
          ...(isPlaced ? [] : [`${status} at ${plan.steps[at]?.id ?? 'no step'}`]),
          ...(isPlaced && !isNamed ? [`stage ${stage ?? 'none'}`] : []),
          ...complaints(trial),
        ]
      }),
  )
  return { count: cases.length, wrong }
}

/** A fault that strikes for a moment and is gone: met at every step as `unplug-at`. */
const momentary = 'unplugged-now'

/** Every fault that the simulator lists, on from the start: the plan must come to the outcome that the fault's meaning asks for. */
export async function sweepStates({ modem, modemId, variant, hasTls, plans }: Row, secondMs: number): Promise<Swept> {
  const listed = new PracticeService().models().find(({ id }) => id === modemId)
  const faults = (listed?.faults ?? []).map(({ name }) => name).filter((name) => name !== momentary)
  const wrong = await inLanes(
    faults,
    (fault) => fault,
    async (fault) => {
      const outcome = outcomeOf(modemId, fault, hasTls, variant)
      if (!outcome) return ['no expectation']
      return withPlan(plans, outcome.over === 'tls', async (plan) => {
        const situation: Situation = { asksForData: plan.steps.some(({ stage, then: data }) => stage === 'cloud' && data?.prompt === '>') }
        const stages = typeof outcome.stages === 'function' ? outcome.stages(situation) : outcome.stages
        // A modem that still owes an answer is switched off and on.
        const trial = await tryFault({ modem, modemId, secondMs }, plan, fault, fault === 'too-slow')
        const found = trial.status === 'done' && trial.stage === undefined ? 'done' : (trial.stage ?? trial.status)
        const isExpected = stages.length === 0 ? found === 'done' : stages.some((stage) => stage === found)
        const where = plan.steps[trial.at]?.id ?? 'the end'
        return [...(isExpected ? [] : [`${found} at ${where} (${trial.code}), not ${stages.join(' or ') || 'done'}`]), ...complaints(trial)]
      })
    },
  )
  return { count: faults.length, wrong }
}
