import { setTimeout as after } from 'node:timers/promises'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, it } from 'vitest'
import type { RpcClient } from '../../renderer/bridge/rpc-client.ts'
import { connectPage } from '../support/connect-page.ts'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'
import { startTlsBroker, type TlsBroker } from '../support/mosquitto-tls.ts'
import { base } from '../support/mqtt-client-bench.ts'
import { valueOf } from '../support/value-of.ts'
import { change, measureMemory } from './memory.ts'
import { payloadOf, publishFlood, startCounter } from './mqtt-peers.ts'
import { framesShown, watchFrames } from './page-frames.ts'
import { cpuSeconds } from './peers.ts'
import { figure, percentile } from './report.ts'

/** Real mosquitto, a publisher, the built program and Chromium share the machine. `ATELIER_PERF_SECONDS` makes a quick run of it. */
const seconds = Number(process.env['ATELIER_PERF_SECONDS'] ?? 60)
const rate = 20_000
const size = 256
const count = seconds * rate

let browser: Browser
let server: LaunchedServer
let broker: TlsBroker
let page: Page
let cdp: CDPSession
let client: RpcClient
const undo: (() => unknown)[] = []

beforeAll(async () => {
  const executablePath = process.env['ATELIER_CHROMIUM']
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
})
afterAll(() => browser.close())
beforeEach(async () => {
  broker = await startTlsBroker({ isQuiet: true })
  const profile = process.env['ATELIER_PERF_PROFILE']
  server = await launchServer({ nodeArgs: ['--inspect=127.0.0.1:0', ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])] })
  const connected = await connectPage(server.url)
  client = connected.client
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  cdp = await page.context().newCDPSession(page)
  undo.push(broker.stop, server.stop, () => connected.channel.close(), () => page.close())
})
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

async function subscribeToAll(): Promise<string> {
  const { id } = valueOf(await client.call('mqtt.connect', { ...base, port: broker.port }))
  valueOf(await client.call('mqtt.subscribe', id, '#', 0))
  await page.goto(server.url)
  // Alone in the window: as many rows as there can be.
  await page.locator('[data-rail="mqtt"]').click()
  await page.getByTestId('mqtt-messages').waitFor()
  return id
}

const received = async (id: string): Promise<number> => valueOf(await client.call('mqtt.messages', id, 0, 1, 0)).nextSeq

/** Resolves when so many are in the history, or when nothing has come for 5 s. */
async function until(wanted: number, id: string): Promise<number> {
  for (let last = -1, idle = 0; idle < 50; ) {
    const now = await received(id)
    if (now >= wanted) return now
    idle = now === last ? idle + 1 : 0
    last = now
    await after(100)
  }
  return received(id)
}

/** How old the list's own count of messages is, at 20 looks. */
async function lags(id: string): Promise<number[]> {
  const found: number[] = []
  for (let look = 0; look < 20; look++) {
    const shown = Number((await page.getByTestId('mqtt-count').textContent())?.replace(/\D/g, ''))
    found.push(((await received(id)) - shown) / (rate / 1000))
    await after(137)
  }
  return found
}

async function isWhole(id: string): Promise<boolean> {
  for (let from = 0; from < count; from += 5000) {
    const { messages } = valueOf(await client.call('mqtt.messages', id, from, 5000))
    if (messages.length !== Math.min(5000, count - from)) return false
    if (!messages.every(({ seq, topic, payload }, index) => seq === from + index && topic === 'flood/up' && payloadOf(seq, size).equals(payload))) return false
  }
  return (await received(id)) === count
}

/** s until a filter of payloads has looked at every message and shows the one that it leaves. */
async function filterTime(): Promise<string> {
  const mqtt = page.getByTestId('mqtt')
  const number = String(Math.floor(count / 2)).padStart(10, '0')
  const start = performance.now()
  await mqtt.getByRole('textbox', { name: 'Payload filter' }).fill(number)
  await page.getByTestId('mqtt-count').filter({ hasText: `1 of ${count.toLocaleString('en-US')}` }).waitFor()
  // The count says 1 as soon as it is found; what is left to look at stands beside it until the end.
  await mqtt.getByText('looking,').waitFor({ state: 'detached' })
  await mqtt.getByRole('option').filter({ hasText: number }).waitFor()
  return ((performance.now() - start) / 1000).toFixed(2)
}

