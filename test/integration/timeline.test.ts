import { mkdtemp, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectAsync } from 'mqtt'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { TimelineRow, TimelineState } from '../../shared/contract/timeline.ts'
import { fromUtf8, utf8 } from '../../shared/text/bytes.ts'
import { listenFarEnd } from '../support/far-end.ts'
import { base, broker, undo, undoAll, valueOf } from '../support/mqtt-client-bench.ts'

/** Two serial servers and a broker: what happens at one after the other is to be seen in that order, whatever batch it came in. */
let app: App
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-timeline-'))
  app = await createApp({ dataDir, host: createHeadlessHost() })
})
afterEach(async () => {
  await app.dispose()
  await undoAll()
  await rm(dataDir, { recursive: true, force: true })
})

async function openPort(): Promise<{ readonly id: string; readonly far: Socket }> {
  const end = await listenFarEnd()
  undo.push(end.close)
  const session = valueOf(await app.api['serial.open'](`tcp://127.0.0.1:${end.port}`, defaultLineSettings))
  return { id: session.id, far: await end.arrived }
}

/** Waits for the time line to have merged so many rows, and gives them. */
async function rowsOf(state: TimelineState, count: number): Promise<readonly TimelineRow[]> {
  let { rows } = state
  if (rows < count) {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`only ${rows} rows of ${count}`)), 10_000)
      const stop = app.on('timeline.didGrow', (grown) => {
        if (grown.timelineId !== state.timelineId) return
        rows = grown.rows
        if (rows < count) return
        clearTimeout(timer)
        stop()
        resolve()
      })
    })
  }
  return valueOf(await app.api['timeline.rows'](state.timelineId, 0, 1000))
}

const shown = (row: TimelineRow): string => {
  if (row.kind === 'line') return `${row.source} ${row.line.direction} ${fromUtf8(row.line.bytes).trim()}`
  if (row.kind === 'message') return `${row.source} ${row.message.direction} ${row.message.topic} ${fromUtf8(row.message.payload)}`
  return `${row.source} gone`
}

/** What the other end has received. */
const heard = (far: Socket, text: string): Promise<void> =>
  new Promise((resolve) => {
    let all = ''
    far.on('data', (chunk: Buffer) => {
      all += chunk.toString()
      if (all.includes(text)) resolve()
    })
  })

test('two ports and a connection stand on one clock, from before the time line was opened and after', async () => {
  const [first, second] = [await openPort(), await openPort()]
  const { port } = await broker()
  const connection = valueOf(await app.api['mqtt.connect']({ ...base, port }))
  valueOf(await app.api['mqtt.subscribe'](connection.id, 'up', 1))

  const asked = heard(first.far, 'AT\r')
  valueOf(await app.api['serial.write'](first.id, utf8('AT\r')))
  await asked
  const came = new Promise<void>((resolve) => {
    const stop = app.on('mqtt.didGrow', (_id, { nextSeq }) => {
      // The one that was sent, and the one that came back.
      if (nextSeq < 2) return
      stop()
      resolve()
    })
  })
  valueOf(await app.api['mqtt.publish'](connection.id, { topic: 'up', payload: utf8('{"a":1}'), qos: 1, retain: false }))
  await came
  const told = heard(second.far, 'ATI\r')
  valueOf(await app.api['serial.write'](second.id, utf8('ATI\r')))
  await told

  const sources = [
    { kind: 'session', id: first.id },
    { kind: 'session', id: second.id },
    { kind: 'mqtt', id: connection.id },
  ] as const
  const state = valueOf(await app.api['timeline.open'](sources))
  const noNotes = (rows: readonly TimelineRow[]): readonly TimelineRow[] => rows.filter((row) => row.kind !== 'line' || row.line.direction !== 'note')
  // Two remarks that the ports are open, then these four.
  expect(noNotes(await rowsOf(state, 6)).map(shown)).toEqual(['0 out AT', '2 out up {"a":1}', '2 in up {"a":1}', '1 out ATI'])

  first.far.write('\r\nOK\r\n')
  const rows = await rowsOf(state, 7)
  expect(shown(rows.at(-1) as TimelineRow)).toBe('0 in OK')
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted((a, b) => a - b))
  expect(valueOf(await app.api['timeline.rowAtTime'](state.timelineId, rows[4]?.at ?? 0))).toBe(4)
})

