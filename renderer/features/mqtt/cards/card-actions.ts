import type { ConnectionInfo, Qos, SubscriptionOptions } from '../../../../shared/contract/mqtt.ts'
import { addCard, canAdd, changeSubscription, changeTemplate, closeCard, dropSubscription, keepSubscription, publishersIn, subscribersIn, subscriptionsOf } from '../../../../shared/mqtt/workspace/arrange.ts'
import { newPublisher, plainOptions, type KeptSubscription, type Template, type Workspace } from '../../../../shared/mqtt/workspace/schema.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { newId } from '../../quick-commands/new-id.ts'
import { noteAnswer } from '../connections/connection-answer.ts'
import { mqttStore } from '../mqtt-store.ts'
import { changeWorkspace, keyOf, loadWorkspace, workspaceStore } from './workspace-store.ts'

const connectionOf = (id: string): ConnectionInfo | undefined => mqttStore.getState().connections.find((connection) => connection.id === id)

/** The key of a connection's workspace once that is there; undefined where the connection is gone. */
async function readyKey(connectionId: string): Promise<string | undefined> {
  const connection = connectionOf(connectionId)
  if (!connection) return undefined
  const key = keyOf(connection)
  await loadWorkspace(key).catch(() => {})
  return key
}

const workspaceOf = (key: string): Workspace | undefined => workspaceStore.getState().byKey[key]?.workspace

/** What another part of the program wants to be published: in the first publisher. */
export async function offerToPublish(connectionId: string, offered: Partial<Template>): Promise<void> {
  const key = await readyKey(connectionId)
  if (key === undefined) return
  changeWorkspace(key, (workspace) => {
    const first = publishersIn(workspace)[0]
    return first ? changeTemplate(workspace, first.id, offered) : workspace
  })
}

/** By workspace, the card that was added for a message that is to be changed and sent again. */
const asideCards = new Map<string, string>()

/** A message to be changed and sent: in a publisher that holds nothing, else in one that is added for that, so that nothing that was typed is lost. */
export async function offerAside(connectionId: string, offered: Partial<Template>): Promise<void> {
  const key = await readyKey(connectionId)
  if (key === undefined) return
  const fresh = newId()
  changeWorkspace(key, (workspace) => {
    const publishers = publishersIn(workspace)
    const target =
      publishers.find(({ id }) => id === asideCards.get(key)) ?? publishers.find(({ template: { topic, payload } }) => topic === '' && payload === '') ?? (canAdd(workspace) ? null : publishers[0])
    if (target === null) asideCards.set(key, fresh)
    const id = target?.id ?? fresh
    return changeTemplate(target === null ? addCard(workspace, newPublisher(id)) : workspace, id, offered)
  })
}

/** A subscription that is to be kept; without a card it stands in the first. Answers whether the broker granted it. */
export async function subscribeTo(connectionId: string, filter: string, qos: Qos, cardId?: string, options: SubscriptionOptions = plainOptions): Promise<boolean> {
  const key = await readyKey(connectionId)
  const workspace = key === undefined ? undefined : workspaceOf(key)
  if (key !== undefined && workspace) {
    const before = workspace.subscriptions.find((one) => one.filter === filter)
    const kept: KeptSubscription = {
      filter,
      colour: 'none',
      alias: '',
      format: null,
      ...before,
      cardId: cardId ?? before?.cardId ?? subscribersIn(workspace)[0]?.id ?? '',
      qos,
      options,
      isOn: true,
    }
    changeWorkspace(key, (now) => keepSubscription(now, kept))
  }
  const result = await attempt(() => bridge().call('mqtt.subscribe', connectionId, filter, qos, options))
  // A filter over which the broker ended the connection would end it again at every return.
  if (!result.ok && result.failure.code === 'mqtt.cut-while-waiting' && key !== undefined) changeWorkspace(key, (now) => changeSubscription(now, filter, { isOn: false }))
  return noteAnswer(result)
}

/** Off: it stays in its card. */
export async function switchOff(connection: ConnectionInfo, filter: string): Promise<void> {
  changeWorkspace(keyOf(connection), (workspace) => changeSubscription(workspace, filter, { isOn: false }))
  await unsubscribe(connection, filter)
}

export async function unsubscribeFrom(connection: ConnectionInfo, filter: string): Promise<void> {
  changeWorkspace(keyOf(connection), (workspace) => dropSubscription(workspace, filter))
  await unsubscribe(connection, filter)
}

async function unsubscribe(connection: ConnectionInfo, filter: string): Promise<void> {
  if (!connectionOf(connection.id)?.subscriptions.some(({ topic }) => topic === filter)) return
  noteAnswer(await attempt(() => bridge().call('mqtt.unsubscribe', connection.id, filter)))
}

/** With its subscriptions, and what it was sending at an interval. */
export async function closeCardOf(connection: ConnectionInfo, cardId: string): Promise<void> {
  const key = keyOf(connection)
  const workspace = workspaceOf(key)
  if (!workspace) return
  const gone = workspace.cards.some(({ id, kind }) => id === cardId && kind === 'subscriber') ? subscriptionsOf(workspace, cardId) : []
  changeWorkspace(key, (now) => closeCard(gone.reduce((sum, { filter }) => dropSubscription(sum, filter), now), cardId, newId()))
  void attempt(() => bridge().call('mqttSending.forget', connection.id, cardId))
  for (const { filter } of gone) await unsubscribe(connection, filter)
}
