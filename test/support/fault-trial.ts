import { setTimeout as delay } from 'node:timers/promises'
import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import type { Stage } from '../../shared/contract/failure.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import { patienceOf } from '../../shared/wizard/patience.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import type { Step } from '../../shared/wizard/step.ts'
import { openPlanBench } from './plan-bench.ts'

/** ms that the channel adds to every time, and ms that it may take to get back in step after a time-out. */
const graceMs = 2_000
const resyncMs = 8_000

/** ms below which no time is scaled: what this machine may take for an answer while its cores are busy. */
const leastMs = 150

export type Bench = {
  readonly modem: ModemProfile
  /** The simulator's. */
  readonly modemId: string
  /** ms that one second of the modem, and of the manual's times, takes. */
  readonly secondMs: number
}

export type Trial = {
  readonly status: WizardRun['status']
  /** Index of the step that failed; -1 where none did. */
  readonly at: number
  /** Of the failure, or of a loss told after the last step. */
  readonly stage: Stage | undefined
  readonly code: string
  /** Later steps whose commands were sent although an earlier one had failed. */
  readonly sentAfter: readonly string[]
  /** ms, where they are more than the documented times allow. */
  readonly tooLong: number | undefined
  /** What the same plan came to once the fault was gone: empty where it ran to its end. */
  readonly again: string
}

/** A plan whose every time is a fraction of the documented one, for a modem whose seconds are shorter too. */
export function scaled(plan: Plan, secondMs: number): Plan {
  const ms = (value: number) => Math.max(leastMs, (value * secondMs) / 1000)
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

/** As much of a command as is known before the plan runs: what stands before the first value that is put in on the way. */
export const knownPart = (send: string): string => send.split('{')[0] ?? send

const isSent = (send: string, sent: readonly string[]): boolean => (send.includes('{') ? sent.some((line) => line.startsWith(knownPart(send))) : sent.includes(`${send}\r`))

const describeEnd = ({ status, steps }: WizardRun): string => {
  const failed = steps.find(({ failure }) => failure)
  return status === 'done' ? '' : `${status} at ${failed?.stepId ?? '?'} (${failed?.failure?.code ?? ''})`
}

/**
 * Runs the plan with the fault on, then once more with it off: on the same modem, or where that is plugged in or switched on anew (`isFresh`),
 * on a new one. A plan that has registered goes on instead of starting anew.
 */
export async function tryFault({ modem, modemId, secondMs }: Bench, plan: Plan, fault: string, isFresh: boolean): Promise<Trial> {
  const quick = scaled(plan, secondMs)
  const practice = new PracticeService({ modem: { pace: 'instant', secondMs }, unpluggedMs: 50 })
  const bench = await openPlanBench([createPracticePorts(practice)], graceMs)
  try {
    let session = await bench.open(`practice:${modemId}`)
    const set = await practice.setFault(modemId, fault)
    if (!set.ok) throw new Error(set.failure.what.en)
    const { run, writes, toEnd } = bench.prepare(session.id, modem, quick)
    const from = performance.now()
    await toEnd()
    const took = performance.now() - from
    // The run goes on listening: a link that goes within a second is told too.
    if (run.snapshot().status === 'done') await delay(secondMs + leastMs)
    const { status, steps, notice } = run.snapshot()
    const sent = [...writes]
    const at = steps.findIndex((step) => step.status === 'failed')
    const failure = steps[at]?.failure ?? notice
    const command = quick.steps[at]?.send
    const allowed = quick.steps.slice(0, at < 0 ? undefined : at + 1).reduce((sum, each) => sum + patienceOf(each), resyncMs)
    // After a lost link too the same run must find its way; else what the cloud gives once only the run that got it can go on with.
    const goesOn = (fault === 'drops-after-connect' && status === 'failed') || quick.steps.some(({ unless }, index) => steps[index]?.captured.some(({ name }) => name === unless))
    if (!goesOn) {
      await run.stop()
      run.dispose()
    }
    if (isFresh && !goesOn) {
      await session.close()
      await practice.setFault(modemId, null)
      await delay(100)
      session = await bench.open(`practice:${modemId}`)
    } else await practice.setFault(modemId, null)
    if (goesOn) await session.whenOpen()
    // One that got to its end has nothing left to show.
    const again = goesOn && status === 'done' ? '' : describeEnd(await (goesOn ? toEnd() : bench.prepare(session.id, modem, quick).toEnd()))
    return {
      status,
      at,
      stage: failure?.stage,
      code: failure?.code ?? '',
      sentAfter: at < 0 ? [] : quick.steps.slice(at + 1).flatMap(({ id, send }) => (send !== command && isSent(send, sent) ? [id] : [])),
      tooLong: took > allowed ? Math.round(took) : undefined,
      again,
    }
  } finally {
    await bench.dispose()
    await practice.dispose()
  }
}

/** Tries at a time, whatever sweep they belong to: they mostly wait. */
const lanes = 50
let free = lanes
const queue: (() => void)[] = []

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--
  else await new Promise<void>((resolve) => void queue.push(resolve))
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else free++
  }
}

/** Works through the cases side by side; every complaint carries its case's name. */
export async function inLanes<T>(cases: readonly T[], nameOf: (item: T) => string, work: (item: T) => Promise<readonly string[]>): Promise<string[]> {
  const found = await Promise.all(cases.map((item) => inLane(() => work(item)).catch((error: unknown) => [String(error)])))
  return found.flatMap((each, index) => each.map((complaint) => `${nameOf(cases[index] as T)}: ${complaint}`))
}

/** What is wrong with any trial, whatever the fault. */
export const complaints = ({ sentAfter, tooLong, again }: Trial): readonly string[] => [
  ...sentAfter.map((id) => `sent ${id} after the failed step`),
  ...(tooLong === undefined ? [] : [`took ${tooLong} ms`]),
  ...(again === '' ? [] : [`afterwards ${again}`]),
]
