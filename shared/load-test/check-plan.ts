import type { Failure } from '../contract/failure.ts'
import { loadLimits, type LoadPlan } from '../contract/load-test.ts'
import { checkTopicName } from '../mqtt/topic-rules.ts'
import { text, type Text } from '../text/local-text.ts'

type Size = Pick<LoadPlan, 'publishers' | 'subscribers' | 'rate' | 'payloadBytes' | 'delivery'>

/** Deliveries a second that a plan asks of the broker. */
export const deliveriesPerSecond = ({ subscribers, rate, delivery }: Size): number => (delivery === 'all' ? rate * subscribers : subscribers > 0 ? rate : 0)

/** What the single limits of the fields cannot say. Null: it can be run. */
export function checkPlan(plan: Size & Pick<LoadPlan, 'topic'>): Failure | null {
  const clients = plan.publishers + plan.subscribers
  if (clients > loadLimits.clients) {
    return failure(
      'too-many-clients',
      text(`${clients} clients are more than ${loadLimits.clients}`, `客户端共 ${clients} 个，超过上限 ${loadLimits.clients}`),
      text('Take fewer publishers or subscribers.', '请减少发布端或订阅端的数量。'),
    )
  }
  const deliveries = deliveriesPerSecond(plan)
  if (deliveries > loadLimits.rate) {
    return failure(
      'too-many-deliveries',
      text(
        `${plan.rate} messages a second to each of ${plan.subscribers} subscribers are ${deliveries} deliveries a second; at most ${loadLimits.rate} are made`,
        `每秒 ${plan.rate} 条消息，${plan.subscribers} 个订阅端全收，等于每秒下发 ${deliveries} 条，上限为 ${loadLimits.rate}`,
      ),
      text('Take a lower rate, fewer subscribers, or one subscriber for each message.', '请降低速率、减少订阅端，或改为每条消息只由一个订阅端接收。'),
    )
  }
  const throughput = (plan.rate + deliveries) * plan.payloadBytes
  if (throughput > loadLimits.throughput) {
    const megabytes = Math.round(throughput / 1024 / 1024)
    return failure(
      'too-much-data',
      text(`That is ${megabytes} MB a second; at most ${loadLimits.throughput / 1024 / 1024} are made`, `数据量达每秒 ${megabytes} MB，上限为 ${loadLimits.throughput / 1024 / 1024} MB`),
      text('Take smaller payloads or a lower rate.', '请减小消息大小或降低速率。'),
    )
  }
  return checkTopicName(`${plan.topic}/0`)
}

const failure = (name: string, what: Text, next: Text): Failure => ({ code: `load-test.${name}`, stage: 'mqtt', what, next })
