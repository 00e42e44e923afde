import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MessageFilter, MessageSelection } from '../../../../shared/contract/mqtt-messages.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { valueOf } from '../../../../test/support/value-of.ts'
import { MessageHistory, type HistoryOptions } from '../history/message-history.ts'
import { FollowedSelection } from './message-selection.ts'
import { sieveOptions } from './sieve-options.ts'

let folder = ''
const undo: (() => unknown)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-selection-'))
})
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
  await rm(folder, { recursive: true, force: true })
})

function historyOf(options: Partial<HistoryOptions> = {}): MessageHistory {
  const history = new MessageHistory({ folder: join(folder, 'c1'), ...options })
  undo.push(() => history.close())
  return history
}

const say = (history: MessageHistory, direction: 'in' | 'out', topic: string, payload: string, retain = false): number =>
  history.push({ at: 1_790_000_000_000, direction, topic, payload: utf8(payload), qos: 0, retain })

const everything: MessageFilter = { within: [], topic: null, payload: null, direction: null, retained: null, from: 0 }

/** A selection, and a wait for its next state that fulfils something. */
function select(history: MessageHistory, part: Partial<MessageFilter>) {
  const filter = { ...everything, ...part }
  let latest: MessageSelection | undefined
  let tell = (): void => {}
  const selection = new FollowedSelection('s1', 'c1', history, valueOf(sieveOptions(filter)), filter.from, (state) => {
    latest = state
    tell()
  })
  undo.push(() => selection.close())
  const until = async (holds: (state: MessageSelection) => boolean): Promise<MessageSelection> => {
    for (;;) {
      if (latest && holds(latest)) return latest
      await new Promise<void>((resolve) => (tell = resolve))
    }
  }
  const payloads = async (): Promise<readonly string[]> => {
    const { places } = await until((state) => state.progress === 1 || state.failure !== undefined)
    return (await selection.messages(0, places, 4096)).map(({ payload }) => fromUtf8(payload))
  }
  return { selection, until, payloads }
}

it('leaves the messages that fulfil all of it', async () => {
  const history = historyOf()
  say(history, 'in', 'dev/1/up', '{"temp":21}')
  say(history, 'out', 'dev/1/down', '{"relay":1}')
  say(history, 'in', 'dev/2/up', '{"TEMP":22}', true)
  say(history, 'in', '设备/3/上报', '温度 23')
  say(history, 'in', '$SYS/uptime', '24 temp')
  say(history, 'in', 'dev', '')
  const of = (part: Partial<MessageFilter>) => select(history, part).payloads()
  expect(await of({})).toHaveLength(6)
  expect(await of({ topic: { kind: 'filter', value: 'dev/+/up' } })).toEqual(['{"temp":21}', '{"TEMP":22}'])
  expect(await of({ topic: { kind: 'filter', value: '#' } })).toHaveLength(5)
  expect(await of({ topic: { kind: 'text', value: 'DEV/1' } })).toEqual(['{"temp":21}', '{"relay":1}'])
  expect(await of({ within: ['设备/#', 'dev/2/+'], topic: { kind: 'text', value: '/' } })).toEqual(['{"TEMP":22}', '温度 23'])
  expect(await of({ payload: { kind: 'text', value: '"temp', ignoreCase: true } })).toEqual(['{"temp":21}', '{"TEMP":22}'])
  expect(await of({ payload: { kind: 'text', value: '温度', ignoreCase: true } })).toEqual(['温度 23'])
  expect(await of({ payload: { kind: 'regex', value: '":2[0-9]\\}$', ignoreCase: false }, direction: 'in' })).toEqual(['{"temp":21}', '{"TEMP":22}'])
  expect(await of({ direction: 'out' })).toEqual(['{"relay":1}'])
  expect(await of({ retained: true })).toEqual(['{"TEMP":22}'])
  expect(await of({ retained: false, direction: 'in', from: 3 })).toEqual(['温度 23', '24 temp', ''])
})

