import { describe, expect, it } from 'vitest'
import { createRpcClient } from '../../renderer/bridge/rpc-client.ts'
import { CallError, type Channel } from '../../shared/contract/channel.ts'
import { decode, encode } from '../../shared/contract/codec.ts'
import { Emitter } from '../../shared/contract/emitter.ts'
import type { Method } from '../../shared/contract/index.ts'
import { createScriptedApp } from '../../test/support/scripted-app.ts'
import { expose } from './expose.ts'

/** Two ends in memory; messages go through the codec, as on a WebSocket. */
function channelPair(): { readonly program: Channel; readonly page: Channel } {
  const toProgram = new Emitter<[message: unknown]>()
  const toPage = new Emitter<[message: unknown]>()
  return {
    program: { post: (message) => toPage.fire(decode(encode(message))), onMessage: toProgram.on },
    page: { post: (message) => toProgram.fire(decode(encode(message))), onMessage: toPage.on },
  }
}

/** What the page gets back for a raw message, as it stands on the wire. */
function answerTo(message: unknown, app = createScriptedApp()): Promise<unknown> {
  const { program, page } = channelPair()
  expose(app, program)
  return new Promise((resolve) => {
    page.onMessage(resolve)
    page.post(message)
  })
}

const call = (m: string, ...a: unknown[]) => ({ t: 'q', i: '1', m, a })
/** The page's end handles events one microtask later; no clock is involved. */
const settled = () => new Promise(setImmediate)
const lineSettings = { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' }

describe('expose', () => {
  it('hands a call with bytes to the service and its answer back', async () => {
    const app = createScriptedApp({ 'serial.write': async () => ({ ok: true, value: null }) })
    const { program, page } = channelPair()
    expose(app, program)
    const client = createRpcClient(page)
    expect(await client.call('serial.write', 's1', new Uint8Array([0x41, 0, 0xff]))).toStrictEqual({ ok: true, value: null })
    expect(app.calls).toStrictEqual([['serial.write', 's1', new Uint8Array([0x41, 0, 0xff])]])
  })

  it('waits for an app that is still starting', async () => {
    const app = createScriptedApp({ 'mqtt.connections': async () => [] })
    let start: (ready: typeof app) => void = () => {}
    const { program, page } = channelPair()
    expose(new Promise<typeof app>((resolve) => (start = resolve)), program)
    const answer = createRpcClient(page).call('mqtt.connections')
    start(app)
    expect(await answer).toStrictEqual([])
  })

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'serial.nothing', ''])('knows no method %j', async (method) => {
    expect(await answerTo(call(method))).toStrictEqual({
      t: 's',
      i: '1',
      e: { code: 'bad-request', message: `There is no method "${method}".` },
    })
  })

  it.each([
    ['a string for bytes', call('serial.write', 's1', 'AT')],
    ['too few inputs', call('serial.write', 's1')],
    ['too many inputs', call('serial.close', 's1', 's2')],
    ['a rate of zero', call('serial.open', '/dev/ttyUSB0', { ...lineSettings, baudRate: 0 })],
  ])('refuses %s before a service sees it', async (_, message) => {
    const app = createScriptedApp()
    const answer = (await answerTo(message, app)) as { e: { code: string; message: string } }
    expect(Object.keys(answer.e)).toStrictEqual(['code', 'message'])
    expect(answer.e.code).toBe('bad-request')
    expect(answer.e.message).toContain(`${message.m}: `)
    expect(app.calls).toStrictEqual([])
  })

  it('repeats no input in a refusal', async () => {
    const answer = await answerTo(call('mqtt.connect', { password: 'hunter2', port: 'hunter2', host: ['hunter2'] }))
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  })

  it('answers a fault of the program with its method, and with neither its text nor its stack', async () => {
    const faults: unknown[] = []
    const app = createScriptedApp({
      'serial.sessions': () => Promise.reject(new Error('password hunter2')),
    })
    const { program, page } = channelPair()
    expose(app, program, { onFault: (method, error) => faults.push([method, String(error)]) })
    const answer = new Promise((resolve) => page.onMessage(resolve))
    page.post(call('serial.sessions'))
    expect(await answer).toStrictEqual({
      t: 's',
      i: '1',
      e: { code: 'internal', message: 'serial.sessions failed because of a fault in the program.' },
    })
    expect(faults).toStrictEqual([['serial.sessions', 'Error: password hunter2']])
  })

  it('passes on what a host has to say about a file', async () => {
    const app = createScriptedApp({ 'host.pickFile': () => Promise.reject(new CallError('file.too-large', 'x.pem is larger than 1 MiB.')) })
    expect(await answerTo(call('host.pickFile', { title: 'CA', extensions: ['pem'] }), app)).toStrictEqual({
      t: 's',
      i: '1',
      e: { code: 'file.too-large', message: 'x.pem is larger than 1 MiB.' },
    })
  })

  it.each([null, 0, 'q', [[]], {}, { t: 'q' }, { t: 'q', m: 'serial.sessions', a: 'x', i: '1' }, { t: 's' }, { t: 'q', m: 1, a: [] }])(
    'takes no notice of %j and goes on',
    async (nonsense) => {
      const app = createScriptedApp({ 'serial.sessions': async () => [] })
      const { program, page } = channelPair()
      expose(app, program)
      page.post(nonsense)
      expect(await createRpcClient(page).call('serial.sessions')).toStrictEqual([])
      expect(app.calls).toStrictEqual([['serial.sessions']])
    },
  )

  it('rejects with a CallError in the page', async () => {
    const { program, page } = channelPair()
    expose(createScriptedApp(), program)
    const error = await createRpcClient(page)
      .call('serial.nothing' as Method)
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CallError)
    expect(error).toMatchObject({ code: 'bad-request', message: 'There is no method "serial.nothing".' })
  })

  it('tells events with their bytes, to whoever listens, until it is disposed of', async () => {
    const app = createScriptedApp()
    const { program, page } = channelPair()
    const stop = expose(app, program)
    const seen: unknown[] = []
    createRpcClient(page).on('serial.didReceive', (...args) => seen.push(args))
    const chunks = [{ seq: 0, at: 1.5, direction: 'in', bytes: new Uint8Array([13, 10]) }]
    app.fire('serial.didReceive', 's1', chunks)
    app.fire('practice.didChange', { broker: null, modems: [] })
    stop()
    app.fire('serial.didReceive', 's1', chunks)
    await settled()
    expect(seen).toStrictEqual([['s1', chunks]])
    expect(app.listeners()).toBe(0)
  })

  it('spares a client the bytes of a flood, unless it follows them', async () => {
    const app = createScriptedApp()
    const { program, page } = channelPair()
    expose(app, program)
    const client = createRpcClient(page)
    const seen: unknown[] = []
    client.on('serial.didReceive', (id, chunks) => seen.push([id, chunks.reduce((sum, { bytes }) => sum + bytes.length, 0)]))
    const fire = async (id: string, sizes: readonly number[]) => {
      app.fire('serial.didReceive', id, sizes.map((size, seq) => ({ seq, at: 0, direction: 'in', bytes: new Uint8Array(size) })))
      await settled()
    }
    await fire('s1', [4000, 96])
    await fire('s1', [4000, 97])
    await client.call('link.follow', 'serial.didReceive', 's1', true)
    await fire('s1', [4000, 97])
    await fire('s2', [5000])
    await client.call('link.follow', 'serial.didReceive', 's1', false)
    await fire('s1', [5000])
    expect(seen).toStrictEqual([['s1', 4096], ['s1', 4097]])
    expect(app.calls).toStrictEqual([])
  })

  it('answers nothing after it was disposed of', async () => {
    const app = createScriptedApp()
    const { program, page } = channelPair()
    expose(app, program)()
    page.post(call('serial.sessions'))
    await Promise.resolve()
    expect(app.calls).toStrictEqual([])
  })
})

