import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket as NodeWebSocket, WebSocketServer, type WebSocket as ServerSocket } from 'ws'
import { CallError } from '../../shared/contract/channel.ts'
import { decode, encode } from '../../shared/contract/codec.ts'
import type { LinkState } from './bridge.ts'
import { readPicked } from './file-input.ts'
import { createRpcClient } from './rpc-client.ts'
import { createSocketChannel, type SocketChannel } from './socket-channel.ts'

// A real WebSocket on loopback; the program behind it answers by hand.
let server: WebSocketServer
let channel: SocketChannel
let port: number

const listen = async (at: number) => {
  server = new WebSocketServer({ host: '127.0.0.1', port: at })
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
}
const stopServer = async () => {
  for (const client of server.clients) client.terminate()
  server.close()
  await once(server, 'close')
}
const nextClient = async () => (await once(server, 'connection'))[0] as ServerSocket
const nextRequest = async (client: ServerSocket) => decode(String((await once(client, 'message'))[0])) as { i: string; m: string; a: unknown[] }
const open = () => (channel = createSocketChannel(`ws://127.0.0.1:${port}/rpc`, NodeWebSocket as unknown as typeof WebSocket))

/** Resolves with the states so far once the last of `expected` has come. */
const states = (link: SocketChannel, count: number) =>
  new Promise<LinkState[]>((resolve) => {
    const seen: LinkState[] = []
    link.onState((state) => {
      seen.push(state)
      if (seen.length === count) resolve(seen)
    })
  })

beforeEach(() => listen(0))
afterEach(async () => {
  channel.close()
  await stopServer()
})

it('carries a call with bytes and its answer', async () => {
  const connection = nextClient()
  const client = createRpcClient(open())
  await channel.opened
  const program = await connection
  const request = nextRequest(program)
  const answer = client.call('serial.write', 's1', new Uint8Array([1, 2]))
  const { i, m, a } = await request
  expect([m, a]).toStrictEqual(['serial.write', ['s1', new Uint8Array([1, 2])]])
  program.send(encode({ t: 's', i, r: { ok: true, value: null } }))
  expect(await answer).toStrictEqual({ ok: true, value: null })
})

it('leaves out what was left out at the end', async () => {
  const connection = nextClient()
  const client = createRpcClient(open())
  await channel.opened
  const program = await connection
  const request = nextRequest(program)
  const answer = client.call('wizard.start', 's1', 'quectel-ec20', 'mqtt', {}, undefined)
  const { i, a } = await request
  expect(a).toStrictEqual(['s1', 'quectel-ec20', 'mqtt', {}])
  program.send(encode({ t: 's', i, r: { ok: true, value: null } }))
  await answer
})

it('tells an event to every listener, though one of them fails, and to none that has left', async () => {
  const connection = nextClient()
  const client = createRpcClient(open())
  const seen: string[] = []
  const stop = client.on('mqtt.didRemoveConnection', (id) => seen.push(`left ${id}`))
  stop()
  const arrived = new Promise<void>((resolve) => {
    client.on('mqtt.didRemoveConnection', (id) => {
      seen.push(id)
      resolve()
    })
  })
  ;(await connection).send(encode({ t: 'q', m: 'mqtt.didRemoveConnection', a: ['c1'] }))
  await arrived
  expect(seen).toStrictEqual(['c1'])
})

it('fails what is under way when the link is lost, refuses what comes after at once, and comes back by itself', async () => {
  const connection = nextClient()
  const client = createRpcClient(open())
  await channel.opened
  channel.onState((state) => {
    if (state === 'lost') client.rejectPending()
  })
  const request = nextRequest(await connection)
  const underWay = client.call('serial.sessions').catch((error: unknown) => error)
  await request
  const lostAndFound = states(channel, 2)
  await stopServer()
  const lost = new CallError('link.lost', 'The connection to the program was lost before it answered.')
  expect(await underWay).toStrictEqual(lost)
  await expect(client.call('serial.sessions')).rejects.toStrictEqual(lost)

  await listen(port)
  expect(await lostAndFound).toStrictEqual(['lost', 'connected'])
  const [again] = [...server.clients]
  if (!again) throw new Error('nobody came back')
  const secondRequest = nextRequest(again)
  const answer = client.call('serial.sessions')
  again.send(encode({ t: 's', i: (await secondRequest).i, r: [] }))
  expect(await answer).toStrictEqual([])
})

it('tells once that the link is lost, however often it tries', async () => {
  open()
  await channel.opened
  const seen = states(channel, 2)
  await stopServer()
  // Answers the first try with a refusal, as a program would that has started anew with another token.
  await listen(port)
  let refusals = 0
  server.options.verifyClient = () => ++refusals > 1
  expect(await seen).toStrictEqual(['lost', 'connected'])
  expect(refusals).toBe(2)
})

it('turns whatever a call is refused with into a CallError', async () => {
  const connection = nextClient()
  const client = createRpcClient(open())
  await channel.opened
  const program = await connection
  const request = nextRequest(program)
  const answer = client.call('serial.sessions').catch((error: unknown) => error)
  program.send(encode({ t: 's', i: (await request).i, e: { code: 'bad-request', message: 'no' } }))
  expect(await answer).toStrictEqual(new CallError('bad-request', 'no'))
})

it('reads a picked file of up to 1 MiB and refuses one byte more', async () => {
  const bytes = new Uint8Array(1024 * 1024).fill(7)
  const picked = await readPicked(new File([bytes], 'ca.pem'))
  expect([picked.name, Buffer.compare(picked.bytes, bytes)]).toStrictEqual(['ca.pem', 0])
  await expect(readPicked(new File([bytes, 'x'], 'big.pem'))).rejects.toMatchObject({ code: 'file.too-large' })
})
