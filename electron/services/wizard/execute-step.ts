import { setTimeout as delay } from 'node:timers/promises'
import { describeValue } from '../../../shared/at/describe-value.ts'
import type { MaskRange } from '../../../shared/at/mask.ts'
import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { StepRun } from '../../../shared/contract/wizard.ts'
import { fromLatin1, utf8 } from '../../../shared/text/bytes.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { explainStep } from '../../../shared/wizard/explain.ts'
import { bullets, hideSecrets, maskEdited, secretRangesOf } from '../../../shared/wizard/mask-plan.ts'
import type { Evidence, Recovery, Step } from '../../../shared/wizard/step.ts'
import type { AtChannel, AtCommand, AtReply } from '../at/index.ts'

export type StepOutcome = {
  readonly status: 'passed' | 'failed' | 'stopped'
  readonly lines: readonly string[]
  readonly captured: StepRun['captured']
  /** By name, secret ones too: for the plan's fills alone. */
  readonly values: Readonly<Record<string, string>>
  readonly failure?: Failure
  /** What a failure was put into words from; left out where the modem did not fail. */
  readonly evidence?: Evidence
}

type Judgement = { readonly passed: true } | { readonly passed: false; readonly offending?: string }

export type StepContext = {
  readonly channel: AtChannel
  readonly modem: ModemProfile
  readonly signal: AbortSignal
  /** Nothing was changed in the modem yet: a restart loses nothing, it was just switched on. */
  readonly isUntouched: boolean
  readonly note: (remark: string) => void
  /** Bytes of what follows the prompt that are out, and how many there are. */
  readonly onSent?: (sentBytes: number, totalBytes: number) => void
  /** The answer has not settled; it is asked again. Gets all lines so far. */
  readonly onUnsettled?: (lines: readonly string[]) => void
  /** What else is wrong with an answer that the step itself is content with; gets the lines as they came. */
  readonly judge?: (step: Step, values: StepOutcome['values'], lines: readonly string[]) => Failure | undefined
}

/** Sends one step, asks again while the state may still settle, clears known obstacles once, and puts a failure into words. */
export async function executeStep(step: Step, command: string, context: StepContext): Promise<StepOutcome> {
  const { channel, signal } = context
  const deadline = performance.now() + (step.expect.poll?.forMs ?? 0)
  const lines: string[] = []
  let recovered = false
  let restarted = false
  for (;;) {
    const told = await channel.run(toCommand(step, command, context.onSent), signal)
    const reply = withoutSecrets(told, step)
    lines.push(...reply.lines)
    const judgement = judge(step, reply)
    const { captured, values } = capture(step, told.lines)
    if (judgement.passed) {
      const failure = context.judge?.(step, values, told.lines)
      return { status: failure ? 'failed' : 'passed', lines, captured, values, ...(failure && { failure }) }
    }
    if (reply.aborted || signal.aborted) return { status: 'stopped', lines, captured: [], values: {} }
    if (reply.restarted !== undefined && context.isUntouched && !restarted) {
      restarted = true
      continue
    }
    const failingLine = judgement.offending ?? reply.final ?? ''
    const { poll } = step.expect
    if (poll && new RegExp(poll.while).test(failingLine) && performance.now() + poll.everyMs < deadline) {
      context.onUnsettled?.(lines)
      const waited = await delay(poll.everyMs, true, { signal }).catch(() => false)
      if (!waited) return { status: 'stopped', lines, captured: [], values: {} }
      continue
    }
    const recovery = recovered ? undefined : step.recover?.find(({ when }) => new RegExp(when).test(failingLine))
    if (recovery && !reply.lost) {
      recovered = true
      lines.push(...(await recover(recovery, step, context)))
      continue
    }
    if (reply.lost) return { status: 'failed', lines, captured, values, failure: reply.lost }
    const evidence = evidenceOf(step, command, reply, judgement.offending)
    return { status: 'failed', lines, captured, values, failure: explainStep(context.modem, evidence), evidence }
  }
}

