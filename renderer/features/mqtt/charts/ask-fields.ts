import type { TopicFields } from '../../../../shared/contract/mqtt-charts.ts'
import { numberFormats } from '../../../../shared/mqtt/numbers/numeric-fields.ts'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { showView } from '../messages/message-actions.ts'
import { mqttStore } from '../mqtt-store.ts'
import { changeChart, chartsStore, freshChart, withLinesOf } from './charts-store.ts'
import { suggestedFields } from './suggested-fields.ts'

const none: TopicFields = { format: null, fields: [] }

/** The numbers in the last message of a topic, in the format that was chosen for it, or in the one in which there are any. */
export async function askFields(connectionId: string, topic: string, chosen: PayloadFormat | undefined): Promise<TopicFields> {
  if (topic === '') return none
  const format = numberFormats.find((one) => one === chosen) ?? null
  const result = await attempt(() => bridge().call('mqttCharts.fields', connectionId, topic, format))
  return result.ok ? result.value : none
}

/** Brings the chart to the front with the numbers of a topic; those that were chosen of it before, or those that are most likely wanted. */
export async function chartTopic(connectionId: string, topic: string): Promise<void> {
  const { lines } = chartsStore.getState()[connectionId] ?? freshChart
  changeChart(connectionId, { topic })
  showView(connectionId, 'chart')
  if (lines.some((line) => line.topic === topic)) return
  const { format, fields } = await askFields(connectionId, topic, mqttStore.getState().formats[topic])
  if (format) changeChart(connectionId, { lines: withLinesOf(lines, topic, suggestedFields(fields).map(({ path }) => ({ topic, path, format }))), range: null })
}
