import { explainCme } from '../../at/explain-cme.ts'
import type { Failure } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainNetwork } from '../common-3gpp/explain-network.ts'
import type { UserModem } from './schema.ts'

type Rule = UserModem['results'][number] & { readonly test: RegExp }

/** The profile's words for its lines, ready to be looked up. */
export const resultRules = ({ results }: UserModem): readonly Rule[] => results.map((rule) => ({ ...rule, test: new RegExp(rule.line) }))

const noAddress = text('Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>", then attach anew.', '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再重新附着。')

/** Lines longer than a rule can mean: messages with their payload. */
const longestLine = 1_000

export const ruleFor = (rules: readonly Rule[], line: string): Rule | undefined => (line.length > longestLine ? undefined : rules.find(({ test }) => test.test(line)))

const failureOf = ({ code, stage, means, next }: Rule, line: string): Failure => ({
  code: code ?? `${stage}.reported`,
  stage,
  what: means,
  next: next ?? text('See the modem’s manual for this code.', '请查阅模组手册对该结果码的说明。'),
  evidence: line,
})

export function explainRule(rules: readonly Rule[], line: string): Failure | undefined {
  const rule = ruleFor(rules, line)
  return rule && !rule.success ? failureOf(rule, line) : undefined
}

/** Unasked lines that mean a loss. */
export function explainLoss(rules: readonly Rule[], line: string): Failure | undefined {
  const rule = ruleFor(rules, line)
  return rule?.lost === true ? failureOf(rule, line) : undefined
}

export function explainUserModem(rules: readonly Rule[], evidence: Evidence): Failure | undefined {
  const { offending, stage, command } = evidence
  const found = offending === undefined ? undefined : (explainRule(rules, offending) ?? explainNetwork(evidence, noAddress))
  if (found) return found
  if (evidence.timedOut === 'urc') {
    return {
      code: 'modem.no-urc',
      stage,
      what: text('The modem accepted the command, but its result never came.', '模组接受了指令，但结果 URC 一直没有上报。'),
      next: text('Check the signal, then run the plan again. If it always happens, compare the step’s urc.prefix in your profile with what the terminal shows.', '检查信号后重新运行；每次都这样，请对照终端检查配置里这一步的 urc.prefix。'),
      evidence: command,
    }
  }
  return evidence.final === null ? undefined : explainCme(evidence.final, stage)
}
