import { mkdtempSync, readFileSync, rmSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { CollectionsService } from '../../electron/services/mqtt-collections/index.ts'
import { SendingToBrokers } from '../../electron/services/mqtt-sending/index.ts'
import { WorkspacesService } from '../../electron/services/mqtt-workspaces/index.ts'
import type { MqttService } from '../../electron/services/mqtt/index.ts'
import { clouds } from '../../shared/clouds/index.ts'
import type { CardSending } from '../../shared/contract/mqtt-sending.ts'
import type { MessageLibrary } from '../../shared/mqtt/collections/schema.ts'
import { keepSubscription } from '../../shared/mqtt/workspace/arrange.ts'
import { workspaceKey } from '../../shared/mqtt/workspace/key.ts'
import { emptyTemplate, firstWorkspace, plainOptions, type KeptSubscription, type Template, type Workspace } from '../../shared/mqtt/workspace/schema.ts'
import { base, broker, bytes, collect, connect, failureOf, fakeBroker, service, undo, undoAll, until, valueOf } from '../support/mqtt-client-bench.ts'

afterEach(undoAll)

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'atelier-cards-'))
  undo.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

function workspaces(mqtt: MqttService, dataDir = folder()) {
  const made = new WorkspacesService({ dataDir, connections: mqtt })
  undo.push(() => made.dispose())
  return made
}

function sending(mqtt: MqttService, variables: Readonly<Record<string, string>> = {}, keptIn?: string) {
  const made = new SendingToBrokers({ connections: mqtt, clouds: () => clouds, variables: async () => variables, ...(keptIn !== undefined && { folder: keptIn }) })
  undo.push(() => made.dispose())
  return made
}

const kept = (filter: string, change: Partial<KeptSubscription> = {}): KeptSubscription => ({ filter, cardId: 's1', qos: 1, isOn: true, colour: 'none', alias: '', format: null, options: plainOptions, ...change })
const withSubscriptions = (...subscriptions: KeptSubscription[]): Workspace => subscriptions.reduce(keepSubscription, firstWorkspace)
const template = (change: Partial<Template>): Template => ({ ...emptyTemplate, topic: 'up', qos: 1, ...change })
const stateWhere = (from: SendingToBrokers, id: string, is: (state: CardSending) => boolean): Promise<CardSending> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nothing within 15 s')), 15_000)
    const look = async (): Promise<void> => {
      const state = await from.state(id, 'p1')
      if (!is(state)) return
      clearTimeout(timer)
      stop()
      resolve(state)
    }
    const stop = from.onDidChange(() => void look())
    void look()
  })
const decode = (payload: Uint8Array) => new TextDecoder().decode(payload)

describe('cards on disk', () => {
  test('are there after another start, readable by their owner only', async () => {
    const dataDir = folder()
    const first = workspaces(service(), dataDir)
    const key = workspaceKey({ options: base })
    expect(await first.get(key)).toEqual({ workspace: firstWorkspace, revision: 0 })
    const changed = withSubscriptions(kept('a/+', { alias: '温度', colour: 'blue' }))
    expect(await first.save(key, changed)).toEqual({ ok: true, value: 1 })
    expect((await workspaces(service(), dataDir).get(key)).workspace).toEqual(changed)
    const [file = ''] = readdirSync(join(dataDir, 'mqtt-cards'))
    expect(statSync(join(dataDir, 'mqtt-cards', file)).mode & 0o777).toBe(0o600)
  })

  test('that cannot be read begin anew, are told, and stay beside', async () => {
    const dataDir = folder()
    const key = 'saved:1'
    valueOf(await workspaces(service(), dataDir).save(key, firstWorkspace))
    const [file = ''] = readdirSync(join(dataDir, 'mqtt-cards'))
    writeFileSync(join(dataDir, 'mqtt-cards', file), '{"version":1,"key":"saved:1","workspace":{"cards":7}}')
    const { workspace, damage } = await workspaces(service(), dataDir).get(key)
    expect([workspace, damage?.code, damage?.evidence]).toEqual([firstWorkspace, 'mqtt.cards-broken', 'workspace.cards'])
    expect(readdirSync(join(dataDir, 'mqtt-cards'))).toEqual([`${file}.bad`])
  })
})

