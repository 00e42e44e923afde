import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'
import { brokerOptionsOf } from './broker-options.ts'
import { composedNow } from './compose-form.ts'

/** The second client: this PC on the run's broker, so that both directions can be watched. */
export function watchRun({ plan }: WizardRun): void {
  const { publishTopic, subscribeTopic } = plan.job.exchange
  // The other way round: what the modem publishes is heard here, and what it hears is spoken here.
  setIntent('mqttTopics', {
    ...(publishTopic !== undefined && { subscribe: publishTopic }),
    ...(subscribeTopic !== undefined && !/[+#]/.test(subscribeTopic) && { publish: subscribeTopic }),
  })
  setIntent('connectMqtt', { options: brokerOptionsOf(plan.job, composedNow().plan?.job) })
  showPanel('mqtt')
}