it('looks for payloads beside their MQTT 5 properties, not into them', async () => {
  const history = historyOf()
  const at = { at: 1_790_000_000_000, direction: 'in', topic: 't', qos: 0, retain: false } as const
  history.push({ ...at, payload: utf8('plain'), properties: { contentType: 'wanted', userProperties: [['wanted', 'wanted']] } })
  history.push({ ...at, payload: utf8('wanted'), properties: { contentType: 'text' } })
  expect(await select(history, { payload: { kind: 'regex', value: '^wanted$', ignoreCase: false } }).payloads()).toEqual(['wanted'])
})

it('goes on with what comes, tells where a message stands, and drops what the history drops', async () => {
  const history = historyOf({ limitBytes: 400_000 })
  const { selection, until } = select(history, { topic: { kind: 'filter', value: 'even/#' } })
  const all: number[] = []
  for (let round = 0; round < 20; round++) {
    for (let index = 0; index < 500; index++) {
      const seq = say(history, 'in', index % 2 === 0 ? `even/${index}` : 'odd', `${round} ${index}`.padEnd(80))
      if (index % 2 === 0) all.push(seq)
    }
    selection.grew()
    if (round % 5 === 0) await until((state) => state.places === all.length)
  }
  const { first, places } = await until((state) => state.places === all.length && state.progress === 1)
  expect(history.firstSeq).toBeGreaterThan(0)
  expect(first).toBe(all.filter((seq) => seq < history.firstSeq).length)
  expect((await selection.messages(first, places, 10)).map(({ seq }) => seq)).toEqual(all.slice(first))
  expect((await selection.messages(places - 3, 100, 10)).map(({ seq }) => seq)).toEqual(all.slice(-3))
  expect([all[first + 40] ?? 0, (all[first + 40] ?? 0) + 1].map((seq) => selection.placeOf(seq))).toEqual([first + 40, first + 40])
})

it('looks through a long history, large messages among it, the same as one by one', async () => {
  const history = historyOf()
  const expected: number[] = []
  for (let index = 0; index < 60_000; index++) {
    const isWanted = index % 13 === 0
    const payload = isWanted ? `wanted ${index}` : 'x'.repeat(index % 700)
    say(history, 'in', `t/${index % 5}`, index % 20_000 === 777 ? `${'y'.repeat(500_000)}${payload}` : payload)
    if (isWanted) expected.push(index)
  }
  const { selection, until } = select(history, { payload: { kind: 'regex', value: 'wanted \\d+$', ignoreCase: false } })
  const { places } = await until((state) => state.progress === 1)
  expect(places).toBe(expected.length)
  for (const from of [0, 900, places - 50]) {
    expect((await selection.messages(from, 50, 20)).map(({ seq }) => seq)).toEqual(expected.slice(from, from + 50))
  }
})

it('tells at which field something is wrong, and gives up an expression that takes for ever', async () => {
  const code = (part: Partial<MessageFilter>): string => {
    const options = sieveOptions({ ...everything, ...part })
    return options.ok ? 'ok' : options.failure.code
  }
  expect(code({ topic: { kind: 'filter', value: 'a/#/b' } })).toBe('mqtt.bad-topic-filter')
  expect(code({ payload: { kind: 'regex', value: '(', ignoreCase: true } })).toBe('mqtt.bad-payload-filter')
  const history = historyOf()
  say(history, 'in', 't', `${'a'.repeat(60)}!`)
  const { until } = select(history, { payload: { kind: 'regex', value: '^(a+)+$', ignoreCase: true } })
  expect((await until((state) => state.failure !== undefined)).failure?.code).toBe('mqtt.slow-expression')
})

it('is not upset by a history that is emptied', async () => {
  const history = historyOf()
  for (let index = 0; index < 10; index++) say(history, 'in', 't', String(index))
  const { selection, until } = select(history, {})
  await until((state) => state.places === 10)
  await history.clear()
  selection.grew()
  say(history, 'in', 't', 'after')
  selection.grew()
  const { first, places } = await until((state) => state.places === 11)
  expect([first, places, (await selection.messages(first, 5, 10)).map(({ payload }) => fromUtf8(payload))]).toEqual([10, 11, ['after']])
})
