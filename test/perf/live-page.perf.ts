import { createHash } from 'node:crypto'
import { constants, readFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { SerialPort } from 'serialport'
import { afterAll, afterEach, beforeAll, beforeEach, it } from 'vitest'
import { openRecording } from '../../electron/services/recording/index.ts'
import type { RpcClient } from '../../renderer/bridge/rpc-client.ts'
import { defaultLineSettings, type SessionInfo } from '../../shared/contract/serial.ts'
import { connectPage } from '../support/connect-page.ts'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'
import { openPtyPair, type PtyPair } from '../support/pty-pair.ts'
import { valueOf } from '../support/value-of.ts'
import { change, measureMemory, type Memory } from './memory.ts'
import { framesShown, watchFrames } from './page-frames.ts'
import { cpuSeconds, makeSource, picocom, pour, tio, type Receive } from './peers.ts'
import { figure, median, percentile } from './report.ts'

/** The built program in a process of its own, with Chromium looking at the session. */
const megabytes = 256
const tioMegabytes = 8
const keys = 300
/** Of the screen, that keys are echoed in. */
const columns = 60

let folder: string
let browser: Browser
let server: LaunchedServer
let page: Page
let cdp: CDPSession
let client: RpcClient
const undo: (() => unknown)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'perf-'))
  const executablePath = process.env['ATELIER_CHROMIUM']
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  // The inspector collects garbage when it is asked to; without a client it costs nothing.
  server = await launchServer({ nodeArgs: ['--inspect=127.0.0.1:0'] })
  const connected = await connectPage(server.url)
  client = connected.client
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  cdp = await page.context().newCDPSession(page)
  undo.push(() => server.stop(), () => connected.channel.close(), () => page.close())
})
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

async function openOn(pair: PtyPair, view: 'Lines' | 'Screen'): Promise<SessionInfo> {
  const info = valueOf(await client.call('serial.open', pair.near, defaultLineSettings))
  await page.goto(server.url)
  await page.getByText(view, { exact: true }).click()
  return info
}

const arrived = async (id: string): Promise<number> => (await client.call('serial.sessions')).find((each) => each.id === id)?.bytesIn ?? 0

/** Asked now and then only: every question is work for the program that is measured. */
async function until(bytes: number, id: string): Promise<void> {
  while ((await arrived(id)) < bytes) await after(50)
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const { direction, bytes } of valueOf(await openRecording(file)).frames()) if (direction === 'in') hash.update(bytes)
  return hash.digest('hex')
}

/** Pours all of it in while the page shows the log, or nothing: how often that one has a frame is what the machine has left. */
async function pourAt(shows: 'log' | 'nothing'): Promise<{ readonly poured: Awaited<ReturnType<typeof pour>>; readonly frames: number[] }> {
  const source = await makeSource(folder, megabytes)
  let frames: number[] = []
  const atelier: Receive = async (near) => {
    const pair = { near } as PtyPair
    const { id, recording } = shows === 'log' ? await openOn(pair, 'Lines') : valueOf(await client.call('serial.open', near, defaultLineSettings))
    if (shows === 'nothing') await page.goto('about:blank')
    await after(500)
    const shown = await watchFrames(page)
    const before = cpuSeconds(server.pid)
    return {
      arrived: async () => {
        await until(source.bytes, id)
        return source.bytes
      },
      finish: async () => {
        frames = await shown()
        const cpu = cpuSeconds(server.pid) - before
        await client.call('serial.close', id)
        return { cpu, sha: await digestOf(recording.file) }
      },
    }
  }
  return { poured: await pour(atelier, 'atelier', source), frames }
}

it('a blank page while the same is poured in', async () => {
  const { frames } = await pourAt('nothing')
  figure('a blank page: ms a frame, median and 95th percentile', framesShown(frames))
}, 600_000)

it(`${megabytes} MB through a pseudo-terminal, recorded, with a page that shows the log`, async () => {
  const { poured: ours, frames } = await pourAt('log')
  figure('with a page: MB/s into the recording', ours.rate.toFixed(1))
  figure('with a page: CPU seconds a MB, Node side', ours.cpuPerMb.toFixed(4))
  figure('with a page: recording holds exactly what was sent', String(ours.isWhole))
  figure('with a page: ms a frame, median and 95th percentile (limit 20)', framesShown(frames))
  const peers = { picocom: { receive: picocom(folder), source: await makeSource(folder, 64) }, tio: { receive: tio(folder), source: await makeSource(folder, tioMegabytes) } }
  for (const [name, { receive, source: small }] of Object.entries(peers)) {
    const theirs = await pour(receive, name, small).catch((error: unknown) => figure(`${name} left out`, String(error)))
    if (!theirs) continue
    figure(`with a page: throughput against ${name}`, (ours.rate / theirs.rate).toFixed(2))
    figure(`with a page: CPU a MB against ${name}`, (ours.cpuPerMb / theirs.cpuPerMb).toFixed(3))
  }
}, 600_000)

