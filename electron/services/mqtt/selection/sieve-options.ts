import { ok, type Result } from '../../../../shared/contract/failure.ts'
import type { MessageFilter } from '../../../../shared/contract/mqtt-messages.ts'
import { topicExpression, topicTextExpression } from '../../../../shared/mqtt/topic-expression.ts'
import { checkTopicFilter } from '../../../../shared/mqtt/topic-rules.ts'
import { searchExpression } from '../../../../shared/text/search-pattern.ts'
import type { SieveOptions } from './message-sieve.ts'

/** The expressions of a filter; fails with a code that names the field that is wrong. */
export function sieveOptions({ within, topic, payload, direction, retained }: MessageFilter): Result<SieveOptions> {
  const problem = topic?.kind === 'filter' ? checkTopicFilter(topic.value) : null
  if (problem) return { ok: false, failure: { ...problem, code: 'mqtt.bad-topic-filter' } }
  const expression = payload && searchExpression(payload)
  if (expression && !expression.ok) return { ok: false, failure: { ...expression.failure, code: 'mqtt.bad-payload-filter', stage: 'mqtt' } }
  return ok({
    within: within.map(topicExpression),
    topic: topic && (topic.kind === 'filter' ? topicExpression(topic.value) : topicTextExpression(topic.value)),
    payload: expression && expression.value,
    direction,
    retained,
  })
}
