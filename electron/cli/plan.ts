import { findPlanExporter, planExporters, type PlanExporter } from '../../shared/wizard/exports/index.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import { promptMark } from '../../shared/wizard/prompt-mark.ts'
import type { Step } from '../../shared/wizard/step.ts'
import { choosePlan, type PlanOptions } from './plan-choice.ts'
import type { Output } from './output.ts'
import { exitCode, UsageError } from './usage-error.ts'
import { findingLine, speaker } from './words.ts'

/**
 * Prints what `run` will send, exactly: the login too, for whoever asks for a plan has just given it. Only a private key's
 * bytes are left out.
 */
export async function planCommand(options: PlanOptions & ExportChoice, out: Output): Promise<number> {
  const exporter = chooseExporter(options)
  const { plan, findings, modem, cloud } = await choosePlan(options)
  const say = speaker(options.lang)
  if (exporter) {
    for (const finding of findings) out.remark(findingLine(finding, say))
    if (plan) exportPlan(plan, exporter, options, out)
    return plan ? exitCode.done : exitCode.usage
  }
  if (options.json) {
    out.line(JSON.stringify({ ok: plan !== undefined, modem: modem.id, cloud: cloud.id, findings, steps: plan?.steps.map(stepData) ?? [] }))
  } else {
    for (const finding of findings) out.remark(findingLine(finding, say))
    let stage = ''
    for (const step of plan?.steps ?? []) {
      if (step.stage !== stage) out.line(`# ${step.stage}`)
      stage = step.stage
      if (step.undo?.read) out.line(step.undo.read.send)
      out.line(step.send)
      if (step.then) out.line(dataLine(step.then))
    }
  }
  return plan ? exitCode.done : exitCode.usage
}

/** A file for another program may be passed on: it holds secrets only when they are asked for. */
export type ExportChoice = { readonly format?: string; readonly withSecrets?: boolean }

function chooseExporter({ format, withSecrets, json }: PlanOptions & ExportChoice): PlanExporter | undefined {
  if (format === undefined) {
    if (withSecrets) throw new UsageError('--with-secrets belongs to --format')
    return undefined
  }
  const found = findPlanExporter(format)
  if (!found) throw new UsageError(`there is no format “${format}”; there is ${planExporters.map(({ id }) => id).join(', ')}`)
  if (json) throw new UsageError('--format and --json exclude each other')
  return found
}

function exportPlan(plan: Plan, make: PlanExporter, { withSecrets = false, lang }: PlanOptions & ExportChoice, out: Output): void {
  const say = speaker(lang)
  const { text, notes } = make(plan, { withSecrets, language: say({ en: 'en', zh: 'zh' }) === 'zh' ? 'zh' : 'en' })
  for (const note of notes) out.remark(say(note))
  out.line(text.replace(/\n$/, ''))
}

const dataLine = ({ prompt, end, bytes, label }: NonNullable<Step['then']>): string =>
  `${promptMark(prompt)} ${end === 'ctrl-z' ? `${label}<0x1A>` : `${label} (${bytes.length} bytes)`}`

const stepData = (step: Step) => ({
  id: step.id,
  stage: step.stage,
  title: step.title,
  ...(step.undo?.read && { readsFirst: step.undo.read.send }),
  send: step.send,
  lineEnd: '\r',
  risk: step.risk,
  timeoutMs: step.expect.timeoutMs,
  ...(step.then && {
    data: {
      prompt: step.then.prompt,
      end: step.then.end,
      length: step.then.bytes.length,
      label: step.then.label,
      ...(!step.then.secret && { base64: Buffer.from(step.then.bytes).toString('base64') }),
    },
  }),
})
