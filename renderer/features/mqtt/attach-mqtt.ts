import type { Disposer } from '../../../shared/contract/failure.ts'
import { intentsStore, takeIntent } from '../../app/intents.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { connectFor, noteRemoved } from './connections/connection-actions.ts'
import { attachCounts } from './cards/counts-store.ts'
import { attachWorkspaces } from './cards/workspace-store.ts'
import { forgetChart } from './charts/charts-store.ts'
import { noteConnection } from './connections/connection-answer.ts'
import { withList } from './connections/connection-list.ts'
import { noteExtent } from './messages/message-actions.ts'
import { mqttStore } from './mqtt-store.ts'
import { forgetPackets } from './packets/packets-store.ts'
import { forgetTopics } from './topics/topics-store.ts'

const { setState } = mqttStore

function takeConnect(): void {
  const wish = takeIntent('connectMqtt')
  if (wish) void connectFor(wish.options, takeIntent('mqttTopics'), wish.isWhole)
}

/** Follows connections, and how many messages they have, while the panel is there. */
export function attachMqtt(from: Bridge): Disposer {
  const askExtent = async (id: string): Promise<void> => {
    const result = await from.call('mqtt.messages', id, 0, 1, 0)
    if (result.ok) noteExtent(id, result.value)
  }

  const refresh = async (): Promise<void> => {
    const connections = await from.call('mqtt.connections')
    setState((state) => withList(state, connections))
    await Promise.all(connections.map(({ id }) => askExtent(id)))
  }

  // A link that is gone asks again when it is back.
  const refreshIfLinked = (): void => void refresh().catch(() => {})

  refreshIfLinked()
  takeConnect()
  const disposers = [
    from.on('mqtt.didChangeConnection', noteConnection),
    from.on('mqtt.didRemoveConnection', (id) => {
      noteRemoved(id)
      for (const forget of [forgetTopics, forgetChart, forgetPackets]) forget(id)
    }),
    from.on('mqtt.didGrow', noteExtent),
    attachWorkspaces(from),
    attachCounts(from),
    from.onLinkState((state) => {
      if (state === 'connected') refreshIfLinked()
    }),
    intentsStore.subscribe(takeConnect),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
