import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import type { Stage } from '../../shared/contract/failure.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import type { Step } from '../../shared/wizard/step.ts'
import { openPlanBench } from './plan-bench.ts'

/** What a command may meet at any step, and where a failure of it may be put besides the step's own stage. */
const kinds: readonly (readonly [kind: string, besides: readonly Stage[]])[] = [
  ['error-at', []],
  ['silent-at', ['modem']],
  ['unplug-at', ['port']],
  ['reboot-at', ['modem']],
]

export type Swept = { readonly count: number; readonly wrong: readonly string[] }

/** ms that the channel may take, beyond a step's own times, to get back in step after a time-out. */
const resyncMs = 8_000

/** A plan whose every time is a fraction of the documented one, for a modem whose seconds are shorter too. */
const scaled = (plan: Plan, secondMs: number): Plan => {
  const ms = (value: number) => Math.max(150, (value * secondMs) / 1000)
  const steps = plan.steps.map(({ expect, then: data, ...step }): Step => ({
    ...step,
    ...(data && { then: { ...data, promptTimeoutMs: ms(data.promptTimeoutMs) } }),
    expect: {
      ...expect,
      timeoutMs: ms(expect.timeoutMs),
      ...(expect.urc && { urc: { ...expect.urc, timeoutMs: ms(expect.urc.timeoutMs) } }),
      ...(expect.poll && { poll: { ...expect.poll, everyMs: ms(expect.poll.everyMs), forMs: ms(expect.poll.forMs) } }),
    },
  }))
  return { ...plan, steps }
}

/** What the modem does not do for the cloud's steps has not reached the cloud: MQTT is the stage then. */
const isRight = (expected: Stage, named: Stage | undefined): boolean => named === expected || (expected === 'cloud' && named === 'mqtt')

/** Longest that a step may take, in ms, asked again while it settles. */
const longest = ({ expect, then: data }: Step): number => Math.max((data?.promptTimeoutMs ?? 0) + expect.timeoutMs + (expect.urc?.timeoutMs ?? 0), expect.poll?.forMs ?? 0)

/**
 * Every fault of `kinds` at every step of the plan. Each run must fail at that step, in its time, with the right stage and nothing of the
 * plan sent after it; with the fault gone, the same plan must run to its end. Lanes run side by side, each case with a client ID of its own,
 * since a broker lets only one client of a name be.
 */
export async function sweepFaults(modem: ModemProfile, modemId: string, planFor: (clientId: string) => Plan, secondMs: number, lanes = 8): Promise<Swept> {
  const cases = planFor('sweep').steps.flatMap((step, index) => kinds.map(([kind, besides]) => ({ step, index, kind, besides })))
  const waiting = [...cases]
  const wrong: string[] = []

  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { step, index, kind, besides } = next
      const name = `${kind} ${step.id}`
      const quick = scaled(planFor(`${kind}-${index}`), secondMs)
      const command = quick.steps[index]?.send ?? step.send
      const practice = new PracticeService({ modem: { pace: 'instant', secondMs }, unpluggedMs: 50 })
      const bench = await openPlanBench([createPracticePorts(practice)])
      try {
        const session = await bench.open(`practice:${modemId}`)
        await practice.setFault(modemId, `${kind}:${command}`)
        const { run, writes, toEnd } = bench.prepare(session.id, modem, quick)
        const from = performance.now()
        const { status, steps } = await toEnd()
        const took = performance.now() - from
        const at = steps.findIndex(({ status: each }) => each === 'failed')
        const stage = steps[at]?.failure?.stage
        const later = quick.steps.slice(index + 1).find(({ send }) => send !== command && writes.includes(`${send}\r`))
        if (status !== 'failed' || at !== index) wrong.push(`${name}: ${status} at ${quick.steps[at]?.id ?? 'no step'}`)
        else if (!isRight(step.stage, stage) && !besides.some((each) => each === stage)) wrong.push(`${name}: stage ${stage ?? 'none'}`)
        if (later) wrong.push(`${name}: sent ${later.id} after it`)
        const allowed = quick.steps.slice(0, index + 1).reduce((sum, each) => sum + longest(each), resyncMs)
        if (took > allowed) wrong.push(`${name}: took ${Math.round(took)} ms`)
        await run.stop()
        run.dispose()
        await session.close()
        await practice.setFault(modemId, null)
        await new Promise((resolve) => {
          setTimeout(resolve, 100)
        })
        const again = await bench.open(`practice:${modemId}`)
        const second = await bench.prepare(again.id, modem, quick).toEnd()
        if (second.status !== 'done') {
          const failed = second.steps.find(({ failure }) => failure)
          wrong.push(`${name}: afterwards ${second.status} at ${failed?.stepId ?? '?'} (${failed?.failure?.code ?? ''})`)
        }
      } catch (error) {
        wrong.push(`${name}: ${String(error)}`)
      } finally {
        await bench.dispose()
        await practice.dispose()
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return { count: cases.length, wrong }
}