describe('subscriptions that are kept', () => {
  test('are subscribed when the connection comes up, with their options; those that are off or take everything are not', async () => {
    const { port } = await broker()
    const mqtt = service()
    const cards = workspaces(mqtt)
    const options = { ...base, port, version: 5 as const }
    const noLocal = { ...plainOptions, noLocal: true }
    valueOf(await cards.save(workspaceKey({ options }), withSubscriptions(kept('a/+', { options: noLocal }), kept('b', { isOn: false }), kept('#'), kept('$share/g/c', { qos: 2 }))))
    const there = until(mqtt.onDidChangeConnection, ({ subscriptions }) => (subscriptions.length === 2 && subscriptions.every(({ grantedQos }) => grantedQos !== null) ? subscriptions : undefined))
    valueOf(await mqtt.connect(options))
    expect(await there).toEqual([
      { topic: 'a/+', qos: 1, grantedQos: 1, options: noLocal },
      { topic: '$share/g/c', qos: 2, grantedQos: 2, options: plainOptions },
    ])
    const { workspace } = await cards.get(workspaceKey({ options }))
    expect(workspace.subscriptions.map(({ filter, isOn }) => [filter, isOn])).toEqual([['a/+', true], ['b', false], ['#', false], ['$share/g/c', true]])
  })

  test('one that is no filter any more costs only itself', async () => {
    const { port } = await broker({ users: { bench: 'right-pass' }, acl: 'user bench\ntopic read allowed/#\n' })
    const mqtt = service()
    const cards = workspaces(mqtt)
    const options = { ...base, port, username: 'bench', password: 'right-pass' }
    valueOf(await cards.save(workspaceKey({ options }), withSubscriptions(kept('$share/g'), kept('allowed/1'))))
    const there = until(mqtt.onDidChangeConnection, ({ subscriptions }) => (subscriptions.some(({ topic, grantedQos }) => topic === 'allowed/1' && grantedQos !== null) ? subscriptions : undefined))
    valueOf(await mqtt.connect(options))
    expect(await there).toEqual([{ topic: 'allowed/1', qos: 1, grantedQos: 1, options: plainOptions }])
  })

  test('one over which the broker ends the connection is switched off, so that it comes back', async () => {
    let connects = 0
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) {
        connects++
        socket.write(Buffer.from([0x20, 2, 0, 0]))
      }
      if (chunk[0] === 0x82) socket.destroy()
    })
    const mqtt = service()
    const cards = workspaces(mqtt)
    const options = { ...base, port }
    const key = workspaceKey({ options })
    valueOf(await cards.save(key, withSubscriptions(kept('forbidden/1'))))
    const off = until(cards.onDidChange, (_key, { workspace }) => (workspace.subscriptions[0]?.isOn === false ? true : undefined))
    valueOf(await mqtt.connect(options))
    expect(await off).toBe(true)
    await until(mqtt.onDidChangeConnection, ({ state }) => (state === 'connected' ? true : undefined))
    expect(connects).toBe(2)
  })

  test('count what they have brought', async () => {
    const { port } = await broker()
    const mqtt = service()
    const { id } = valueOf(await connect({ port }, mqtt))
    for (const filter of ['a/+', 'a/1']) valueOf(await mqtt.subscribe(id, filter, 0))
    // mosquitto sends a message once to a client whose subscriptions overlap; each of them counts it.
    const told = until(mqtt.onDidGrow, (_id, _extent, counts) => (counts[0]?.[1] === 2 ? counts : undefined))
    for (const topic of ['a/1', 'a/2', 'b']) valueOf(await mqtt.publish(id, { topic, payload: bytes(''), qos: 1, retain: false }))
    expect(await told).toEqual([['a/+', 2], ['a/1', 1]])
    expect(await mqtt.counts(id)).toEqual([['a/+', 2], ['a/1', 1]])
  })
})

