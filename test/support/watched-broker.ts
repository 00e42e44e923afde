import { connectAsync, type MqttClient } from 'mqtt'
import type { RpcClient } from '../../renderer/bridge/rpc-client.ts'
import { connectPage } from './connect-page.ts'
import { startTlsBroker } from './mosquitto-tls.ts'
import { base } from './mqtt-client-bench.ts'
import { valueOf } from './value-of.ts'

/** A real broker, a device that publishes on it, and a connection of the program behind `url` that watches everything. */
export type WatchedBroker = {
  readonly device: MqttClient
  readonly program: RpcClient
  readonly connectionId: string
  readonly stop: () => Promise<void>
}

export async function watchBroker(url: string, version: 4 | 5 = 4): Promise<WatchedBroker> {
  const broker = await startTlsBroker()
  const device = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { clientId: 'device', protocolVersion: version })
  const { client, channel } = await connectPage(url)
  const { id } = valueOf(await client.call('mqtt.connect', { ...base, name: 'bench', port: broker.port, version }))
  valueOf(await client.call('mqtt.subscribe', id, '#', 1))
  return {
    device,
    program: client,
    connectionId: id,
    stop: async () => {
      await device.endAsync(true)
      channel.close()
      await broker.stop()
    },
  }
}
