import type { Step } from '../../shared/wizard/step.ts'
import { choosePlan, findingLine, speaker, type PlanOptions } from './plan-choice.ts'
import type { Output } from './output.ts'
import { exitCode } from './usage-error.ts'

/**
 * Prints what `run` will send, exactly: the login too, for whoever asks for a plan has just given it. Only a private key's
 * bytes are left out.
 */
export async function planCommand(options: PlanOptions, out: Output): Promise<number> {
  const { plan, findings } = await choosePlan(options)
  const say = speaker(options.lang)
  if (options.json) {
    out.line(JSON.stringify({ ok: plan !== undefined, modem: options.modem, cloud: options.cloud, findings, steps: plan?.steps.map(stepData) ?? [] }))
  } else {
    for (const finding of findings) out.remark(findingLine(finding, say))
    let stage = ''
    for (const step of plan?.steps ?? []) {
      if (step.stage !== stage) out.line(`# ${step.stage}`)
      stage = step.stage
      out.line(step.send)
      if (step.then) out.line(dataLine(step.then))
    }
  }
  return plan ? exitCode.done : exitCode.usage
}

const dataLine = ({ prompt, end, bytes, label }: NonNullable<Step['then']>): string =>
  end === 'ctrl-z' ? `${prompt} ${label}<0x1A>` : `${prompt} ${label} (${bytes.length} bytes)`

const stepData = (step: Step) => ({
  id: step.id,
  stage: step.stage,
  title: step.title,
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
