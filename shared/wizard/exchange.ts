import { hasOpenPart } from '../clouds/offered-topics.ts'
import { exchangeFindings, ruleFindings } from '../clouds/prepare.ts'
import type { CloudProfile } from '../clouds/profile.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { text } from '../text/local-text.ts'
import { withHidden } from './compose.ts'
import type { Job } from './credential.ts'
import type { Finding } from './plan.ts'
import type { Step } from './step.ts'

/** One message from the modem, or one more subscription of it, once the plan has brought it onto the broker. */
export type Sending =
  | { readonly kind: 'publish'; readonly topic: string; readonly payload: string; readonly qos: 0 | 1 | 2 }
  | { readonly kind: 'subscribe'; readonly topic: string; readonly qos: 0 | 1 | 2 }

export type ComposedSending = { readonly steps: readonly Step[]; readonly findings: readonly Finding[] }

const concerned = {
  publish: new Set(['publishTopic', 'payload', 'qos']),
  subscribe: new Set(['subscribeTopic', 'subscribeQos']),
} as const

/** The modem's own steps for it, after the same checks as the plan's; no steps while a finding is an error. The login in `job` may be masked. */
export function composeSending(modem: ModemProfile, cloud: CloudProfile, job: Job, sending: Sending): ComposedSending {
  const { kind, topic, qos } = sending
  const exchange: Job['exchange'] =
    kind === 'publish'
      ? { publishTopic: topic, payload: sending.payload, qos, subscribeQos: 0, retain: false }
      : { subscribeTopic: topic, payload: '', qos: 0, subscribeQos: qos, retain: false }
  const own: Job = { ...job, exchange }
  const all = [...topicFindings(sending), ...exchangeFindings(exchange), ...ruleFindings(cloud.rules, own), ...modem.lint(own)]
  const findings = all.filter(({ field }) => field !== undefined && concerned[kind].has(field))
  if (!modem.exchange || findings.some(({ severity }) => severity === 'error')) return { steps: [], findings }
  return { steps: modem.exchange(own).map((step) => withHidden(step, job.credential.hidden)), findings }
}

function topicFindings({ kind, topic }: Sending): readonly Finding[] {
  const refuse = (code: string, what: Finding['what'], next: Finding['next']): Finding => ({ severity: 'error', code, stage: 'cloud', field: `${kind}Topic`, what, next })
  if (topic === '') return [refuse('topic.missing', text('There is no topic.', '没有填写主题。'), text('Choose one from the list, or type it.', '请从列表选择或直接输入。'))]
  if (!hasOpenPart(topic)) return []
  return [
    refuse(
      'topic.open-part',
      text('The topic still has a part to be filled in.', '主题里还有没填的占位部分。'),
      text('Put the real name in place of ${…} or <…>.', '请把 ${…} 或 <…> 换成实际名称。'),
    ),
  ]
}
