import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import type { MessageExport } from '../../shared/contract/mqtt-history.ts'
import type { MessageSelection } from '../../shared/contract/mqtt-messages.ts'
import { keepSubscription } from '../../shared/mqtt/workspace/arrange.ts'
import { workspaceKey } from '../../shared/mqtt/workspace/key.ts'
import { firstWorkspace, plainOptions } from '../../shared/mqtt/workspace/schema.ts'
import { fromUtf8, utf8 } from '../../shared/text/bytes.ts'
import { base, broker, undoAll, valueOf } from '../support/mqtt-client-bench.ts'

/** The whole program, started twice on one folder, and a real broker. */
let dataDir: string
let app: App
const start = async (): Promise<App> => createApp({ dataDir, host: createHeadlessHost(), chooseExportTarget: async (name) => ({ file: join(dataDir, name), place: { kind: 'file', path: join(dataDir, name) } }) })
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-history-'))
  app = await start()
})
afterEach(async () => {
  await app.dispose()
  await undoAll()
  await rm(dataDir, { recursive: true, force: true })
})

/** The first event of which `pick` takes something. */
function next<T>(subscribe: (listener: (value: T) => void) => () => void, holds: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = subscribe((value) => {
      if (!holds(value)) return
      stop()
      resolve(value)
    })
  })
}

async function connected(port: number, savedId?: string): Promise<string> {
  const { id } = valueOf(await app.api['mqtt.connect']({ ...base, port, username: 'bench', password: 'sesame-open-7' }, savedId))
  valueOf(await app.api['mqtt.subscribe'](id, '#', 1))
  return id
}

async function publish(id: string, count: number, word: string): Promise<void> {
  const grown = next<number>((listener) => app.on('mqtt.didGrow', (of, { nextSeq }) => of === id && listener(nextSeq)), (nextSeq) => nextSeq >= 2 * count)
  for (let index = 0; index < count; index++) valueOf(await app.api['mqtt.publish'](id, { topic: `dev/${index % 2}`, payload: utf8(`${word} ${index}`), qos: 1, retain: false }))
  await grown
}

test('what a saved connection received is there after the next start, is searched and exported, and is deleted when asked', async () => {
  const { port } = await broker({ users: { bench: 'sesame-open-7' } })
  const saved = await connected(port, 'my-broker')
  await publish(saved, 50, 'first')
  await app.dispose()

  app = await start()
  // Told although nothing new has come.
  const left = next<number>((listener) => app.on('mqtt.didGrow', (_of, { nextSeq }) => listener(nextSeq)), () => true)
  const again = await connected(port, 'my-broker')
  expect(await left).toBe(100)
  expect(valueOf(await app.api['mqtt.historyInfo'](again))).toMatchObject({ messages: 100, isKept: true, limitBytes: 512 * 1024 * 1024 })
  const { messages } = valueOf(await app.api['mqtt.messages'](again, 0, 5000))
  expect(messages.filter(({ direction }) => direction === 'in').map(({ payload }) => fromUtf8(payload))).toEqual(Array.from({ length: 50 }, (_, index) => `first ${index}`))

  const filter = { within: [], topic: { kind: 'filter', value: 'dev/1' }, payload: { kind: 'regex', value: '^first [0-9]$', ignoreCase: false }, direction: 'in', retained: null, from: 0 } as const
  const found = next<MessageSelection>((listener) => app.on('mqtt.didSelect', listener), ({ progress, places }) => progress === 1 && places === 5)
  const { selectionId } = valueOf(await app.api['mqtt.selectMessages'](again, { ...filter, within: [] }))
  await found
  expect(valueOf(await app.api['mqtt.selectedMessages'](selectionId, 0, 100, 100)).map(({ payload }) => fromUtf8(payload))).toEqual([1, 3, 5, 7, 9].map((index) => `first ${index}`))

  const exported = next<MessageExport>((listener) => app.on('mqtt.didExportMessages', listener), ({ isDone }) => isDone)
  valueOf(await app.api['mqtt.exportMessages'](again, { kind: 'json', payload: 'text', filter: { ...filter, within: [] }, since: null, until: null }))
  const { made, failure, fileName } = await exported
  expect([failure, made?.messages]).toEqual([undefined, 5])
  expect((JSON.parse(await readFile(join(dataDir, fileName), 'utf8')) as { payload: string }[]).map(({ payload }) => payload)).toEqual([1, 3, 5, 7, 9].map((index) => `first ${index}`))

  // Nothing of the login is among what is kept.
  const folder = join(dataDir, 'mqtt-messages', 'saved')
  for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) if (name.isFile()) expect(await readFile(join(name.parentPath, name.name), 'latin1')).not.toContain('sesame-open-7')

  valueOf(await app.api['mqtt.clearHistory'](again))
  expect(valueOf(await app.api['mqtt.historyInfo'](again))).toMatchObject({ messages: 0, bytes: 0 })
  expect(valueOf(await app.api['mqtt.messages'](again, 0, 10))).toEqual({ messages: [], firstSeq: 100, nextSeq: 100 })
})

