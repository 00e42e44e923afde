import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { ok } from '../../../shared/contract/failure.ts'
import type { SendingJob, SendingState } from '../../../shared/contract/sending.ts'
import type { Chunk, SessionInfo } from '../../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { SendingService } from './sending-service.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A port whose device answers each line as `answers` says; nothing for a line that is not there. */
function bench(answers: Readonly<Record<string, string>> = {}) {
  const received = new Emitter<[sessionId: string, chunks: Chunk[]]>()
  const changed = new Emitter<[SessionInfo]>()
  const sent: (readonly [ms: number, words: string])[] = []
  const begun = Date.now()
  const service = new SendingService({
    write: async (_id, bytes) => {
      const words = fromUtf8(bytes)
      sent.push([Date.now() - begun, words])
      const answer = answers[words.trim()]
      if (answer) received.fire('s', [{ seq: 0, at: 0, direction: 'in', bytes: utf8(answer) }])
      return ok(null)
    },
    onDidReceive: received.on,
    onDidChangeSession: changed.on,
  })
  const told: SendingState[] = []
  service.onDidChange((state) => told.push(state))
  const start = (job: Partial<SendingJob> & { readonly text: readonly string[] }) => {
    const { text, ...rest } = job
    return service.start('s', { lines: text.map((line) => utf8(line)), wait: 'answer', answerTimeoutMs: 1000, stopsAtError: true, charDelayMs: 0, lineDelayMs: 0, repeat: null, ...rest })
  }
  const session = (state: Partial<SessionInfo>) => changed.fire({ id: 's', state: 'open', owner: 'person', ...state } as SessionInfo)
  return { service, sent, told, start, session, end: () => told.at(-1) }
}

test('each line goes when the last has its final result, and a prompt takes the data', async () => {
  const { sent, start, end } = bench({ AT: 'AT\r\r\nOK\r\n', 'AT+CMGS="1"': '\r\n> ', 'hi\u001a': '\r\n+CMGS: 1\r\n\r\nOK\r\n' })
  await start({ text: ['AT\r', 'AT+CMGS="1"\r', 'hi\u001a'] })
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toStrictEqual([[0, 'AT\r'], [0, 'AT+CMGS="1"\r'], [0, 'hi\u001a']])
  expect(end()).toMatchObject({ state: 'done', sent: 3, lines: 3, errors: 0, answer: ['+CMGS: 1', 'OK'] })
})

test('stops at the first error, names the line and sends nothing after it', async () => {
  const { sent, start, end } = bench({ AT: '\r\nOK\r\n', 'AT+X': '\r\n+CME ERROR: 100\r\n' })
  await start({ text: ['AT\r', 'AT+X\r', 'AT\r'] })
  await vi.advanceTimersByTimeAsync(0)
  expect(sent.map(([, words]) => words)).toStrictEqual(['AT\r', 'AT+X\r'])
  expect(end()).toMatchObject({ state: 'failed', sent: 2, failure: { code: 'sending.error', evidence: '+CME ERROR: 100' } })
  expect(end()?.failure?.what.en).toBe('Line 2 was answered with an error; the lines after it were not sent.')
})

test('an error at the last line speaks of no lines after it', async () => {
  const { start, end } = bench({ 'AT+X': '\r\nERROR\r\n' })
  await start({ text: ['AT+X\r'] })
  await vi.advanceTimersByTimeAsync(0)
  expect(end()?.failure?.what).toStrictEqual({ en: 'Line 1 was answered with an error.', zh: '第 1 行返回错误。' })
})

test('goes on after errors when asked to, and counts them', async () => {
  const { sent, start, end } = bench({ AT: '\r\nERROR\r\n' })
  await start({ text: ['AT\r', 'silent\r', 'AT\r'], stopsAtError: false })
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toStrictEqual([[0, 'AT\r'], [0, 'silent\r'], [1000, 'AT\r']])
  expect(end()).toMatchObject({ state: 'done', errors: 3 })
})

test('a line without an answer ends the job at its time limit, never later', async () => {
  const { start, end } = bench()
  await start({ text: ['AT\r', 'AT\r'], answerTimeoutMs: 3000 })
  await vi.advanceTimersByTimeAsync(2999)
  expect(end()?.state).toBe('running')
  await vi.advanceTimersByTimeAsync(1)
  expect(end()).toMatchObject({ state: 'failed', sent: 1, failure: { code: 'sending.no-answer' } })
})