it(`${rate} messages a second of ${size} bytes for ${seconds} s`, async () => {
  const small = Math.min(count, 20 * rate)
  const counter = await startCounter(broker.port, small)
  const idle = cpuSeconds(counter.pid)
  await publishFlood(broker.port, { rate, count: small, size })
  await counter.done
  const bare = ((cpuSeconds(counter.pid) - idle) / small) * 1e6
  await counter.stop()

  const id = await subscribeToAll()
  await after(1000)
  const shown = await watchFrames(page)
  const before = cpuSeconds(server.pid)
  const flood = publishFlood(broker.port, { rate, count, size })
  await until(Math.min(count / 4, 10 * rate), id)
  // What is measured is a page with the list in sight.
  await page.getByTestId('mqtt').getByRole('option').first().waitFor()
  if (process.env['ATELIER_PERF_PICTURE']) await page.screenshot({ path: process.env['ATELIER_PERF_PICTURE'] })
  const early = await measureMemory(server, cdp)
  const behind = await lags(id)
  await flood
  const arrived = await until(count, id)
  const ours = ((cpuSeconds(server.pid) - before) / arrived) * 1e6
  const frames = await shown()
  const late = await measureMemory(server, cdp)
  figure(`MQTT flood: messages in the history of ${count}`, String(arrived))
  figure('MQTT flood: every one of them with its content, in order', String(await isWhole(id)))
  figure('MQTT flood: s until a filter of payloads has looked at all', await filterTime())
  figure('MQTT flood: ms a frame, median and 95th percentile (limit 20)', framesShown(frames))
  figure('MQTT flood: ms that the list is behind the history, median and longest of 20 looks', `${percentile(behind, 50).toFixed(0)}, ${Math.max(...behind).toFixed(0)}`)
  figure('MQTT flood: host RSS, MB, early and late', change(early.rss, late.rss))
  figure('MQTT flood: page heap, MB, early and late', change(early.heap, late.heap))
  figure('MQTT flood: CPU µs a message, Node side, and a bare mqtt client', `${ours.toFixed(1)}, ${bare.toFixed(1)}`)
  figure('MQTT flood: times a bare mqtt client (limit 3)', (ours / bare).toFixed(2))
}, 600_000)

/** ms from a click to what it opens; the median and the longest of ten. */
async function clickTimes(which: 'first' | 'last' = 'first'): Promise<string> {
  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    const rows = page.getByTestId('mqtt').getByRole('option')
    const row = which === 'first' ? rows.nth(round % 5) : rows.last()
    const start = performance.now()
    await row.click()
    await page.getByRole('complementary', { name: 'Message' }).waitFor()
    times.push(performance.now() - start)
    await page.keyboard.press('Escape')
  }
  return `${percentile(times, 50).toFixed(0)} (longest ${Math.max(...times).toFixed(0)})`
}

/** ms to the tree of topics with all its levels, to all closed, to what is below one branch of it, and to the last message of a topic. */
async function treeTimes(): Promise<string> {
  const mqtt = page.getByTestId('mqtt')
  const rows = mqtt.getByRole('treeitem')
  const time = async (act: () => Promise<void>, shown: () => Promise<void>): Promise<string> => {
    const start = performance.now()
    await act()
    await shown()
    return (performance.now() - start).toFixed(0)
  }
  const line = rows.filter({ hasText: 'line0' })
  const topic = rows.filter({ hasText: /^up/ }).first()
  const tree = await time(() => mqtt.getByRole('tab', { name: 'Topics' }).click(), () => line.waitFor())
  const closed = await time(() => mqtt.getByRole('button', { name: 'Close all branches' }).click(), () => line.waitFor({ state: 'detached' }))
  const level = await time(() => rows.filter({ hasText: 'plant' }).dblclick(), () => line.waitFor())
  await rows.filter({ hasText: 'flood' }).dblclick()
  await topic.waitFor()
  const message = await time(() => topic.click(), () => page.getByRole('complementary', { name: 'Message' }).waitFor())
  return [tree, closed, level, message].join(', ')
}

it('a payload of 10 MB, and 100,000 distinct topics', async () => {
  const id = await subscribeToAll()
  await publishFlood(broker.port, { rate, count: 5, size })
  await until(5, id)
  figure('MQTT: ms from a click to the message, a few small ones', await clickTimes())
  await publishFlood(broker.port, { rate: 1, count: 5, size: 10_000_000 })
  await until(10, id)
  figure('MQTT: ms from a click to the message, one of 10 MB', await clickTimes('last'))
  const shown = await watchFrames(page)
  await publishFlood(broker.port, { rate, count: 100_000, size: 64, topics: 100_000 })
  figure('MQTT: messages with 100,000 distinct topics', String(await until(100_010, id)))
  figure('MQTT: ms a frame meanwhile, median and 95th percentile', framesShown(await shown()))
  figure('MQTT: ms from a click to the message, with 100,000 topics', await clickTimes())
  figure('MQTT: ms from a click to the tree, to it closed, to a branch of it, to a topic, with 100,000', await treeTimes())
}, 300_000)