for (const version of [4, 5] as const) {
  describe(`publishing from a card with MQTT ${version === 4 ? '3.1.1' : '5'}`, () => {
    test('fills variables, goes to every topic, and keeps each message with its answer', async () => {
      const { port } = await broker()
      const mqtt = service()
      const cards = sending(mqtt, { 工位: 'A3' })
      const { id } = valueOf(await connect({ port, version, clientId: 'lamp|securemode=3,signmethod=hmacsha256|', username: 'lamp1&a1B2c3D4e5F' }, mqtt))
      valueOf(await mqtt.subscribe(id, 'line/#', 1))
      const arrived = collect(mqtt, id, 2)
      valueOf(await cards.send(id, 'p1', template({ topic: 'line/{{工位}}/{{deviceName}}', moreTopics: ['line/all'], format: 'json', payload: '{"n":{{counter}},"pk":"{{productKey}}"}' })))
      expect((await arrived).map(({ topic, payload }) => [topic, decode(payload)]).toSorted(([one = ''], [other = '']) => one.localeCompare(other))).toEqual([
        ['line/A3/lamp1', '{"n":1,"pk":"a1B2c3D4e5F"}'],
        ['line/all', '{"n":1,"pk":"a1B2c3D4e5F"}'],
      ])
      const { sent, total, repeating } = await cards.state(id, 'p1')
      expect([total, repeating]).toEqual([2, null])
      expect(sent.map(({ topic, preview, bytes: size, qos, answer }) => [topic, preview, size, qos, answer.kind])).toEqual([
        ['line/all', '{"n":1,"pk":"a1B2c3D4e5F"}', 26, 1, 'taken'],
        ['line/A3/lamp1', '{"n":1,"pk":"a1B2c3D4e5F"}', 26, 1, 'taken'],
      ])
      // Again is the same message: its counter does not go on.
      const again = collect(mqtt, id, 1)
      valueOf(await cards.again(id, 'p1', sent[1]?.id ?? -1))
      expect((await again).map(({ topic, payload }) => [topic, decode(payload)])).toEqual([['line/A3/lamp1', '{"n":1,"pk":"a1B2c3D4e5F"}']])
      expect(valueOf(await cards.template(id, 'p1', sent[1]?.id ?? -1)).topic).toBe('line/A3/lamp1')
    })

    test('sends at an interval a number of times, and then is done', async () => {
      const { port } = await broker()
      const mqtt = service()
      const cards = sending(mqtt)
      const { id } = valueOf(await connect({ port, version }, mqtt))
      valueOf(await mqtt.subscribe(id, 'up', 1))
      const arrived = collect(mqtt, id, 5)
      const started = performance.now()
      valueOf(await cards.start(id, 'p1', template({ payload: '{{counter}}' }), { everyMs: 50, times: 5 }))
      expect((await arrived).map(({ payload }) => decode(payload))).toEqual(['1', '2', '3', '4', '5'])
      expect(performance.now() - started).toBeGreaterThanOrEqual(195)
      const { repeating } = await stateWhere(cards, id, (state) => state.repeating?.end !== null)
      expect([repeating?.taken, repeating?.refused, repeating?.end]).toEqual([5, 0, { kind: 'done' }])
    })
  })
}

