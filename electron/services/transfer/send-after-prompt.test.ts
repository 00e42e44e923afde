import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scriptedSession } from '../../../test/support/scripted-session.ts'
import vectors from '../../../test/vectors/quectel-qfupl.json' with { type: 'json' }
import type { TransferState, TransferWay } from '../../../shared/contract/transfers.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { TransferService } from './transfer-service.ts'

const way: Extract<TransferWay, { kind: 'prompt' }> = { kind: 'prompt', command: 'AT+QFUPL="{name}",{size},100', lineEnd: 'CR', prompt: 'CONNECT', promptTimeoutMs: 200, answerTimeoutMs: 200, pace: null }

async function send(answers: Parameters<typeof scriptedSession>[0], bytes: Uint8Array, change: Partial<typeof way> = {}, name = 'ca.pem') {
  const session = scriptedSession(answers)
  const service = new TransferService({ sessions: session.access })
  const ended = new Promise<TransferState>((resolve) => {
    service.onDidChange((state) => void (['done', 'failed', 'cancelled'].includes(state.state) && resolve(state)))
  })
  const begun = await service.begin(name, bytes.length)
  if (!begun.ok) throw new Error(begun.failure.code)
  await service.put(begun.value.uploadId, 0, bytes)
  const started = await service.start('s', [begun.value.uploadId], { ...way, ...change })
  if (!started.ok) throw new Error(started.failure.code)
  return { session, service, ended }
}

test.each(vectors)('the published answer +QFUPL: $size,$checksum fits the file it was printed for', async ({ file, finalLineEnd, size, checksum }) => {
  const whole = readFileSync(new URL(`../../../test/vectors/${file}`, import.meta.url), 'utf8')
  const content = finalLineEnd ? whole : whole.replace(/\n$/, '')
  const { session, ended } = await send({ [`AT+QFUPL="ca.pem",${size},100`]: 'AT+QFUPL="ca.pem",1,1\r\r\nCONNECT\r\n', ...answersTo(content, `\r\n+QFUPL: ${size},${checksum}\r\n\r\nOK\r\n`) }, utf8(content))
  const { state, answer, check } = await ended
  expect([state, answer, check]).toStrictEqual(['done', [`+QFUPL: ${size},${checksum}`, 'OK'], { told: `${size},${checksum}`, own: `${size},${checksum}`, fits: true }])
  expect([session.sent[0], session.sent.slice(1).join(''), session.isOwned()]).toStrictEqual([`AT+QFUPL="ca.pem",${size},100`, content, false])
})

/** Nothing to each block but the last, of 1024 bytes. */
function answersTo(content: string, last: string): Record<string, string | null> {
  const blocks = content.match(/[^]{1,1024}/g) ?? []
  return Object.fromEntries(blocks.map((block, index) => [block, index === blocks.length - 1 ? last : null]))
}

test('a checksum that differs is told with both', async () => {
  const { ended } = await send({ 'AT+QFUPL="ca.pem",3,100': '\r\nCONNECT\r\n', abc: '\r\n+QFUPL: 3,0001\r\n\r\nOK\r\n' }, utf8('abc'))
  const { state, check, failure } = await ended
  // 0x6162 ^ 0x6300, by the FILE manual's rule for an odd last byte.
  expect([state, check, failure?.code, failure?.evidence]).toStrictEqual(['failed', { told: '3,0001', own: '3,262', fits: false }, 'transfer.check-differs', '+QFUPL: 3,0001'])
})

test('an error instead of the prompt is told in words; none of the file goes out', async () => {
  const { session, ended } = await send({ 'AT+CFTRANRX="c:/ca.pem",3': '\r\n+CME ERROR: 4\r\n' }, utf8('abc'), { command: 'AT+CFTRANRX="c:/{name}",{size}', prompt: '>' })
  const { state, failure } = await ended
  expect([state, failure?.code, failure?.evidence, session.sent]).toStrictEqual(['failed', 'transfer.refused', '+CME ERROR: 4', ['AT+CFTRANRX="c:/ca.pem",3']])
  expect(failure?.what.en).toBe('The device refused the command instead of asking for the content. The modem does not know this command, or is not ready yet.')
})

