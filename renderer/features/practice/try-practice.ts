import type { Result } from '../../../shared/contract/failure.ts'
import { fail, ok } from '../../../shared/contract/failure.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'
import { openSession } from '../../app/open-session.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { practiceInputs } from '../wizard/practice-inputs.ts'
import { practiceStore, startBroker } from './practice-store.ts'

const firstModem = 'quectel-ec20'
const firstCloud = 'mqtt'

/** Puts the running practice broker's values into the wizard. */
export function fillWizardFromPractice(modem: string): boolean {
  const { broker, clouds, modems } = practiceStore.getState()
  const { findCloud, findModem } = catalogueNow()
  const cloud = findCloud(firstCloud)
  const profile = findModem(modems.find(({ id }) => id === modem)?.profile ?? '')
  if (!broker || !cloud || !profile) return false
  setIntent('fillWizard', { modem: profile.id, cloud: cloud.id, inputs: practiceInputs({ broker, clouds }, profile, cloud, {}, freshCircumstances()) })
  showPanel('wizard')
  return true
}

/** One click from nothing to a filled wizard: broker, modem, values. Nothing is sent yet. */
export async function tryPractice(modem: string = firstModem): Promise<Result<null>> {
  const started = await startBroker()
  if (!started.ok) return started
  const opened = await openSession(`practice:${modem}`, defaultLineSettings)
  if (!opened.ok) return opened
  if (fillWizardFromPractice(modem)) return ok(null)
  return fail({
    code: 'practice.broker-gone',
    stage: 'cloud',
    what: text('The practice broker stopped before its values could be read.', '练习服务器在读取参数之前就停了。'),
    next: text('Start it again on the practice panel.', '请在练习台重新启动。'),
  })
}