test('a burst of messages keeps its order and its place among the lines', async () => {
  const { id, far } = await openPort()
  const { port } = await broker()
  const connection = valueOf(await app.api['mqtt.connect']({ ...base, port }))
  const state = valueOf(await app.api['timeline.open']([{ kind: 'session', id }, { kind: 'mqtt', id: connection.id }]))
  const before = await rowsOf(state, 1)
  await Promise.all(Array.from({ length: 3000 }, (_, index) => app.api['mqtt.publish'](connection.id, { topic: `t/${index}`, payload: utf8(`message ${index}`), qos: 0, retain: false })))
  far.write('\r\n+CSQ: 20,99\r\n')
  await rowsOf(state, before.length + 3001)
  const last = valueOf(await app.api['timeline.rows'](state.timelineId, before.length + 2999, 10))
  expect(last.map(shown)).toEqual(['1 out t/2999 message 2999', '0 in +CSQ: 20,99'])
})

test('a payload is followed from the port to the broker and back to the port, whatever comes in between and however many lines it has', async () => {
  const { id, far } = await openPort()
  const { port } = await broker()
  const connection = valueOf(await app.api['mqtt.connect']({ ...base, port }))
  valueOf(await app.api['mqtt.subscribe'](connection.id, '#', 1))
  const sources = [{ kind: 'session', id }, { kind: 'mqtt', id: connection.id }] as const
  const state = valueOf(await app.api['timeline.open'](sources))
  const before = (await rowsOf(state, 1)).length

  const json = '{\r\n  "temp": 21.5\r\n}'
  const given = heard(far, json)
  valueOf(await app.api['serial.write'](id, utf8(`${json}\u001a`)))
  await given
  // What the modem would send, behind a flood of others.
  const device = await connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: 'modem' })
  for (let index = 0; index < 500; index++) device.publish('other', `{"noise":${index}}`)
  await device.publishAsync('up', json, { qos: 1 })
  await device.endAsync()
  const rows = await rowsOf(state, before + 3 + 501)
  const seen = rows.at(-1)
  expect(seen && [shown(seen), rows.filter(({ passed }) => passed).length]).toEqual([`1 in up ${json}`, 1])
  const from = rows[seen?.passed?.from ?? -1]
  expect(from && shown(from)).toBe('0 out }\u001a')
  expect(seen?.passed?.ms).toBe((seen?.at ?? 0) - (from?.at ?? 0))

  // The other way: published here, reported by the modem.
  valueOf(await app.api['mqtt.publish'](connection.id, { topic: 'down', payload: utf8('{"relay":1}'), qos: 1, retain: false }))
  far.write('\r\n+QMTRECV: 0,0,"down","{"relay":1}"\r\n')
  const all = await rowsOf(state, rows.length + 3)
  const reported = all.find((row) => row.kind === 'line' && shown(row).includes('QMTRECV'))
  expect(all[reported?.passed?.from ?? -1] && shown(all[reported?.passed?.from ?? -1] as TimelineRow)).toBe('1 out down {"relay":1}')
})

test('a time line of what is not there, or that is closed, says so', async () => {
  const none = await app.api['timeline.open']([{ kind: 'mqtt', id: 'mqtt-99' }])
  expect(none).toMatchObject({ ok: false, failure: { code: 'timeline.source-gone', stage: 'mqtt' } })
  const { id } = await openPort()
  const state = valueOf(await app.api['timeline.open']([{ kind: 'session', id }]))
  valueOf(await app.api['timeline.close'](state.timelineId))
  expect(await app.api['timeline.rows'](state.timelineId, 0, 10)).toMatchObject({ ok: false, failure: { code: 'timeline.not-open' } })
})
