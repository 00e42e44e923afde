import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { openRecording } from '../../electron/services/recording/index.ts'
import { test } from '../support/served-page.ts'
import { openTcpPort, type FarEnd } from '../support/tcp-ports.ts'
import { valueOf } from '../support/value-of.ts'

/** Whatever a device pours out, the page answers, and the recording has every byte of it. */
const line = (page: Page) => page.getByTestId('terminal').getByRole('combobox', { name: 'Line to send' })

async function pour(port: FarEnd, pieces: Iterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for (const piece of pieces) {
    hash.update(piece)
    if (!port.far.write(piece)) await new Promise<void>((resolve) => port.far.once('drain', resolve))
  }
  return hash.digest('hex')
}

/** SHA-256 of what came in, by the recording alone, once it has `bytes` of it. */
async function recorded(dataDir: string, bytes: number): Promise<string> {
  const folder = join(dataDir, 'recordings')
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.atrec'))
  for (;;) {
    const hash = createHash('sha256')
    let count = 0
    for await (const frame of valueOf(await openRecording(join(folder, name ?? ''))).frames()) {
      if (frame.direction !== 'in' || count >= bytes) continue
      const part = frame.bytes.subarray(0, bytes - count)
      hash.update(part)
      count += part.length
    }
    if (count === bytes) return hash.digest('hex')
  }
}

async function answers(page: Page, port: FarEnd): Promise<void> {
  await line(page).fill('AT+STILL?')
  await line(page).press('Escape')
  await line(page).press('Enter')
  await expect.poll(port.heard).toContain('AT+STILL?')
  port.far.write('\r\n+STILL: here\r\n')
  await expect(page.getByTestId('terminal').getByText('+STILL: here')).toBeVisible()
}

function* binary(bytes: number): Generator<Buffer> {
  // Every byte value in an order that is never text for long: NULs, broken UTF-8, escape sequences cut off.
  const block = Buffer.alloc(64 * 1024)
  for (let sent = 0, state = 1; sent < bytes; sent += block.length) {
    for (let i = 0; i < block.length; i++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      block[i] = state >>> 16
    }
    yield Buffer.from(block)
  }
}

function* oneLine(bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += 1024 * 1024) yield Buffer.alloc(1024 * 1024, 'A')
}

for (const view of ['Lines', 'Screen'] as const) {
  test(`binary of 16 MB, NULs and broken UTF-8 among it, in the view of ${view}`, async ({ page, server }) => {
    const port = await openTcpPort(page)
    await page.getByTestId('terminal').waitFor()
    await page.getByText(view, { exact: true }).click()
    const size = 16 * 1024 * 1024
    const sent = await pour(port, binary(size))
    await answers(page, port)
    expect(await recorded(server.dataDir, size)).toBe(sent)
    port.close()
  })
}

test('a line of 100 MB without an end', async ({ page, server }) => {
  const port = await openTcpPort(page)
  await page.getByTestId('terminal').waitFor()
  const size = 100 * 1024 * 1024
  const sent = await pour(port, oneLine(size))
  await answers(page, port)
  expect(await recorded(server.dataDir, size)).toBe(sent)
  port.close()
})
