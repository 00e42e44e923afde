import type { Disposer } from '../../../shared/contract/failure.ts'
import type { MqttMessage } from '../../../shared/contract/mqtt.ts'
import { intentsStore, takeIntent } from '../../app/intents.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { withList } from './connections/connection-list.ts'
import { appendMessages, emptyLog, hasGap, messageLimit, restarted } from './messages/message-log.ts'
import { connectFor, noteRemoved } from './connections/connection-actions.ts'
import { noteConnection } from './connections/connection-answer.ts'
import { logOf, mqttStore } from './mqtt-store.ts'

const { getState, setState } = mqttStore

function append(id: string, messages: readonly MqttMessage[]): void {
  const log = logOf(getState(), id)
  const next = appendMessages(log, messages)
  if (next !== log) setState((state) => ({ logs: { ...state.logs, [id]: next } }))
}

function takeConnect(): void {
  const wish = takeIntent('connectMqtt')
  if (wish) void connectFor(wish.options, takeIntent('mqttTopics'), wish.isWhole)
}

/** Follows connections and messages while the panel is there. Events carry on from a snapshot; a gap asks for another. */
export function attachMqtt(from: Bridge): Disposer {
  const asking = new Map<string, Promise<void>>()

  const ask = async (id: string): Promise<void> => {
    try {
      const next = logOf(getState(), id).nextSeq
      let result = await from.call('mqtt.messages', id, next, messageLimit)
      if (!result.ok) return
      if (restarted(logOf(getState(), id), result.value.nextSeq)) setState((state) => ({ logs: { ...state.logs, [id]: emptyLog } }))
      // The page holds the newest only.
      const newest = result.value.nextSeq - messageLimit
      if (newest > next) result = await from.call('mqtt.messages', id, newest, messageLimit)
      if (result.ok) append(id, result.value.messages)
    } catch {
      // The link is gone; `connected` asks again.
    }
  }

  /** Everybody who misses messages of a connection waits for the same snapshot. */
  const catchUp = (id: string): Promise<void> => {
    const asked = asking.get(id) ?? ask(id).finally(() => asking.delete(id))
    asking.set(id, asked)
    return asked
  }

  const refresh = async (): Promise<void> => {
    const connections = await from.call('mqtt.connections')
    setState((state) => withList(state, connections))
    await Promise.all(connections.map(({ id }) => catchUp(id)))
  }

  void refresh().catch(() => {})
  takeConnect()
  const disposers = [
    from.on('mqtt.didChangeConnection', noteConnection),
    from.on('mqtt.didRemoveConnection', noteRemoved),
    from.on('mqtt.didReceive', (id, messages) => {
      // These messages are in the snapshot or come right after it; appending takes each once.
      if (hasGap(logOf(getState(), id), messages)) void catchUp(id).then(() => append(id, messages))
      else append(id, messages)
    }),
    from.onLinkState((state) => {
      if (state === 'connected') void refresh().catch(() => {})
    }),
    intentsStore.subscribe(takeConnect),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
