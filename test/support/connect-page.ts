import { WebSocket as NodeWebSocket } from 'ws'
import { createRpcClient, type RpcClient } from '../../renderer/bridge/rpc-client.ts'
import { createSocketChannel, type SocketChannel } from '../../renderer/bridge/socket-channel.ts'

export type ConnectedPage = { readonly client: RpcClient; readonly channel: SocketChannel }

/** The page's own end of the bridge to a server host, without a page. `url` carries the server's token. */
export async function connectPage(url: string): Promise<ConnectedPage> {
  const { origin } = new URL(url)
  const welcome = await fetch(url, { redirect: 'manual' })
  const cookie = welcome.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  class PageSocket extends NodeWebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin } })
    }
  }
  const channel = createSocketChannel(`${origin.replace('http', 'ws')}/rpc`, PageSocket as unknown as typeof WebSocket)
  await channel.opened
  return { client: createRpcClient(channel), channel }
}
