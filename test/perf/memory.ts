import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { CDPSession } from '@playwright/test'
import { WebSocket as NodeWebSocket } from 'ws'
import type { LaunchedServer } from '../support/launch-server.ts'

export type Memory = { readonly rss: number; readonly heap: number }

/** MB of the program and of the page after both have collected their garbage. The program must run with `--inspect`; without a client it costs nothing. */
export async function measureMemory(server: LaunchedServer, cdp: CDPSession): Promise<Memory> {
  // Node's own inspector, which speaks as the browser's does.
  const socket = new NodeWebSocket(/ws:\/\/\S+/.exec(server.output())?.[0] ?? 'ws://no-inspector')
  await once(socket, 'open')
  socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }))
  await Promise.all([cdp.send('HeapProfiler.collectGarbage'), once(socket, 'message')])
  socket.terminate()
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return { rss: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1000, heap: usedSize / 1e6 }
}

export const change = (from: number, to: number): string => `${from.toFixed(0)} to ${to.toFixed(0)}: ${(to - from).toFixed(0)}`
