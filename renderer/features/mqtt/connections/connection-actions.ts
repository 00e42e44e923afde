import type { BrokerOptions, ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import type { Result } from '../../../../shared/contract/failure.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { offerToPublish, subscribeTo } from '../cards/card-actions.ts'
import { mqttStore, usedOptions, type Topics } from '../mqtt-store.ts'
import { isIncomplete } from './broker-form.ts'
import { noteAnswer, noteConnection } from './connection-answer.ts'
import { deadTwins, withoutConnection } from './connection-list.ts'
import { openForm } from './form-actions.ts'

const { getState, setState } = mqttStore

export const selectConnection = (id: string): void => setState({ activeId: id, failure: null })
export const dismissFailure = (): void => setState({ failure: null })

export function noteRemoved(id: string): void {
  usedOptions.delete(id)
  const { [id]: _gone, ...messages } = getState().messages
  setState((state) => ({ ...withoutConnection(state, id), messages }))
}

export async function connect(options: BrokerOptions, savedId?: string): Promise<Result<ConnectionInfo>> {
  setState({ isConnecting: true, formFailure: null, failure: null })
  try {
    for (const { id } of deadTwins(getState().connections, options, savedId)) await remove(id)
    const result = await attempt(() => bridge().call('mqtt.connect', options, ...(savedId === undefined ? [] : [savedId])))
    const twin = result.ok ? result.value : deadTwins(getState().connections, options, savedId).at(-1)
    if (twin) usedOptions.set(twin.id, options)
    if (result.ok) noteConnection(result.value)
    return result
  } finally {
    setState({ isConnecting: false })
  }
}

/** The same connection again. Its cards and subscriptions come along by themselves; a password that only another page knows is asked for. */
export async function reconnect(info: ConnectionInfo): Promise<void> {
  const used = usedOptions.get(info.id)
  const options = used ?? info.options
  if (!used && isIncomplete(options)) return openForm(options)
  await connect(options, info.savedId)
}

/** Another part of the program wants this connection seen: at once where nothing is missing, else through the form. */
export async function connectFor(options: BrokerOptions, topics: Topics | null, isWhole = false): Promise<void> {
  const known = getState().connections.find(
    ({ state, options: other }) => state === 'connected' && other.host === options.host && other.port === options.port && other.clientId === options.clientId,
  )
  if (!known && !isWhole && isIncomplete(options)) return openForm(options, topics)
  if (known) selectConnection(known.id)
  const result = known ? { ok: true as const, value: known } : await connect(options)
  if (result.ok) await takeUpTopics(result.value, topics)
}

export async function takeUpTopics({ id, subscriptions }: ConnectionInfo, topics: Topics | null): Promise<void> {
  const { subscribe, publish: offered } = topics ?? {}
  if (offered !== undefined) await offerToPublish(id, { topic: offered })
  if (subscribe !== undefined && !subscriptions.some(({ topic }) => topic === subscribe)) await subscribeTo(id, subscribe, 1)
}

export async function disconnect(id: string): Promise<void> {
  noteAnswer(await attempt(() => bridge().call('mqtt.disconnect', id)))
}

export async function remove(id: string): Promise<void> {
  const result = await attempt(() => bridge().call('mqtt.remove', id))
  if (result.ok) noteRemoved(id)
  else setState({ failure: result.failure })
}
