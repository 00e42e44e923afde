import { z } from 'zod'
import { CallError, type Channel } from '../../shared/contract/channel.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { HostInfo } from '../../shared/contract/host.ts'
import { setBridge, type Bridge, type LinkState } from './bridge.ts'
import { pickWithFileInput } from './file-input.ts'
import { createRpcClient, type RpcClient } from './rpc-client.ts'
import { createSocketChannel } from './socket-channel.ts'

/** Put there by electron/preload; absent in a browser. */
declare global {
  interface Window {
    readonly atelier?: Channel
  }
}

/**
 * Finds the host that serves this page, connects, and sets `bridge()`. Keeps trying while the program does not answer:
 * without it the page has nothing to show. A later loss is told through `onLinkState`, and mended.
 */
export async function connect(): Promise<Bridge> {
  // zod compiles schemas with `new Function` where it can; the page's policy forbids that, and each try is logged as a violation.
  z.config({ jitless: true })
  const states = new Emitter<[state: LinkState]>()
  const client = createRpcClient(window.atelier ?? (await openSocket(states)))
  states.on((state) => {
    if (state === 'lost') client.rejectPending()
  })
  const host = await askHost(client, states)
  const bridge: Bridge = {
    call: client.call,
    on: client.on,
    onLinkState: states.on,
    host,
    pickFile: host.capabilities.nativeFileDialog ? (options) => client.call('host.pickFile', options) : pickWithFileInput,
  }
  setBridge(bridge)
  return bridge
}

/** A program that goes away within the first second of the page is waited for like any other time. */
async function askHost(client: RpcClient, states: Emitter<[state: LinkState]>): Promise<HostInfo> {
  const reconnected = new Promise<void>((resolve) => {
    const stop = states.on((state) => {
      if (state !== 'connected') return
      stop()
      resolve()
    })
  })
  try {
    return await client.call('host.info')
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'link.lost') throw error
    await reconnected
    return askHost(client, states)
  }
}

async function openSocket(states: Emitter<[state: LinkState]>): Promise<Channel> {
  const channel = createSocketChannel(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`)
  await channel.opened
  channel.onState((state) => states.fire(state))
  return channel
}
