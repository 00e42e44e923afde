import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'
import { writeRecording, type WrittenFrame } from '../support/write-recording.ts'

const imei = '866758040001234'
const session: readonly WrittenFrame[] = [
  ['note', 0, 'Opened /dev/ttyUSB2'],
  ['out', 10, 'AT+CGSN\r'],
  ['in', 13, `\r\n${imei}\r\n\r\nOK\r\n`],
  ['out', 900, 'AT+CSQ\r'],
  ['in', 75_000, '\r\n+CSQ: 20,99\r\n\r\nOK\r\n'],
]

async function saved(page: Page, start: () => Promise<void>): Promise<readonly [name: string, content: string]> {
  const [download] = await Promise.all([page.waitForEvent('download'), start()])
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')]
}

test('a recording is exported from the list, numbers replaced unless that is switched off', async ({ page, server }) => {
  await writeRecording(join(server.dataDir, 'recordings', 'water meter.atrec'), session)
  await page.locator('[data-rail="recordings"]').click()
  const item = page.locator('[data-recording="water meter.atrec"]')
  await expect(item.getByRole('cell', { name: '1:15' })).toBeVisible()
  await item.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export water meter' })
  await dialog.getByRole('radio', { name: 'SSCOM' }).check()
  const [name, masked] = await saved(page, () => dialog.getByRole('button', { name: 'Export' }).click())
  expect(name).toBe('water meter.sscom.txt')
  expect(masked).toMatch(/^\[\d\d:\d\d:\d\d\.010\]发→◇AT\+CGSN\r□\r\n\[\d\d:\d\d:\d\d\.013\]收←◆\r\n86675804\*{6}A\r\n\r\nOK\r\n\r\n/)
  await expect(dialog.getByRole('status')).toHaveText(/^water meter\.sscom\.txt goes to the browser’s downloads: 7 lines, \d+ B\.$/)

  await dialog.getByRole('button', { name: 'Another format' }).click()
  await dialog.getByRole('switch').click()
  await expect(dialog.getByRole('alert')).toHaveText('Whoever gets this file can tell this module, its SIM card and its phone number.')
  const [, plain] = await saved(page, () => dialog.getByRole('button', { name: 'Export' }).click())
  expect(plain).toContain(`← ${imei}\n`)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  // What was downloaded is not kept.
  await expect.poll(() => readdir(join(server.dataDir, 'exports'))).toStrictEqual([])
})

test('lines of an open recording are exported by their numbers', async ({ page, server }) => {
  await writeRecording(join(server.dataDir, 'recordings', 'a.atrec'), session)
  await page.locator('[data-rail="recordings"]').click()
  await page.getByTestId('recordings').getByRole('button', { name: 'a', exact: true }).click()
  await page.getByTestId('recordings').getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'From line' }).fill('5')
  await dialog.getByRole('textbox', { name: 'To line' }).fill('4')
  await expect(dialog.getByRole('button', { name: 'Export' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'To line' }).fill('6')
  const [name, content] = await saved(page, () => dialog.getByRole('button', { name: 'Export' }).click())
  expect([name, content.split('\n').map((line) => line.slice(24))]).toStrictEqual(['a.txt', ['→ AT+CSQ', '← +CSQ: 20,99', '']])
})

test('a long export tells how far it has come and is cancelled without a trace', async ({ page, server }) => {
  await writeRecording(
    join(server.dataDir, 'recordings', 'long.atrec'),
    Array.from({ length: 600_000 }, (_, i): WrittenFrame => ['in', i, `\r\n+QMTRECV: 0,${i},"sensors/temperature/${i}"\r\n`]),
  )
  await page.locator('[data-rail="recordings"]').click()
  await page.locator('[data-recording="long.atrec"]').getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'CSV' }).check()
  await dialog.getByRole('button', { name: 'Export' }).click()
  await expect(dialog.getByText(/^Writing long\.csv: ([1-9]|\d\d) %$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel the export' }).click()
  await expect(dialog.getByText('Cancelled; nothing was kept.')).toBeVisible()
  expect(await readdir(join(server.dataDir, 'exports'))).toStrictEqual([])
})

test('what a session has recorded is exported from the terminal while it goes on', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising' }).click()
  const terminal = page.getByTestId('terminal')
  await expect(terminal.getByText('Opened practice:quectel-ec20')).toBeVisible()
  await page.getByTestId('terminal-export').click()
  const dialog = page.getByRole('dialog')
  const [name, content] = await saved(page, () => dialog.getByRole('button', { name: 'Export' }).click())
  expect(name).toMatch(/^\d{8}T\d{6}Z-practice-quectel-ec20\.txt$/)
  expect(content).toMatch(/ · Opened practice:quectel-ec20/)
})
