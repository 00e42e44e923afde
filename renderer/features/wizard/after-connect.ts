import { hasOpenPart } from '../../../shared/clouds/offered-topics.ts'
import type { SystemTopic } from '../../../shared/clouds/profile.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { Sending } from '../../../shared/wizard/exchange.ts'

type Kind = Sending['kind']

/** Topic and QoS are kept for either direction, so that looking at the other loses nothing. */
export type Draft = {
  readonly kind: Kind
  readonly topics: Readonly<Record<Kind, string>>
  readonly qos: Readonly<Record<Kind, 0 | 1 | 2>>
  readonly payload: string
}

type Known = Pick<WizardRun, 'plan' | 'topics'>

/** The plan's own topic first, then the cloud's of this direction. */
export function topicsFor({ plan, topics }: Known, kind: Kind): readonly SystemTopic[] {
  const { publishTopic, subscribeTopic, payload } = plan.job.exchange
  const own = kind === 'publish' ? publishTopic : subscribeTopic
  const offered = topics.filter(({ direction, topic }) => (direction === kind || direction === 'both') && !(kind === 'publish' && /[+#]/.test(topic)))
  if (own === undefined || offered.some(({ topic }) => topic === own)) return offered
  return [{ topic: own, direction: kind, title: text('Of this plan', '本流程使用的主题'), ...(kind === 'publish' && { payload }) }, ...offered]
}

export function firstDraft(run: Known): Draft {
  const { publishTopic, subscribeTopic, payload, qos, subscribeQos } = run.plan.job.exchange
  const whole = (kind: Kind): SystemTopic | undefined => topicsFor(run, kind).find(({ topic }) => !hasOpenPart(topic))
  const publish = publishTopic ?? whole('publish')?.topic ?? ''
  return {
    kind: 'publish',
    topics: { publish, subscribe: subscribeTopic ?? whole('subscribe')?.topic ?? '' },
    qos: { publish: qos, subscribe: subscribeQos },
    payload: payload === '' ? (whole('publish')?.payload ?? '') : payload,
  }
}

/** The chosen topic's example, where the message at hand is nobody's own: empty, or another topic's example. */
export function exampleFor(run: Known, topic: string, { payload }: Draft): string | undefined {
  const offered = topicsFor(run, 'publish')
  const isOwn = payload !== '' && !offered.some((each) => each.payload === payload)
  return isOwn ? undefined : offered.find((each) => each.topic === topic)?.payload
}
