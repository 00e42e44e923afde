import { createStore, useStore } from 'zustand'
import type { BrokerOptions } from '../../shared/contract/mqtt.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { Given } from '../../shared/signature/given.ts'

/** What one feature asks of another without knowing it. The receiver takes it (and so clears it) when it acts. */
export type Intents = {
  /** Put these values into the wizard's form and show it. */
  readonly fillWizard: { readonly modem: string; readonly cloud: string; readonly inputs: Inputs } | null
  /** Put these values into the signature calculator's form and show it. */
  readonly fillSignature: { readonly cloud: string; readonly operation: string; readonly inputs: Inputs } | null
  /** Find out what is wrong with this login, password included: it goes from one form to the other and nowhere else. */
  readonly checkLogin: Given | null
  /** Open an MQTT connection with these options and show it. `isWhole`: a password that is not there is left out on purpose. */
  readonly connectMqtt: { readonly options: BrokerOptions; readonly isWhole?: boolean } | null
  /** Put this broker and its login into the load test's form and show it. `savedId`: the saved connection that may know the secrets that are not there. */
  readonly loadTest: { readonly options: BrokerOptions; readonly savedId?: string | undefined } | null
  /** Goes with `connectMqtt` and is set before it: a topic to subscribe to at once, and one to offer for publishing. */
  readonly mqttTopics: { readonly subscribe?: string; readonly publish?: string } | null
}

/** Something that one feature can do for another for as long as it stands, such as watching the broker of a wizard's run. */
export type Offers = { readonly watch: { readonly broker: string; readonly open: () => void } | null }

const offersStore = createStore<Offers>(() => ({ watch: null }))

export const useOffers = <T>(select: (offers: Offers) => T): T => useStore(offersStore, select)

export const setOffer = <K extends keyof Offers>(name: K, value: Offers[K]): void => offersStore.setState({ [name]: value } as Pick<Offers, K>)

export const intentsStore = createStore<Intents>(() => ({ fillWizard: null, fillSignature: null, checkLogin: null, connectMqtt: null, loadTest: null, mqttTopics: null }))

export const setIntent = <K extends keyof Intents>(name: K, value: NonNullable<Intents[K]>): void =>
  intentsStore.setState({ [name]: value } as Pick<Intents, K>)

/** Answers the waiting intent and clears it, so that it is acted on once. */
export function takeIntent<K extends keyof Intents>(name: K): Intents[K] {
  const value = intentsStore.getState()[name]
  if (value !== null) intentsStore.setState({ [name]: null } as Pick<Intents, K>)
  return value
}
