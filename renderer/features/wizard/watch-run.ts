import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'
import { brokerOptionsOf } from './broker-options.ts'
import { composedNow } from './compose-form.ts'

/** Whether a second client harms nothing: most clouds give a device one connection, and a login signed for its client ID. */
export const mayWatch = ({ plan }: Pick<WizardRun, 'plan'>): boolean => catalogueNow().findCloud(plan.cloud)?.rules.connectionsPerDevice !== 1

/** The modem's topics that are of interest; left out, the plan's. */
type Topics = { readonly publishTopic?: string | undefined; readonly subscribeTopic?: string | undefined }

/** The second client: this PC on the run's broker, so that both directions can be watched. */
export function watchRun({ plan }: WizardRun, { publishTopic = plan.job.exchange.publishTopic, subscribeTopic = plan.job.exchange.subscribeTopic }: Topics = {}): void {
  // The other way round: what the modem publishes is heard here, and what it hears is spoken here.
  setIntent('mqttTopics', {
    ...(publishTopic !== undefined && { subscribe: publishTopic }),
    ...(subscribeTopic !== undefined && !/[+#]/.test(subscribeTopic) && { publish: subscribeTopic }),
  })
  setIntent('connectMqtt', { options: { ...brokerOptionsOf(plan.job, composedNow().plan?.job), cloud: plan.cloud } })
  showPanel('mqtt')
}