/** The commands of a recovery; their own failure is not reported: the step itself is tried again and tells. */
async function recover(recovery: Recovery, step: Step, { channel, signal, note }: StepContext): Promise<string[]> {
  note(recovery.why.en)
  const lines: string[] = []
  for (const { line, timeoutMs, urcPrefix } of recovery.send) {
    const urc = urcPrefix !== undefined && { urc: { prefix: urcPrefix, timeoutMs: 5_000 } }
    const reply = await channel.run({ line, mask: secretsOf(line, step), timeoutMs, ...urc }, signal)
    lines.push(...withoutSecrets(reply, step).lines)
  }
  return lines
}

const secretsOf = (line: string, { secrets }: Step): readonly MaskRange[] => [...secretRangesOf(line, secrets), ...secretRanges(fromLatin1(utf8(line)))]

function toCommand(step: Step, line: string, onSent: StepContext['onSent']): AtCommand {
  const { urc } = step.expect
  return {
    line,
    mask: secretsOf(line, step),
    timeoutMs: step.expect.timeoutMs,
    ...(step.then && {
      prompt: {
        token: step.then.prompt,
        timeoutMs: step.then.promptTimeoutMs,
        data: step.then.bytes,
        end: step.then.end,
        secret: step.then.secret,
        ...(step.then.followsOk && { followsOk: true }),
        ...(onSent && { onSent: (count: number) => onSent(count, step.then?.bytes.length ?? 0) }),
      },
    }),
    ...(urc && {
      urc: {
        prefix: urc.prefix,
        timeoutMs: urc.timeoutMs,
        ...(urc.failurePrefix !== undefined && { failurePrefix: urc.failurePrefix }),
        ...(urc.interim !== undefined && { interim: new RegExp(urc.interim) }),
      },
    }),
  }
}

function judge({ expect }: Step, reply: AtReply): Judgement {
  if (reply.restarted !== undefined) return { passed: false, offending: reply.restarted }
  if (reply.lost || reply.aborted || reply.timedOut) return { passed: false }
  if (reply.final !== 'OK') return { passed: false }
  if (expect.line) {
    const { prefix, accept } = expect.line
    const candidates = reply.info.filter((line) => line.startsWith(prefix))
    if (!candidates.some((line) => new RegExp(accept, 'i').test(line))) {
      const offending = candidates.at(-1)
      return { passed: false, ...(offending !== undefined && { offending }) }
    }
  }
  if (expect.urc && (reply.urc === undefined || !new RegExp(expect.urc.accept).test(reply.urc))) {
    return { passed: false, ...(reply.urc !== undefined && { offending: reply.urc }) }
  }
  return { passed: true }
}

/** Lines go to pages, reports and failures; the real ones have told the channel all that they can. */
const withoutSecrets = (reply: AtReply, step: Step): AtReply =>
  step.secrets.length === 0 && !step.then?.secret && !step.hide
    ? reply
    : { ...reply, info: reply.info.map((line) => hideSecrets(line, step)), lines: reply.lines.map((line) => hideSecrets(line, step)) }

function capture(step: Step, lines: readonly string[]): Pick<StepOutcome, 'captured' | 'values'> {
  const values: Record<string, string> = {}
  const captured = (step.capture ?? []).flatMap(({ name, pattern, decode, secret }): StepRun['captured'] => {
    const value = lines.map((line) => new RegExp(pattern).exec(line)?.[1]).find((found) => found !== undefined)
    if (value === undefined) return []
    values[name] = value
    if (secret) return [{ name, value: bullets, secret }]
    const words = describeValue(decode, value)
    return [{ name, value, ...(words && { words }) }]
  })
  return { captured, values }
}

const evidenceOf = (step: Step, command: string, reply: AtReply, offending: string | undefined): Evidence => ({
  stepId: step.id,
  stage: step.stage,
  command: maskEdited(command, step.secrets),
  final: reply.final,
  lines: reply.lines,
  received: reply.received,
  ...(offending !== undefined && { offending }),
  ...(reply.timedOut !== undefined && { timedOut: reply.timedOut }),
})
