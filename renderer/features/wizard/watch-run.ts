import { clouds } from '../../../shared/clouds/index.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { modems } from '../../../shared/modems/index.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'
import { brokerOptionsOf } from './broker-options.ts'
import { findById } from './find-by-id.ts'
import { effectiveInputs } from './form-fields.ts'
import { inputsOf, wizardStore } from './wizard-store.ts'

/** The second client: this PC on the run's broker, so that both directions can be watched. */
export function watchRun({ plan }: WizardRun): void {
  const { publishTopic, subscribeTopic } = plan.job.exchange
  // The other way round: what the modem publishes is heard here, and what it hears is spoken here.
  setIntent('mqttTopics', {
    ...(publishTopic !== undefined && { subscribe: publishTopic }),
    ...(subscribeTopic !== undefined && !/[+#]/.test(subscribeTopic) && { publish: subscribeTopic }),
  })
  const form = wizardStore.getState()
  const cloud = findById(clouds, form.cloudId)
  const composed = composePlan(findById(modems, form.modemId), cloud, effectiveInputs(cloud, inputsOf(form)))
  setIntent('connectMqtt', brokerOptionsOf(plan.job, composed.plan?.job))
  showPanel('mqtt')
}
