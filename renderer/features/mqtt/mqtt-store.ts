import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions, ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import type { PayloadFormat } from '../../../shared/mqtt/payload-formats/payload-formats.ts'
import type { BrokerForm } from './connections/broker-form.ts'
import type { ListFilter } from './messages/list-filter.ts'
import { noMessages, type MessagePages } from './messages/message-pages.ts'

/** A topic to subscribe to at once, and one to offer for publishing. */
export type Topics = { readonly subscribe?: string; readonly publish?: string }

export type MqttState = {
  readonly connections: readonly ConnectionInfo[]
  readonly activeId: string | null
  /** By connection. They tell by themselves that they have grown. */
  readonly messages: Readonly<Record<string, MessagePages>>
  /** The first message that is shown after somebody cleared the view, by connection. */
  readonly clearedBefore: Readonly<Record<string, number>>
  readonly filters: Readonly<Record<string, ListFilter>>
  /** Which view of the messages is in front, by connection. */
  readonly views: Readonly<Record<string, string>>
  /** `seq` of the message whose payload is open, by connection. */
  readonly selected: Readonly<Record<string, number | null>>
  /** How the messages of a topic are shown once somebody has chosen it, by topic: a device sends the same to every broker. */
  readonly formats: Readonly<Record<string, PayloadFormat | undefined>>
  /** The connection form; null while it is closed. */
  readonly form: BrokerForm | null
  /** Topics to take up once the form has connected. */
  readonly formTopics: Topics | null
  readonly isConnecting: boolean
  readonly formFailure: Failure | null
  /** Of publishing, subscribing, disconnecting. */
  readonly failure: Failure | null
}

export const mqttStore = createStore<MqttState>(() => ({
  connections: [],
  activeId: null,
  messages: {},
  clearedBefore: {},
  filters: {},
  views: {},
  selected: {},
  formats: {},
  form: null,
  formTopics: null,
  isConnecting: false,
  formFailure: null,
  failure: null,
}))

export const useMqtt = <T>(select: (state: MqttState) => T): T => useStore(mqttStore, select)

export const activeConnection = (state: MqttState): ConnectionInfo | undefined =>
  state.connections.find((connection) => connection.id === state.activeId)

export const messagesOf = (state: MqttState, id: string): MessagePages => state.messages[id] ?? noMessages

/**
 * What was connected with, secrets included, so that reconnecting asks nobody again: the program never sends them back.
 * In this page's memory only, outside the store, so that nothing that prints the store prints them.
 */
export const usedOptions = new Map<string, BrokerOptions>()
