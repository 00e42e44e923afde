import type { BrokerOptions } from '../../../../shared/contract/mqtt.ts'
import { settingsStore } from '../../settings/settings-store.ts'
import { asFurther, fromRemembered, newForm, toForm, type BrokerForm } from './broker-form.ts'
import { mqttStore, type Topics } from '../mqtt-store.ts'
import { newTarget, savedStore, type SaveTarget } from './saved/saved-store.ts'

const { getState, setState } = mqttStore

/** Opens the form: with given options, else with the server that was last filled in, else empty. `target`: the saved connection that it is. */
export function openForm(options?: BrokerOptions, formTopics: Topics | null = null, target: SaveTarget = newTarget): void {
  const form: BrokerForm = options ? toForm(options) : furtherForm()
  savedStore.setState({ target })
  setState({ form, formTopics, formFailure: null })
}

function furtherForm(): BrokerForm {
  const fresh = newForm(randomSuffix())
  const taken = [...savedStore.getState().connections, ...getState().connections].map(({ options }) => options)
  return asFurther(fromRemembered(settingsStore.getState().mqttForm, fresh), fresh, taken)
}

export const closeForm = (): void => setState({ form: null, formFailure: null })

export function changeForm(change: (form: BrokerForm) => BrokerForm): void {
  const { form } = getState()
  if (form) setState({ form: change(form), formFailure: null })
}

export const freshClientId = (): string => newForm(randomSuffix()).clientId

const randomSuffix = (): string => crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36).padStart(6, '0').slice(-6) ?? '1'