test('after the next start the topics of a saved connection are in its tree before anything comes, and go on with what comes', async () => {
  const { port } = await broker()
  const first = await connected(port, 'my-broker')
  await publish(first, 50, 'first')
  await app.dispose()

  app = await start()
  const { id } = valueOf(await app.api['mqtt.connect']({ ...base, port }, 'my-broker'))
  const view = { filter: '', sort: 'name', isAllOpen: true, exceptions: [] } as const
  const rows = async () => valueOf(await app.api['mqttTopics.rows'](id, { ...view, exceptions: [] }, 0, 100))
  const tree = async (messages: number) => {
    for (;;) {
      const changed = next<string>((listener) => app.on('mqttTopics.didChange', listener), (of) => of === id)
      const found = await rows()
      if (found.reading === undefined && found.messages === messages) return found.rows.map(({ path, value }) => [path, value && [value.count, fromUtf8(value.preview), value.isRetained]])
      await changed
    }
  }
  expect(await tree(50)).toEqual([['dev', undefined], ['dev/0', [25, 'first 48', false]], ['dev/1', [25, 'first 49', false]]])
  valueOf(await app.api['mqtt.subscribe'](id, 'dev/+', 1))
  valueOf(await app.api['mqtt.publish'](id, { topic: 'dev/1', payload: utf8('second'), qos: 1, retain: false }))
  expect(await tree(51)).toEqual([['dev', undefined], ['dev/0', [25, 'first 48', false]], ['dev/1', [26, 'second', false]]])
})

test('a connection that is saved while it is up keeps its messages, its cards and its subscriptions from before and after, for the next start', async () => {
  const { port } = await broker()
  const id = await connected(port)
  const key = workspaceKey({ options: { ...base, port } })
  const workspace = keepSubscription({ ...firstWorkspace, cards: firstWorkspace.cards.map((card) => ({ ...card, name: 'mine' })) }, { filter: 'dev/1', cardId: 's1', qos: 1, isOn: true, colour: 'blue', alias: '', format: null, options: plainOptions })
  valueOf(await app.api['mqttWorkspaces.save'](key, workspace))
  await publish(id, 20, 'before')
  valueOf(await app.api['mqtt.noteSaved'](id, 'saved-later'))
  expect(valueOf(await app.api['mqtt.historyInfo'](id))).toMatchObject({ messages: 40, isKept: true })
  expect((await app.api['mqttWorkspaces.get']('saved:saved-later')).workspace).toEqual(workspace)
  valueOf(await app.api['mqtt.publish'](id, { topic: 'dev/1', payload: utf8('after'), qos: 0, retain: false }))
  await app.dispose()

  app = await start()
  const again = valueOf(await app.api['mqtt.connect']({ ...base, port }, 'saved-later'))
  const { messages } = valueOf(await app.api['mqtt.messages'](again.id, 0, 5000))
  expect(messages.filter(({ direction }) => direction === 'out').map(({ payload }) => fromUtf8(payload))).toEqual([...Array.from({ length: 20 }, (_, index) => `before ${index}`), 'after'])
  expect((await app.api['mqttWorkspaces.get']('saved:saved-later')).workspace).toEqual(workspace)
})

test('a history that begins at a high number stands on a time line from what is left of it', async () => {
  const { port } = await broker()
  const id = await connected(port, 'my-broker')
  await publish(id, 5, 'gone')
  valueOf(await app.api['mqtt.clearHistory'](id))
  const merged = next<{ rows: number }>((listener) => app.on('timeline.didGrow', listener), ({ rows }) => rows >= 2)
  const state = valueOf(await app.api['timeline.open']([{ kind: 'mqtt', id }]))
  expect(state.rows).toBe(0)
  valueOf(await app.api['mqtt.publish'](id, { topic: 'dev/1', payload: utf8('there'), qos: 1, retain: false }))
  await merged
  const rows = valueOf(await app.api['timeline.rows'](state.timelineId, 0, 10))
  expect(rows.map((row) => [row.kind, row.kind === 'message' && fromUtf8(row.message.payload)])).toEqual([['message', 'there'], ['message', 'there']])
})
