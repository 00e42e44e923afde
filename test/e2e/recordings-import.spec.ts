import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

/** 发→◇, 收←◆, □ and 温度 in GBK (GB 18030-2022, double-byte part). */
const gbk: Readonly<Record<string, readonly number[]>> = { 发: [0xb7, 0xa2], 收: [0xca, 0xd5], '→': [0xa1, 0xfa], '←': [0xa1, 0xfb], '◇': [0xa1, 0xf3], '◆': [0xa1, 0xf4], '□': [0xa1, 0xf5], 温: [0xce, 0xc2], 度: [0xb6, 0xc8] }
const inGbk = (text: string): Buffer => Buffer.from(Array.from(text).flatMap((character) => gbk[character] ?? [character.charCodeAt(0)]))

const sscom = '[03:51:26.001]发→◇AT+CSQ\r\n□\r\n[03:51:26.004]收←◆\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\n[03:51:26.500]收←◆\r\n+QMTRECV: 0,0,"温度"\r\n\r\n[25:00:00.000]收←◆\r\nRDY\r\n\r\n'

type Chosen = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }
const file = (name: string, buffer: Buffer): Chosen => ({ name, mimeType: 'text/plain', buffer })

async function choose(page: Page, files: readonly Chosen[]): Promise<void> {
  await page.locator('[data-rail="recordings"]').click()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Import logs…' }).click()])
  await chooser.setFiles([...files])
}

test('a customer’s SSCOM log in GBK opens with times and directions, and says which line it could not take', async ({ page, server }) => {
  await choose(page, [file('现场 日志.txt', inGbk(sscom))])
  await expect(page.getByTestId('imported')).toContainText('现场 日志.txt was read as an SSCOM log: 13 lines.')
  await expect(page.getByTestId('imported')).toContainText('1 line could not be taken as it stands:Line 11 has a time that cannot be; that of the line before was taken.')
  const rows = page.getByTestId('recording-rows')
  await expect(rows.getByRole('row').filter({ hasText: 'AT+CSQ' })).toHaveAttribute('data-kind', 'sent')
  await expect(rows.getByRole('row').filter({ hasText: '+CSQ: 20,99' })).toContainText(/26\.004|\+3 ms/)
  await expect(rows.getByText('+QMTRECV: 0,0,"温度"')).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByTestId('imported')).toBeHidden()
  await page.getByRole('button', { name: 'All recordings' }).click()
  await expect(page.locator('[data-recording="现场 日志.atrec"]')).toContainText('0:00')
  expect(await readdir(join(server.dataDir, 'imports'))).toStrictEqual([])
})

test('several at once are named one by one, and what is no log says why', async ({ page }) => {
  await choose(page, [file('tio.log', Buffer.from('[14:22:03.120] AT\n[14:22:03.131] OK\n')), file('firmware.bin', Buffer.alloc(5000)), file('plain.txt', Buffer.from('AT\nOK\n'))])
  await expect(page.getByText('firmware.bin is no text: line 1 holds zero bytes.')).toBeVisible()
  const made = page.getByTestId('imported')
  await expect(made).toHaveCount(2)
  await expect(made.first()).toContainText('tio.log was read as a log with times (tio, minicom, Tera Term and others): 2 lines.')
  await made.last().getByRole('button', { name: 'Open' }).click()
  await expect(page.getByTestId('recording-rows').getByText('The log has no times: only the order of its lines is known.')).toBeVisible()
})

test('a log dropped on the panel is imported', async ({ page }) => {
  await page.locator('[data-rail="recordings"]').click()
  const panel = page.getByTestId('recordings')
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'dropped.log', { lastModified: 1_700_000_000_000 }))
    return transfer
  }, '2021-09-17 17:08:12.001 +08:00 [INF] <-AT+CSQ\r\n\r\n2021-09-17 17:08:12.020 +08:00 [INF] ->\r\n+CSQ: 20,99\r\n\r\nOK\r\n')
  await panel.dispatchEvent('dragenter', { dataTransfer: dropped })
  await expect(panel.getByText('Drop logs to import them')).toBeVisible()
  await panel.dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByTestId('imported')).toContainText('dropped.log was read as an llcom log: 6 lines.')
  await expect(page.getByTestId('recording-rows').getByText('+CSQ: 20,99')).toBeVisible()
})

test('a large log tells how far it has come and is cancelled without a trace', async ({ page, server }) => {
  const line = '[14:22:03.120] AT+QMTPUB=0,0,0,0,"sensors/temperature"\n'
  await choose(page, [file('large.log', Buffer.from(line.repeat(800_000)))])
  await expect(page.getByTestId('importing')).toContainText(/Importing large\.log: ([1-9]|\d\d) %/)
  await page.getByTestId('importing').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByTestId('importing')).toBeHidden()
  await expect.poll(() => readdir(join(server.dataDir, 'imports'))).toStrictEqual([])
  await expect(page.locator('[data-recording]')).toHaveCount(0)
})
