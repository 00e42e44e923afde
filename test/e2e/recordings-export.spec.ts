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

test('the encoding chosen and a note on a line are there when it is opened again, and in what is exported', async ({ page, server }) => {
  // 温度 in GB18030 (GB 18030-2022, double-byte part).
  await writeRecording(join(server.dataDir, 'recordings', 'meter.atrec'), [['in', 0, Buffer.from('+T: \xce\xc2\xb6\xc8\r\n', 'latin1')], ['out', 900, 'AT+CSQ\r']])
  const panel = page.getByTestId('recordings')
  const rows = page.getByTestId('recording-rows')
  const open = async (): Promise<void> => {
    await page.locator('[data-rail="recordings"]').click()
    await panel.getByRole('button', { name: 'meter', exact: true }).click()
  }
  await open()
  await expect(rows.getByText('\\xCE¶\\xC8')).toBeVisible()
  await panel.getByRole('button', { name: 'How it is shown' }).click()
  await page.getByRole('combobox', { name: 'Text encoding' }).click()
  await page.getByRole('option', { name: 'GB18030' }).click()
  await page.keyboard.press('Escape')
  await rows.getByText('+T: 温度').click()
  await rows.press('Control+F2')
  await page.getByRole('textbox', { name: 'Note on this line' }).fill('表头 outside')
  await page.getByRole('textbox', { name: 'Note on this line' }).press('Enter')
  await expect(rows.getByText('表头 outside')).toBeVisible()

  await page.reload()
  await open()
  await expect(rows.getByText('+T: 温度')).toBeVisible()
  await expect(rows.getByText('表头 outside')).toBeVisible()
  await panel.getByRole('button', { name: 'Replay' }).click()
  await expect(page.getByTestId('replay-rows').getByText('+T: 温度')).toBeVisible()

  await page.locator('[data-rail="recordings"]').click()
  await page.getByRole('button', { name: 'All recordings' }).click()
  await page.locator('[data-recording="meter.atrec"]').getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'CSV' }).check()
  const [, content] = await saved(page, () => dialog.getByRole('button', { name: 'Export' }).click())
  expect(content.split('\r\n').map((line) => line.split(',').slice(1))).toStrictEqual([
    ['direction', 'text', 'hex', 'note'],
    ['received', '+T: 温度', '2B 54 3A 20 CE C2 B6 C8 0D 0A', '表头 outside'],
    ['sent', 'AT+CSQ', '41 54 2B 43 53 51 0D', ''],
    [],
  ])
})
