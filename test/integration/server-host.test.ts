import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RpcClient } from '../../renderer/bridge/rpc-client.ts'
import type { SocketChannel } from '../../renderer/bridge/socket-channel.ts'
import type { Chunk } from '../../shared/contract/serial.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { concat, fromUtf8, utf8 } from '../../shared/text/bytes.ts'
import { connectPage } from '../support/connect-page.ts'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'

// The built server in a process of its own, with every service real, spoken to through the page's own end of the bridge.
let server: LaunchedServer
const channels: SocketChannel[] = []

async function connect(): Promise<RpcClient> {
  const { client, channel } = await connectPage(server.url)
  channels.push(channel)
  return client
}

beforeEach(async () => {
  server = await launchServer()
})
afterEach(async () => {
  for (const channel of channels.splice(0)) channel.close()
  await server.stop()
})

/** Resolves once what came in ends with `text`. */
function received(client: RpcClient, text: string): Promise<string> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = []
    client.on('serial.didReceive', (_, chunks: Chunk[]) => {
      for (const chunk of chunks) if (chunk.direction === 'in') parts.push(chunk.bytes)
      const all = fromUtf8(concat(parts))
      if (all.endsWith(text)) resolve(all)
    })
  })
}

it('opens a practice modem, carries bytes both ways, and shows the same session to a second page', async () => {
  const [first, second] = [await connect(), await connect()]
  expect(await first.call('host.info')).toMatchObject({ name: 'server', capabilities: { nativeFileDialog: false, showInFolder: false } })
  const [seenByFirst, seenBySecond] = [received(first, '\r\nOK\r\n'), received(second, '\r\nOK\r\n')]
  const opened = await first.call('serial.open', 'practice:quectel-ec20', defaultLineSettings)
  if (!opened.ok) throw new Error(opened.failure.what.en)
  expect(await first.call('serial.write', opened.value.id, utf8('AT\r'))).toStrictEqual({ ok: true, value: null })
  expect(await seenByFirst).toContain('AT\r')
  expect(await seenBySecond).toBe(await seenByFirst)
  expect((await second.call('serial.sessions')).map(({ id }) => id)).toStrictEqual([opened.value.id])
})

it('flushes the recording and ends in time when it is told to', async () => {
  const client = await connect()
  const opened = await client.call('serial.open', 'practice:quectel-ec20', defaultLineSettings)
  if (!opened.ok) throw new Error(opened.failure.what.en)
  await client.call('serial.write', opened.value.id, utf8('AT\r'))
  const { file } = opened.value.recording
  expect(file.startsWith(join(server.dataDir, 'recordings'))).toBe(true)
  const before = Date.now()
  await server.terminate()
  expect(Date.now() - before).toBeLessThan(4000)
  expect((await readFile(file)).includes('AT\r')).toBe(true)
  expect(await readdir(join(server.dataDir, 'recordings'))).toHaveLength(1)
})

it('says that the port that was asked for is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const entry = fileURLToPath(new URL('../../out/main/server.js', import.meta.url))
  const child = spawn(process.execPath, [entry, '--no-open', '--port', port, '--data', server.dataDir], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()))
  const [code] = (await once(child, 'close')) as [number]
  other.close()
  expect([code, complaint]).toStrictEqual([1, `Port ${port} is taken by another program; choose another with --port.\n`])
})

it.each([
  [['--port', 'http'], '--port takes a number from 0 to 65535\n'],
  [['--port', '0', '--host', '0.0.0.0'], 'Listening on 0.0.0.0 lets other machines in; add --allow-remote if that is meant.\n'],
])('refuses %j in words', async (args, words) => {
  const entry = fileURLToPath(new URL('../../out/main/server.js', import.meta.url))
  const child = spawn(process.execPath, [entry, '--no-open', '--data', server.dataDir, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect([code, complaint]).toStrictEqual([2, words])
})