test('a prompt without a line end is seen, and an echo that holds it is not', async () => {
  const { session, ended } = await send({ 'AT+X=">",3': 'AT+X=">",3\r\r\n> ', abc: '\r\nOK\r\n' }, utf8('abc'), { command: 'AT+X=">",{size}', prompt: '>' })
  expect([(await ended).state, session.sent]).toStrictEqual(['done', ['AT+X=">",3', 'abc']])
})

test('no prompt, and no result: each is told after its time, with what came', async () => {
  const silent = await send({ 'AT+QFUPL="ca.pem",3,100': '\r\n+QIND: 1\r\n' }, utf8('abc'), { promptTimeoutMs: 100 })
  expect((await silent.ended).failure).toMatchObject({ code: 'transfer.no-prompt', evidence: '+QIND: 1', what: { en: 'The device did not print CONNECT within 0.1 s; none of the file was sent.' } })
  const half = await send({ 'AT+QFUPL="ca.pem",3,100': '\r\nCONNECT\r\n', abc: null }, utf8('abc'), { answerTimeoutMs: 100 })
  expect((await half.ended).failure?.code).toBe('transfer.no-result')
  expect(half.session.isOwned()).toBe(false)
})

test('the port goes away while the prompt is awaited: told at once', async () => {
  const it = await send({ 'AT+QFUPL="ca.pem",3,100': null }, utf8('abc'), { promptTimeoutMs: 60_000 })
  it.session.unplug()
  expect((await it.ended).failure).toMatchObject({ code: 'transfer.port-gone', evidence: 'gone' })
})

test('what cannot be sent is refused before anything goes out', async () => {
  const session = scriptedSession({})
  const service = new TransferService({ sessions: session.access })
  const code = async (result: Promise<{ readonly ok: boolean; readonly failure?: { readonly code: string } }>) => (await result).failure?.code
  expect(await code(service.begin('a', 0))).toBe('transfer.empty')
  expect(await code(service.begin('a', 32 * 1024 * 1024 + 1))).toBe('transfer.too-large')
  const begun = await service.begin('a', 4)
  const id = begun.ok ? begun.value.uploadId : ''
  expect(await code(service.start('s', [id], way))).toBe('transfer.upload-gone')
  expect(await code(service.put(id, 2, utf8('ab')))).toBe('transfer.upload-gone')
  expect(await code(service.put(id, 0, utf8('ab')))).toBe('transfer.upload-gone')
  expect(await code(service.start('s', ['a', 'b'], way))).toBe('transfer.one-file')
  expect(session.sent).toStrictEqual([])
  await service.dispose()
})

test('a private key stays out of the recording, and a name cannot break the command', async () => {
  const masks: unknown[] = []
  const session = scriptedSession({ 'AT+QFUPL="k.pem",88,100': '\r\nCONNECT\r\n' })
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${'A'.repeat(25)}\n-----END RSA PRIVATE KEY-----\n`
  const service = new TransferService({
    sessions: {
      acquire: () => {
        const taken = session.access.acquire()
        return taken.ok ? { ok: true, value: { ...taken.value, write: (bytes, mask, onTaken) => (masks.push(mask), taken.value.write(bytes, mask, onTaken)) } } : taken
      },
    },
  })
  const ended = new Promise<TransferState>((resolve) => {
    service.onDidChange((state) => void (['done', 'failed'].includes(state.state) && resolve(state)))
  })
  const begun = await service.begin('k".pem', key.length)
  const id = begun.ok ? begun.value.uploadId : ''
  await service.put(id, 0, utf8(key))
  await service.start('s', [id], way)
  expect((await ended).isSecret).toBe(true)
  expect([session.sent[0], masks]).toStrictEqual(['AT+QFUPL="k.pem",88,100', [[], [{ start: 0, end: 88 }]]])
})
