import type { Failure } from '../../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../../shared/contract/mqtt.ts'
import { changeSettings } from '../../settings/settings-store.ts'
import { mqttStore } from '../mqtt-store.ts'
import { toOptions, toRemember } from './broker-form.ts'
import { connect, takeUpTopics } from './connection-actions.ts'
import { saveForm } from './saved/saved-actions.ts'
import { newTarget, savedStore } from './saved/saved-store.ts'

const { getState, setState } = mqttStore

/** Saves what the form holds, then connects. The form stays open with the reason when the broker refuses; what is saved is not lost by that. */
export async function submitForm(): Promise<void> {
  const { form, formTopics } = getState()
  const options = form && toOptions(form)
  if (!form || !options) return
  changeSettings({ mqttForm: toRemember(form) })
  const saved = await saveForm(options)
  const { target } = savedStore.getState()
  const result = await connect(options, saved?.id)
  // Cancelled meanwhile and opened for another: that one is neither to be closed nor to be told what became of this.
  const isStill = savedStore.getState().target === target && getState().form !== null
  if (isStill) setState(result.ok ? { form: null } : { formFailure: result.failure })
  if (!result.ok) return
  await takeUpTopics(result.value, formTopics)
}

/** Without connecting. What the disk refuses is told in the form. */
export async function saveOnly(): Promise<void> {
  const { form } = getState()
  const options = form && toOptions(form)
  if (!form || !options) return
  changeSettings({ mqttForm: toRemember(form) })
  const saved = await saveForm(options)
  if (saved) setState({ form: null, formFailure: null })
  else setState({ formFailure: savedStore.getState().failure })
}

/** A connection that is ready without the form: kept, without its secrets, then connected. Answers with why it was refused. */
export async function connectNew(options: BrokerOptions): Promise<Failure | null> {
  savedStore.setState({ target: newTarget })
  const saved = await saveForm(options)
  const result = await connect(options, saved?.id)
  return result.ok ? null : result.failure
}