test('characters and lines keep their distance', async () => {
  const { sent, start, end } = bench()
  await start({ text: ['AB', 'C'], wait: 'delay', charDelayMs: 5, lineDelayMs: 50 })
  await vi.advanceTimersByTimeAsync(55)
  expect(sent).toStrictEqual([[0, 'A'], [5, 'B'], [55, 'C']])
  expect(end()?.state).toBe('done')
})

test('repeats at its interval as often as asked', async () => {
  const { sent, start, end } = bench()
  await start({ text: ['AT\r'], wait: 'delay', repeat: { everyMs: 100, count: 3 } })
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toStrictEqual([[0, 'AT\r'], [100, 'AT\r'], [200, 'AT\r']])
  expect(end()).toMatchObject({ state: 'done', round: 3, rounds: 3, everyMs: 100 })
})

test('an endless repeat ends when it is stopped, and nothing is sent any more', async () => {
  const { service, sent, start, end } = bench()
  await start({ text: ['AT\r'], wait: 'delay', repeat: { everyMs: 100, count: 0 } })
  await vi.advanceTimersByTimeAsync(250)
  await service.stop('s')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toHaveLength(3)
  expect(end()).toMatchObject({ state: 'stopped', round: 3 })
})

test.each([
  ['the port goes away', { state: 'waiting' }, 'sending.port-gone'],
  ['the session is closed', { state: 'closed' }, 'sending.port-gone'],
  ['the wizard takes the port', { owner: 'wizard' }, 'sending.port-taken'],
  ['a sequence takes the port', { owner: 'sequence' }, 'sending.port-taken'],
  ['a file transfer takes the port', { owner: 'transfer' }, 'sending.port-taken'],
] as const)('a repeat ends when %s', async (_name, change, code) => {
  const { sent, start, session, end } = bench()
  await start({ text: ['AT\r'], wait: 'delay', repeat: { everyMs: 100, count: 0 } })
  await vi.advanceTimersByTimeAsync(50)
  session(change)
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toHaveLength(1)
  expect(end()).toMatchObject({ state: 'failed', failure: { code } })
})

test('a second job on the same port is refused while the first runs', async () => {
  const { service, start } = bench()
  await start({ text: ['AT\r'] })
  expect(await start({ text: ['AT\r'] })).toMatchObject({ ok: false, failure: { code: 'sending.busy' } })
  await service.stop('s')
  expect(await start({ text: ['AT\r'] })).toMatchObject({ ok: true })
  await service.dispose()
})

test('lines have delays of their own, the last one’s before the next round, and none after the last round', async () => {
  const { sent, start, end } = bench()
  await start({ text: ['A\r', 'B\r'], wait: 'delay', lineDelayMs: 5, delaysMs: [200, 1000], repeat: { everyMs: 10, count: 2 } })
  await vi.advanceTimersByTimeAsync(1400)
  expect(sent).toStrictEqual([[0, 'A\r'], [200, 'B\r'], [1200, 'A\r'], [1400, 'B\r']])
  expect(end()).toMatchObject({ state: 'done', round: 2, sent: 2 })
})

test('a stop during a delay between rounds is at once', async () => {
  const { service, sent, start, end } = bench()
  await start({ text: ['A\r'], wait: 'delay', delaysMs: [60_000], repeat: { everyMs: 10, count: 0 } })
  await vi.advanceTimersByTimeAsync(100)
  await service.stop('s')
  expect([sent, end()?.state]).toStrictEqual([[[0, 'A\r']], 'stopped'])
})

test('what is secret in a line is told to the port, also byte by byte', async () => {
  const masks: (readonly (readonly [number, number])[])[] = []
  const service = new SendingService({
    write: async (_id, _bytes, ...rest) => {
      masks.push((rest[0] ?? []).map(({ start, end }) => [start, end] as const))
      return ok(null)
    },
    onDidReceive: new Emitter<[string, Chunk[]]>().on,
    onDidChangeSession: new Emitter<[SessionInfo]>().on,
  })
  const job: SendingJob = { lines: [utf8('k=ab')], masks: [[{ start: 2, end: 4 }]], wait: 'delay', answerTimeoutMs: 1000, stopsAtError: true, charDelayMs: 0, lineDelayMs: 0, repeat: null }
  await service.start('s', job)
  await vi.advanceTimersByTimeAsync(0)
  await service.start('s', { ...job, charDelayMs: 1 })
  await vi.advanceTimersByTimeAsync(10)
  expect(masks).toStrictEqual([[[2, 4]], [], [], [[0, 1]], [[0, 1]]])
})