/** One line that is written over and over, so that what stands at the top of the screen stays in sight. */
const flood = Buffer.from(`${'0123456789abcdef'.repeat(4)}\r`.repeat(16))

it('a key typed during a stream of 1 MB/s', async () => {
  const pair = await openPtyPair()
  undo.push(pair.dispose)
  await openOn(pair, 'Screen')
  undo.push(answerKeys(pair.far))
  await page.locator('.xterm-helper-textarea').focus()
  await page.evaluate((columns) => {
    const pressed: number[] = []
    const waits: number[] = []
    Object.assign(window, { echoTimes: waits })
    document.addEventListener('keydown', () => pressed.push(performance.now()), true)
    // Called in the frame that draws it.
    const look = (): void => {
      const now = performance.now()
      const rows = document.querySelectorAll('.xterm-rows > div')
      for (let from = pressed[waits.length]; from !== undefined; from = pressed[waits.length]) {
        const place = waits.length
        if ((rows[Math.floor(place / columns)]?.textContent?.[place % columns] ?? ' ').trim() === '') return
        waits.push(now - from)
      }
    }
    new MutationObserver(look).observe(document.querySelector('.xterm-rows') ?? document.body, { childList: true, subtree: true, characterData: true })
  }, columns)
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press('K')
    await after(37)
  }
  await after(500)
  const waits = await page.evaluate(() => (window as unknown as { echoTimes: number[] }).echoTimes)
  figure(`key to echo in sight at 1 MB/s, ${waits.length} of ${keys} keys: ms, median and 99th percentile (limit 50)`, `${median(waits).toFixed(1)}, ${percentile(waits, 99).toFixed(1)} (longest ${Math.max(...waits).toFixed(0)})`)
}, 120_000)

/** A device that says 1 MB/s and writes the keys that it is sent one behind the other at the top of the screen, until it is stopped. */
function answerKeys(path: string): () => Promise<void> {
  const port = new SerialPort({ path, baudRate: 115_200 })
  port.on('error', () => {})
  let typed = 0
  port.on('data', (bytes: Buffer) => {
    for (const key of bytes.toString('latin1')) {
      port.write(`\x1b7\x1b[${1 + Math.floor(typed / columns)};${1 + (typed % columns)}H${key}\x1b8`)
      typed++
    }
  })
  port.write('\x1b[2J\x1b[10;1H')
  const start = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    for (; port.isOpen && sent < (performance.now() - start) * 1000; sent += flood.length) port.write(flood)
  }, 4)
  return () =>
    new Promise((resolve) => {
      clearInterval(timer)
      port.close(() => resolve())
    })
}

it('memory after 1 GB and after 10 MB', async () => {
  const pair = await openPtyPair()
  undo.push(pair.dispose)
  const { id } = await openOn(pair, 'Lines')
  const [small, large] = [await makeSource(folder, 10), await makeSource(folder, 110)]
  const far = await open(pair.far, constants.O_WRONLY | constants.O_NOCTTY)
  undo.push(() => far.close())
  let sent = 0
  const send = async (file: string, bytes: number): Promise<void> => {
    const content = readFileSync(file)
    for (let at = 0; at < content.length; at += 65_536) await far.write(content.subarray(at, at + 65_536))
    sent += bytes
    await until(sent, id)
  }
  const measure = async (): Promise<Memory> => {
    await after(2000)
    return measureMemory(server, cdp)
  }
  await send(small.file, small.bytes)
  const early = await measure()
  for (let i = 0; i < 9; i++) await send(large.file, large.bytes)
  const late = await measure()
  figure('host RSS, MB, after 10 MB to after 1 GB: more (limit 60)', change(early.rss, late.rss))
  figure('page heap, MB, after 10 MB to after 1 GB: more (limit 60)', change(early.heap, late.heap))
}, 600_000)