describe('publishing at an interval', () => {
  test('ends with the connection, and on request', async () => {
    const { port, stop } = await broker()
    const mqtt = service()
    const cards = sending(mqtt)
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await cards.start(id, 'p1', template({}), { everyMs: 20, times: null }))
    await stateWhere(cards, id, ({ repeating }) => (repeating?.taken ?? 0) >= 2)
    valueOf(await cards.stop(id, 'p1'))
    expect((await cards.state(id, 'p1')).repeating?.end).toEqual({ kind: 'stopped' })
    valueOf(await cards.start(id, 'p1', template({}), { everyMs: 20, times: null }))
    await stateWhere(cards, id, ({ repeating }) => (repeating?.taken ?? 0) >= 1)
    await stop()
    const ended = await stateWhere(cards, id, ({ repeating }) => repeating?.end !== null)
    expect(ended.repeating?.end).toEqual({ kind: 'disconnected' })
  })

  test('a broker that does not answer is not buried: turns are left out', async () => {
    const port = await fakeBroker((socket, chunk) => {
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 2, 0, 0]))
    })
    const mqtt = service()
    const cards = sending(mqtt)
    const { id } = valueOf(await connect({ port }, mqtt))
    valueOf(await cards.start(id, 'p1', template({}), { everyMs: 20, times: null }))
    await expect.poll(async () => (await cards.state(id, 'p1')).repeating?.skipped).toBeGreaterThan(5)
    expect((await cards.state(id, 'p1')).sent.map(({ answer }) => answer)).toEqual([{ kind: 'waiting' }])
    await mqtt.disconnect(id)
  })
})

describe('a message that cannot go out', () => {
  test('is named with its field and place, and nothing is sent', async () => {
    const { port } = await broker()
    const mqtt = service()
    const cards = sending(mqtt)
    const { id } = valueOf(await connect({ port }, mqtt))
    const unknown = await failureOf(cards.send(id, 'p1', template({ moreTopics: ['b'], payload: '{"a":1,\n"b":{{nope}}}' })))
    expect([unknown.code, unknown.what.en]).toEqual(['mqtt.message.payload', 'Message, line 2, column 5: No variable has the name “nope” ({{nope}})'])
    const device = await failureOf(cards.start(id, 'p1', template({ topic: 'a/{{deviceName}}' }), { everyMs: 20, times: null }))
    expect(device.what.en).toBe('Topic, line 1, column 3: This login does not tell the variable “deviceName”: give it a value among your own variables ({{deviceName}})')
    expect(await cards.state(id, 'p1')).toEqual({ sent: [], total: 0, repeating: null })
    expect(valueOf(await mqtt.messages(id, 0, 10)).messages).toEqual([])
  })

  test('is kept with the broker’s refusal', async () => {
    const { port } = await broker({ users: { bench: 'right-pass' }, acl: 'user bench\ntopic write allowed/#\n' })
    const mqtt = service()
    const cards = sending(mqtt)
    const { id } = valueOf(await connect({ port, username: 'bench', password: 'right-pass', version: 5 }, mqtt))
    expect((await failureOf(cards.send(id, 'p1', template({ topic: 'allowed/1', moreTopics: ['forbidden'] })))).code).toBe('mqtt.publish-refused.135')
    const { sent } = await cards.state(id, 'p1')
    expect(sent.map(({ topic, answer }) => [topic, answer.kind, answer.kind === 'refused' ? answer.failure.evidence : answer.kind === 'taken' && answer.hasNoSubscribers])).toEqual([
      ['forbidden', 'refused', 'PUBACK 135 (not authorised)'],
      ['allowed/1', 'taken', true],
    ])
    valueOf(await cards.clear(id, 'p1'))
    expect((await cards.state(id, 'p1')).sent).toEqual([])
    expect((await failureOf(cards.again(id, 'p1', 0))).code).toBe('mqtt.sent-gone')
  })
})

