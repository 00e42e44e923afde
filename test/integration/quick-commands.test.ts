import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { inOrder } from '../../shared/quick-commands/arrange.ts'
import { fillIn } from '../../shared/quick-commands/placeholders.ts'
import { readList } from '../../shared/quick-commands/read/index.ts'
import { commandsIn, newCommand, type QuickCommand } from '../../shared/quick-commands/schema.ts'
import { wireOf } from '../../shared/quick-commands/wire.ts'
import { fromLatin1, latin1 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { disposeAll, farEnd, makeFolder, ptyPair } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

let app: App
let data: string
beforeEach(async () => {
  makeFolder()
  data = await mkdtemp(join(tmpdir(), 'atelier-quick-'))
  app = await createApp({ dataDir: data, host: createHeadlessHost() })
})
afterEach(async () => {
  await app.dispose()
  await disposeAll()
  await rm(data, { recursive: true, force: true })
})

const port = { checksum: 'none', ending: 'CR', charset: 'utf-8' } as const
const wire = (command: QuickCommand, values: Record<string, string> = {}) => {
  const made = wireOf(command, fillIn(command, values, 1_700_000_000_000), port)
  if (!made.ok) throw new Error(made.problem)
  return made
}

async function open() {
  const pair = await ptyPair()
  const far = await farEnd(pair.far)
  const { id } = valueOf(await app.api['serial.open'](pair.near, defaultLineSettings))
  return { id, far }
}

it('an SSCOM list runs on a pseudo-terminal: the marked ones in SSCOM’s order, byte for byte as SSCOM sends them, with their delays', async () => {
  const { id, far } = await open()
  const list = valueOf(readList({ name: 'sscom51.ini', bytes: new Uint8Array(await readFile(new URL('../vectors/quick-commands/sscom-5.12-fysetc.ini', import.meta.url))) }, () => 'n'))
  const [page] = list.pages
  if (!page) throw new Error('no page')
  const lines = inOrder(page).map((command) => wire(command))
  const begun = performance.now()
  valueOf(await app.api['sending.start'](id, { lines: lines.map(({ bytes }) => bytes), delaysMs: [100, 100, 100], wait: 'delay', answerTimeoutMs: 1000, stopsAtError: true, charDelayMs: 0, lineDelayMs: 0, repeat: { everyMs: 10, count: 2 } }))
  // 13 00 FF 88, “欢迎您使用SSCOM!” in GBK with CR LF, “output string” with CR LF; twice.
  const once = latin1('\u0013\u0000\u00ff\u0088\u00bb\u00b6\u00d3\u00ad\u00c4\u00fa\u00ca\u00b9\u00d3\u00c3SSCOM!\r\noutput string\r\n')
  const all = Buffer.concat([once, once])
  await eventually('both rounds', () => far.received().length >= all.length)
  expect(Buffer.from(far.received()).toString('hex')).toBe(all.toString('hex'))
  // Five delays of 100 ms between six commands.
  expect(performance.now() - begun).toBeGreaterThanOrEqual(480)
})

it('a secret placeholder reaches the device and is masked everywhere else, also where the device echoes it', async () => {
  const { id, far } = await open()
  const command = newCommand(() => 'c', { content: 'login {{user}} {{token}}\\r', form: 'escapes', ending: 'none', secrets: ['token'] })
  const { bytes, masks } = wire(command, { user: 'bench', token: 'Tok\\en-4711' })
  const heard: string[] = []
  app.on('serial.didReceive', (_id, chunks) => heard.push(...chunks.map((chunk) => fromLatin1(chunk.bytes))))
  valueOf(await app.api['serial.write'](id, bytes, masks.map(({ start, end }) => ({ start, end }))))
  await eventually('the line', () => far.received().length >= bytes.length)
  expect(Buffer.from(far.received()).toString()).toBe('login bench Tok\\en-4711\r')
  far.port.write('login bench Tok\\en-4711\r\r\nwelcome\r\n')
  await eventually('the echo', () => heard.join('').includes('welcome'))
  const { chunks } = valueOf(await app.api['serial.snapshot'](id, 0))
  const shown = heard.join('') + chunks.map((chunk) => fromLatin1(chunk.bytes)).join('')
  expect(shown).not.toContain('4711')
  expect(heard.join('')).toContain('login bench ***********\r')
})

it('pages are kept over a restart of the program; the last value of a placeholder too, a secret one never', async () => {
  const list = valueOf(readList({ name: 'EC20.ini', bytes: new Uint8Array(await readFile(new URL('../vectors/quick-commands/qcom-ec20.ini', import.meta.url))) }, counted()))
  const { revision } = await app.api['quickCommands.get']()
  valueOf(await app.api['quickCommands.save']([...list.pages], revision))
  valueOf(await app.api['quickCommands.remember']({ topic: 'a/b' }))
  await app.dispose()
  app = await createApp({ dataDir: data, host: createHeadlessHost() })
  const { pages, values } = await app.api['quickCommands.get']()
  expect([pages, values]).toStrictEqual([list.pages, { topic: 'a/b' }])
  expect(pages.flatMap(commandsIn)).toHaveLength(13)
})

const counted = (): (() => string) => {
  let count = 0
  return () => `n${++count}`
}
