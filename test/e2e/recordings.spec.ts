import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'

let server: LaunchedServer
test.beforeEach(async ({ page }) => {
  server = await launchServer()
  await mkdir(join(server.dataDir, 'recordings'), { recursive: true })
  await page.goto(server.url)
})
test.afterEach(() => server.stop())

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)

/** A recording written byte by byte as the format has it: header lines, then frames of direction, length, time and bytes. */
async function record(name: string, lines: number): Promise<void> {
  const port = { path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }
  const settings = { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' }
  const parts = [Buffer.from(`ATelier recording 1\n${JSON.stringify({ version: 1, port, settings, startedAt })}\n`)]
  for (let i = 0; i < lines; i++) {
    const isSent = i % 2 === 0
    const bytes = Buffer.from(isSent ? `AT+QMTPUB=0,${i}\r` : i === 777_777 ? '\r\n+QMTSTAT: 0,1\r\n' : `\r\n+QMTPUB: 0,${i},0\r\n`)
    const frame = Buffer.alloc(13 + bytes.length)
    frame.writeUInt8(isSent ? 1 : 0, 0)
    frame.writeUInt32LE(bytes.length, 1)
    frame.writeDoubleLE(startedAt + i, 5)
    bytes.copy(frame, 13)
    parts.push(frame)
  }
  await writeFile(join(server.dataDir, 'recordings', name), Buffer.concat(parts))
}

test('reads a recording of two million lines from its first to its last, and finds the one line that matters', async ({ page }) => {
  await record('water meter.atrec', 2_000_000)
  await page.locator('[data-rail="recordings"]').click()
  const panel = page.getByTestId('recordings')
  await expect(panel.getByRole('row', { name: /water meter .*ttyUSB2.* MB/ })).toBeVisible()
  await panel.getByRole('button', { name: 'water meter' }).click()
  const rows = page.getByTestId('recording-rows')
  await expect(rows.getByText('AT+QMTPUB=0,0', { exact: false }).first()).toBeVisible()
  await expect(panel.getByText('2,000,000 lines')).toBeVisible({ timeout: 20_000 })

  await rows.press('End')
  await expect(rows.getByText('+QMTPUB: 0,1999999,0')).toBeVisible()
  await rows.press('PageUp')
  await expect(rows.getByText('+QMTPUB: 0,1999999,0')).toBeHidden()
  // Half-way down by the scroll bar.
  await rows.evaluate((element) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) / 2
  })
  await expect(rows.getByText(/0,(999\d\d\d|1000\d\d\d)/).first()).toBeVisible()

  await panel.getByRole('textbox', { name: 'Search the whole recording' }).fill('QMTSTAT')
  await panel.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByTestId('search-count')).toHaveText('1 match', { timeout: 20_000 })
  await panel.getByRole('complementary').getByRole('button', { name: /QMTSTAT/ }).click()
  await expect(rows.getByText('+QMTSTAT: 0,1')).toBeVisible()
  await expect(rows.getByText('AT+QMTPUB=0,777776')).toBeVisible()

  await panel.getByRole('textbox', { name: 'Search the whole recording' }).fill('zz')
  await panel.getByRole('combobox', { name: 'What to look for' }).click()
  await page.getByRole('option', { name: 'Hex bytes' }).click()
  await panel.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(panel.getByText('These are not hex bytes.')).toBeVisible()
})

test('renames and deletes, and leaves alone what is being recorded', async ({ page }) => {
  await record('first.atrec', 10)
  await record('second.atrec', 10)
  await page.getByRole('button', { name: 'Start practising' }).click()
  await expect(page.getByTestId('terminal').getByText('Opened practice:quectel-ec20')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  await page.locator('[data-rail="recordings"]').click()
  const panel = page.getByTestId('recordings')
  const item = (name: string) => panel.locator(`[data-recording="${name}"]`)
  await item('first.atrec').getByRole('button', { name: 'Rename' }).click()
  await panel.getByRole('textbox', { name: 'New name' }).fill('second')
  await panel.getByRole('textbox', { name: 'New name' }).press('Enter')
  await expect(panel.getByText('There is a recording second.atrec already.')).toBeVisible()
  await panel.getByRole('textbox', { name: 'New name' }).fill('水表')
  await panel.getByRole('textbox', { name: 'New name' }).press('Enter')
  await expect(item('水表.atrec')).toBeVisible()
  await item('second.atrec').getByRole('button', { name: 'Delete' }).click()
  await item('second.atrec').getByRole('button', { name: 'Delete for good' }).click()
  await expect(item('second.atrec')).toBeHidden()
  const live = panel.getByRole('row', { name: /practice.*recording/ })
  await expect(live).toBeVisible()
  await expect(live.getByRole('button', { name: 'Delete' })).toBeHidden()
})

test('the folder and how long recordings are kept are chosen: the oldest go at once, new ones stand in the new folder, a bad folder is told', async ({ page }) => {
  await record('old.atrec', 10)
  await utimes(join(server.dataDir, 'recordings', 'old.atrec'), new Date(Date.now() - 40 * 86_400_000), new Date(Date.now() - 40 * 86_400_000))
  await record('new.atrec', 10)
  const elsewhere = join(server.dataDir, '车间 recordings')
  await mkdir(elsewhere)
  await page.locator('[data-rail="recordings"]').click()
  const panel = page.getByTestId('recordings')
  const item = (name: string) => panel.locator(`[data-recording="${name}"]`)
  const keep = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    await panel.getByRole('button', { name: 'Folder and keeping…' }).click()
    for (const [name, value] of Object.entries(fields)) await panel.getByRole('textbox', { name }).fill(value)
    await panel.getByRole('button', { name: 'Apply' }).click()
  }
  await expect(item('old.atrec')).toBeVisible()
  await keep({ 'Keep for (days)': '30' })
  await expect(item('old.atrec')).toBeHidden()
  await expect(item('new.atrec')).toBeVisible()
  expect(await readdir(join(server.dataDir, 'recordings'))).toStrictEqual(['new.atrec'])

  await keep({ 'Folder for new recordings': join(server.dataDir, 'not there') })
  await expect(panel.getByRole('alert')).toContainText('not there')
  await panel.getByRole('textbox', { name: 'Folder for new recordings' }).fill(elsewhere)
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(panel.getByText(elsewhere)).toBeVisible()
  await expect(item('new.atrec')).toBeHidden()
  await page.getByRole('button', { name: 'Open a port', exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Or type a path' }).fill('practice:quectel-ec20')
  await page.getByRole('button', { name: 'Open', exact: true }).last().click()
  await expect.poll(() => readdir(elsewhere)).toStrictEqual([expect.stringMatching(/practice-quectel-ec20\.atrec$/)])
  await page.reload()
  await page.locator('[data-rail="recordings"]').click()
  await expect(panel.getByText(elsewhere)).toBeVisible()
})
