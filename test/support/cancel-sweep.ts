import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import { fromLatin1 } from '../../shared/text/bytes.ts'
import type { Step } from '../../shared/wizard/step.ts'
import { inLanes, knownPart, scaled } from './fault-trial.ts'
import type { Row } from './fault-rows.ts'
import { openPlanBench } from './plan-bench.ts'

/** ms that the channel adds to every time, and ms that one second of the modem takes. */
const graceMs = 1_000
const secondMs = 50

/** A file that an earlier plan has sent stays until it is put back; sending it again deletes it first. */
const deletesFile = /^AT\+(QFDEL|FSDEL|CCERTDELE)=/

/** When the person stops: the command is on its way, or its data after the prompt. */
type Moment = 'command' | 'data'
type Case = { readonly index: number; readonly step: Step; readonly moment: Moment }

export type CancelSwept = { readonly count: number; readonly wrong: readonly string[] }

/**
 * Stops the plan in the middle of each of its steps, then runs a fresh one on the same modem: it must come to its end by its own commands alone,
 * with nothing to be closed or cleared first but a file.
 */
export async function sweepCancels(row: Row): Promise<CancelSwept> {
  const sample = await row.plans(row.hasTls)
  if (!sample) throw new Error(`no plan for ${row.name}`)
  await sample.end()
  const cases = sample.plan.steps.flatMap((step, index): Case[] => [{ index, step, moment: 'command' }, ...(step.then && step.then.prompt !== 'inline' ? [{ index, step, moment: 'data' as const }] : [])])
  const wrong = await inLanes(
    cases,
    ({ step, moment }) => `${step.id}, ${moment}`,
    (each) => cancelAt(row, each),
  )
  return { count: cases.length, wrong }
}

async function cancelAt({ modem, modemId, plans, hasTls }: Row, { index, moment }: Case): Promise<readonly string[]> {
  const [first, second] = [await plans(hasTls), await plans(hasTls)]
  if (!first || !second) throw new Error('no plan')
  const practice = new PracticeService({ modem: { pace: 'instant', secondMs } })
  const bench = await openPlanBench([createPracticePorts(practice)], graceMs)
  try {
    const session = await bench.open(`practice:${modemId}`)
    const plan = scaled(first.plan, secondMs)
    const step = plan.steps[index]
    const head = knownPart(step?.send ?? '')
    const data = step?.then ? fromLatin1(step.then.bytes) : ''
    let isSent = false
    let stopping: Promise<void> | undefined
    const cancelled = bench.prepare(session.id, modem, plan, (text) => {
      const isCommand = text.startsWith(head) && cancelled.run.snapshot().position === index
      if (moment === 'command' ? isCommand : isSent && text.startsWith(data)) stopping ??= cancelled.run.stop()
      isSent ||= isCommand
    })
    await cancelled.toEnd()
    await stopping
    const { status } = cancelled.run.snapshot()
    cancelled.run.dispose()
    const again = bench.prepare(session.id, modem, scaled(second.plan, secondMs))
    const { status: end, steps } = await again.toEnd()
    const failed = steps.find(({ failure }) => failure)
    again.run.dispose()
    // A question that is asked again while a state settles counts once; data and ESC are no commands.
    const lines = again.writes.filter((text) => text.startsWith('AT')).map((text) => text.trim())
    const sent = lines.filter((line, at) => line !== lines[at - 1] && !deletesFile.test(line))
    const planned = second.plan.steps.flatMap(({ send, undo }) => [...(undo?.read ? [undo.read.send] : []), send])
    // Data that goes out with its command stands on the same line.
    const openEnded = second.plan.steps.flatMap(({ send, then: data }) => (data?.prompt === 'inline' ? [send] : []))
    const isPlanned = (line: string): boolean =>
      line === 'AT' || planned.some((send) => (send.includes('{') ? line.startsWith(knownPart(send)) : line === send)) || openEnded.some((send) => line.startsWith(send))
    const unplanned = sent.filter((line) => !isPlanned(line))
    return [
      ...(stopping ? [] : ['never stopped']),
      ...(status === 'stopped' ? [] : [`${status} after the stop`]),
      ...(end === 'done' ? [] : [`then ${end} at ${failed?.stepId ?? '?'}: ${failed?.failure?.code ?? ''} ${failed?.failure?.evidence ?? ''}`]),
      ...unplanned.map((line) => `then needed ${line}`),
    ]
  } finally {
    await bench.dispose()
    await practice.dispose()
    await Promise.all([first.end(), second.end()])
  }
}
