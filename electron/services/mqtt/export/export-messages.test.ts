import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import papaparse from 'papaparse'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MessageExportRequest } from '../../../../shared/contract/mqtt-history.ts'
import { utf8 } from '../../../../shared/text/bytes.ts'
import { valueOf } from '../../../../test/support/value-of.ts'
import { MessageHistory } from '../history/message-history.ts'
import type { StoredMessage } from '../history/message-format.ts'
import { sieveOptions } from '../selection/sieve-options.ts'
import { exportMessages } from './export-messages.ts'

let folder = ''
let history: MessageHistory
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-export-'))
  history = new MessageHistory({ folder: join(folder, 'c1') })
})
afterEach(async () => {
  await history.close()
  await rm(folder, { recursive: true, force: true })
})

const noon = Date.UTC(2026, 10, 27, 12)
const say = (payload: Uint8Array | string, part: Partial<StoredMessage> = {}): number =>
  history.push({ at: noon + history.nextSeq * 1000 + 0.25, direction: 'in', topic: 'dev/1', qos: 0, retain: false, payload: typeof payload === 'string' ? utf8(payload) : payload, ...part })

async function exported(part: Partial<MessageExportRequest>, signal = new AbortController().signal): Promise<{ readonly text: string; readonly messages: number }> {
  const request: MessageExportRequest = { kind: 'json', payload: 'json', filter: null, since: null, until: null, ...part }
  const file = join(folder, `out.${request.kind}`)
  const chosen = request.filter && valueOf(sieveOptions(request.filter))
  const { messages, bytes } = await exportMessages(history, request, chosen, file, { signal, onProgress: () => {} })
  expect((await stat(file)).size).toBe(bytes)
  return { text: await readFile(file, 'utf8'), messages }
}

it('JSON has a payload as the value that it is, every digit of it, and Base64 where it is none', async () => {
  say('{"n": 9007199254740993,\r\n "温度": 21.50}')
  say(Uint8Array.of(0xff, 0), { direction: 'out', retain: true, qos: 2, properties: { contentType: 'x', correlationData: Uint8Array.of(1, 2), userProperties: [['a', 'b']] } })
  const { text, messages } = await exported({})
  expect(text).toContain('"payload":{"n": 9007199254740993, "温度": 21.50}')
  expect([messages, JSON.parse(text)[1]]).toStrictEqual([
    2,
    {
      seq: 1,
      time: '2026-11-27T12:00:01.000Z',
      direction: 'sent',
      topic: 'dev/1',
      qos: 2,
      retain: true,
      properties: { contentType: 'x', correlationData: 'AQI=', userProperties: [['a', 'b']] },
      payloadFormat: 'base64',
      payload: '/wA=',
    },
  ])
})

it('CSV is read back by a reader of RFC 4180, and no cell is a formula', async () => {
  say('=1+1')
  say('-12.5')
  say('a "quoted", line\r\nand another', { topic: '+cmd/x' })
  say(Uint8Array.of(0xff))
  const { data } = papaparse.parse<string[]>((await exported({ kind: 'csv', payload: 'text' })).text.replace('\ufeff', ''), { skipEmptyLines: true })
  expect(data.map((row) => [row[3], row[6], row[7], row[8]])).toStrictEqual([
    ['topic', 'bytes', 'payload format', 'payload'],
    ['dev/1', '4', 'text', "'=1+1"],
    ['dev/1', '5', 'text', '-12.5'],
    ["'+cmd/x", '29', 'text', 'a "quoted", line\r\nand another'],
    ['dev/1', '1', 'base64', '/w=='],
  ])
})

it('takes what a filter leaves within a time', async () => {
  for (let index = 0; index < 5000; index++) say(`n ${index}`, { topic: `dev/${index % 2}` })
  const filter = { within: [], topic: { kind: 'filter', value: 'dev/1' }, payload: { kind: 'regex', value: '[05]$', ignoreCase: true }, direction: null, retained: null, from: 0 } as const
  const { text } = await exported({ payload: 'text', filter: { ...filter, within: [] }, since: noon + 100_000, until: noon + 130_000 })
  expect((JSON.parse(text) as { payload: string }[]).map(({ payload }) => payload)).toStrictEqual(['n 105', 'n 115', 'n 125'])
})

it('leaves nothing behind when it is cancelled', async () => {
  for (let index = 0; index < 5000; index++) say(`n ${index}`)
  const stop = new AbortController()
  stop.abort()
  await expect(exported({}, stop.signal)).rejects.toThrow()
  await expect(stat(join(folder, 'out.json'))).rejects.toThrow('ENOENT')
})

it('is an empty list where nothing is kept', async () => {
  expect(JSON.parse((await exported({})).text)).toStrictEqual([])
})