describe('what a card of a saved connection has sent', () => {
  const told = ({ sent, total }: CardSending) => [total, sent.map(({ topic, preview, answer }) => [topic, preview, answer.kind])]

  test('is there after another start with its answers and goes on counting; it can be sent again, and is readable by its owner only', async () => {
    const { port } = await broker()
    const dataDir = folder()
    const mqtt = service()
    const first = sending(mqtt, {}, dataDir)
    const { id } = valueOf(await mqtt.connect({ ...base, port, version: 5 }, 'my-broker'))
    valueOf(await first.send(id, 'p1', template({ payload: 'n{{counter}}', properties: { ...emptyTemplate.properties, correlation: '00 ff', correlationFormat: 'hex' } })))
    valueOf(await first.send(id, 'p1', template({ format: 'hex', payload: '00 ff', topic: 'raw' })))
    valueOf(await first.send(id, 'p2', template({ payload: 'other card' })))
    await first.dispose()
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    expect(files.map((one) => statSync(join(one.parentPath, one.name)).mode & 0o777)).toEqual([0o600, 0o600])

    const second = sending(mqtt, {}, dataDir)
    const state = await second.state(id, 'p1')
    expect(told(state)).toEqual([2, [['raw', '00 ff', 'taken'], ['up', 'n1', 'taken']]])
    expect(valueOf(await second.template(id, 'p1', 0))).toEqual(template({ payload: 'n1', properties: { ...emptyTemplate.properties, correlation: '00 ff', correlationFormat: 'hex' } }))
    valueOf(await mqtt.subscribe(id, '#', 1))
    const arrived = collect(mqtt, id, 2)
    valueOf(await second.again(id, 'p1', 1))
    valueOf(await second.send(id, 'p1', template({ payload: 'n{{counter}}' })))
    expect((await arrived).map(({ topic, payload }) => [topic, [...payload]])).toEqual([['raw', [0, 255]], ['up', [...bytes('n3')]]])
    expect(told(await second.state(id, 'p2'))).toEqual([1, [['up', 'other card', 'taken']]])
  })

  test('is one list for two connections of it, is kept while others are not, and goes when it is forgotten, with its card, its messages or its connection', async () => {
    const { port } = await broker()
    const dataDir = folder()
    const mqtt = service()
    const cards = sending(mqtt, {}, dataDir)
    const one = valueOf(await mqtt.connect({ ...base, port, clientId: 'a' }, 'my-broker'))
    const two = valueOf(await mqtt.connect({ ...base, port, clientId: 'b' }, 'my-broker'))
    const loose = valueOf(await mqtt.connect({ ...base, port, clientId: 'c' }))
    await cards.state(two.id, 'p1')
    const told = until(cards.onDidChange, (id) => (id === two.id ? true : undefined))
    for (const { id } of [one, loose]) valueOf(await cards.send(id, 'p1', template({ payload: 'PAYLOAD-OF-A-CUSTOMER' })))
    await told
    expect([await cards.state(one.id, 'p1'), (await cards.state(loose.id, 'p1')).total]).toEqual([await cards.state(two.id, 'p1'), 1])
    valueOf(await mqtt.remove(one.id))
    valueOf(await mqtt.remove(two.id))
    const again = valueOf(await mqtt.connect({ ...base, port, clientId: 'a' }, 'my-broker'))
    expect((await cards.state(again.id, 'p1')).total).toBe(1)

    const onDisk = () => readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    expect(onDisk().map((content) => content.includes('PAYLOAD-OF-A-CUSTOMER'))).toEqual([true])
    await cards.emptied(again.id)
    await expect.poll(() => onDisk().map((content) => content.includes('PAYLOAD-OF-A-CUSTOMER')), { timeout: 10_000 }).toEqual([false])
    expect(await cards.state(again.id, 'p1')).toEqual({ sent: [], total: 1, repeating: null })
    valueOf(await cards.forget(again.id, 'p1'))
    expect(onDisk()).toEqual([])
    valueOf(await cards.send(again.id, 'p1', template({ payload: '{{counter}}' })))
    expect((await cards.state(again.id, 'p1')).sent.map(({ preview }) => preview)).toEqual(['1'])
    await expect.poll(() => onDisk().length, { timeout: 10_000 }).toBe(1)
    await cards.forgetSaved('my-broker')
    expect(readdirSync(dataDir)).toEqual([])
  })

  test('one that is saved after it has sent keeps that, too', async () => {
    const { port } = await broker()
    const dataDir = folder()
    const mqtt = service()
    const first = sending(mqtt, {}, dataDir)
    const { id } = valueOf(await mqtt.connect({ ...base, port }))
    valueOf(await first.send(id, 'p1', template({ payload: 'before' })))
    valueOf(await mqtt.noteSaved(id, 'saved-later'))
    await first.dispose()
    const second = sending(mqtt, {}, dataDir)
    expect(told(await second.state(id, 'p1'))).toEqual([1, [['up', 'before', 'taken']]])
  })

  test('what cannot be read stays beside, what the disk does not take is told, and a message without its answer says so', async () => {
    const { port } = await broker()
    const dataDir = folder()
    const mqtt = service()
    const first = sending(mqtt, {}, dataDir)
    const { id } = valueOf(await mqtt.connect({ ...base, port }, 'my-broker'))
    valueOf(await first.send(id, 'p1', template({})))
    await first.dispose()
    const [own = ''] = readdirSync(dataDir)
    const [name = ''] = readdirSync(join(dataDir, own))
    const file = join(dataDir, own, name)
    const content = readFileSync(file, 'utf8')

    writeFileSync(file, content.replace('"kind":"taken"', '"kind":"waiting"'))
    const unanswered = await sending(mqtt, {}, dataDir).state(id, 'p1')
    expect(unanswered.sent[0]?.answer).toMatchObject({ kind: 'refused', failure: { code: 'mqtt.ended-before-answer' } })

    writeFileSync(file, content.replace('"counter":1', '"counter":"x"'))
    const damaged = sending(mqtt, {}, dataDir)
    expect(await damaged.state(id, 'p1')).toMatchObject({ sent: [], total: 0, failure: { code: 'mqtt.sent-not-read', evidence: 'counter' } })
    expect(readdirSync(join(dataDir, own))).toEqual([`${name}.bad`])

    rmSync(join(dataDir, own), { recursive: true })
    writeFileSync(join(dataDir, own), 'a file where the folder should be')
    const stuck = sending(mqtt, {}, dataDir)
    valueOf(await stuck.send(id, 'p2', template({})))
    const { failure, sent } = await new Promise<CardSending>((resolve) => {
      const off = stuck.onDidChange(() => void stuck.state(id, 'p2').then((state) => state.failure?.code === 'mqtt.sent-not-written' && (off(), resolve(state))))
    })
    expect([failure?.stage, sent.length]).toEqual(['mqtt', 1])
  })
})