describe('a client that is behind', () => {
  const setUp = () => {
    const app = createScriptedApp()
    const { program, page } = channelPair()
    const drained = new Emitter<[]>()
    const client = { isBehind: false }
    const stop = expose(app, program, { flow: { isCongested: () => client.isBehind, onDrained: drained.on } })
    const seen: unknown[] = []
    const rpc = createRpcClient(page)
    rpc.on('serial.didReceive', (id, chunks) => seen.push([id, chunks[0]?.seq]))
    rpc.on('wizard.didChangeRun', (run) => seen.push(run))
    return { app, client, drained, seen, stop }
  }
  const batch = (seq: number) => [{ seq, at: 0, direction: 'in', bytes: new Uint8Array(0) }]

  it('is spared bulk but not news, and gets the newest batch of each stream once it has caught up', async () => {
    const { app, client, drained, seen } = setUp()
    client.isBehind = true
    app.fire('serial.didReceive', 's1', batch(5))
    app.fire('serial.didReceive', 's2', batch(1))
    app.fire('serial.didReceive', 's1', batch(6))
    app.fire('wizard.didChangeRun', 'run')
    await settled()
    expect(seen).toStrictEqual(['run'])
    client.isBehind = false
    drained.fire()
    drained.fire()
    await settled()
    expect(seen).toStrictEqual(['run', ['s1', 6], ['s2', 1]])
  })

  it('gets no old batch behind a new one', async () => {
    const { app, client, drained, seen } = setUp()
    client.isBehind = true
    app.fire('serial.didReceive', 's1', batch(5))
    client.isBehind = false
    app.fire('serial.didReceive', 's1', batch(6))
    drained.fire()
    await settled()
    expect(seen).toStrictEqual([['s1', 6]])
  })

  it('gets nothing after it has left', async () => {
    const { app, client, drained, seen, stop } = setUp()
    client.isBehind = true
    app.fire('serial.didReceive', 's1', batch(5))
    stop()
    drained.fire()
    await settled()
    expect(seen).toStrictEqual([])
  })
})