describe('saved messages', () => {
  const library: MessageLibrary = { variables: [{ name: '工位', value: 'A3' }], collections: [{ id: 'c1', name: '产线', messages: [{ id: 'm1', name: '上报', template: template({}) }] }] }

  test('are there after another start, readable by their owner only; their variables fill what is sent', async () => {
    const dataDir = folder()
    const first = new CollectionsService(dataDir)
    expect(await first.get()).toEqual({ library: { collections: [], variables: [] }, revision: 0 })
    expect(await first.save(library, 0)).toEqual({ ok: true, value: { library, revision: 1 } })
    const next = new CollectionsService(dataDir)
    expect([(await next.get()).library, await next.variables()]).toEqual([library, { 工位: 'A3' }])
    expect(statSync(join(dataDir, 'mqtt-collections.json')).mode & 0o777).toBe(0o600)
  })

  test('a change to what another window has changed is refused', async () => {
    const saved = new CollectionsService(folder())
    const [one, other] = await Promise.all([saved.save(library, 0), saved.save({ ...library, variables: [] }, 0)])
    expect([one.ok, other.ok ? null : other.failure.code, (await saved.get()).library]).toEqual([true, 'mqtt.collections-changed', library])
  })

  test('a file that cannot be read stays beside, and that is told', async () => {
    const dataDir = folder()
    writeFileSync(join(dataDir, 'mqtt-collections.json'), '{"version":1,"library":{"collections":[{"id":7}]}}')
    const saved = new CollectionsService(dataDir)
    expect((await saved.get()).damage).toMatchObject({ code: 'mqtt.collections-broken', evidence: 'library.collections.0.id' })
    valueOf(await saved.save(library, 0))
    expect(readdirSync(dataDir).toSorted()).toEqual(['mqtt-collections.json', 'mqtt-collections.json.bad'])
  })
})
