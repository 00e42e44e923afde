import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

test.describe.configure({ mode: 'parallel' })

test.beforeEach(async ({ page }) => {
  await page.locator('[data-rail="explain"]').click()
})

const panel = (page: Page) => page.getByTestId('explain')
const verdict = (page: Page) => page.getByTestId('explain-verdict')
const transcript = (name: string) => readFile(new URL(`../transcripts/${name}.txt`, import.meta.url), 'utf8')

/** As from the clipboard, which a page without permission cannot fill. */
async function paste(page: Page, log: string): Promise<void> {
  await page.getByTestId('explain-input').evaluate((field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, log)
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByTestId('explain-open').click()
  await (await choosing).setFiles({ name, mimeType: 'text/plain', buffer })
}

test('names the failure of a pasted log, leads to its line, and follows the language', async ({ page }) => {
  await paste(page, await transcript('luat-thingscloud-5s'))
  await expect(verdict(page).locator('[data-failure="mqtt.login-late"]')).toBeVisible()
  await expect(page.getByTestId('explain-recognised')).toContainText('Failed atMQTT')
  const evidence = page.getByTestId('explain-evidence')
  await expect(evidence).toHaveText('Evidence, line 37CLOSED')
  await evidence.click()
  const line = page.locator('[data-line="37"]')
  await expect(line).toBeInViewport()
  await expect(line).toHaveAttribute('data-selected', 'true')
  await expect(line).toHaveAttribute('data-failure', 'true')
  await expect(panel(page)).not.toContainText('123456')

  await page.getByRole('button', { name: 'Switch to Chinese' }).click()
  await expect(evidence).toHaveText('证据：第 37 行CLOSED')
  await expect(verdict(page)).toContainText('连接打开后没有及时登录')
})

test('leads to a line far down in a long log, of which only what is in sight exists', async ({ page }) => {
  const before = 'AT\r\nOK\r\n'.repeat(5000)
  await paste(page, `${before}AT+CPIN?\r\n+CME ERROR: 10\r\n`)
  await page.getByTestId('explain-evidence').click()
  await expect(page.locator('[data-line="10002"]')).toBeInViewport()
  expect(await page.getByTestId('explain-lines').locator('[data-line]').count()).toBeLessThan(200)
})

test('a session that went well: success, modem and cloud named, no secret on the page or kept', async ({ page }) => {
  const secret = '0f655b12adf519b9a7a2b0a990f398b6'
  const log = await transcript('air780ep-aliyun-direct-mqtt')
  expect(log).toContain(secret)
  await paste(page, log)
  await expect(verdict(page).locator('[data-outcome="connected"]')).toBeVisible()
  await expect(page.getByTestId('explain-recognised')).toContainText('Alibaba Cloud')
  await expect(page.locator('[data-line]').first()).toBeVisible()
  expect(await page.content()).not.toContain(secret)
  await page.reload()
  await page.locator('[data-rail="explain"]').click()
  await expect(page.getByTestId('explain-input')).toHaveValue('')
})

test('opens a file in GBK, and says when a log tells nothing', async ({ page }) => {
  // 发→◇ and 收←◆, then 卡 as GBK writes them (GB 18030-2022, double-byte part).
  const sent = [0xb7, 0xa2, 0xa1, 0xfa, 0xa1, 0xf3]
  const received = [0xca, 0xd5, 0xa1, 0xfb, 0xa1, 0xf4]
  await open(page, 'sscom.log', Buffer.from([...sent, ...Buffer.from('AT+CPIN?\r\n'), ...received, ...Buffer.from('+CME ERROR: 10\r\n'), 0xbf, 0xa8]))
  await expect(page.getByTestId('explain-source')).toContainText('sscom.log, GBK')
  await expect(page.getByTestId('explain-evidence')).toHaveText('Evidence, line 2+CME ERROR: 10')
  await expect(page.locator('[data-line="1"]')).toContainText('AT+CPIN?')
  await expect(page.locator('[data-line="3"]')).toContainText('卡')

  await page.getByTestId('explain-clear').click()
  await page.getByTestId('explain-input').fill('hello')
  await page.getByTestId('explain-run').click()
  await expect(verdict(page).locator('[data-outcome="nothing"]')).toBeVisible()
})

test('shows the field failures of a log: causes with their source, checks and what mends them, in both languages', async ({ page }) => {
  await paste(page, await transcript('simcom-sim7600-aws-connect-fail-26'))
  const shown = page.getByTestId('explain-symptoms')
  const first = shown.locator('[data-field-failure]').first()
  await expect(first).toHaveAttribute('data-field-failure', 'mqtt.simcom-closed')
  await expect(first).toHaveAttribute('open', '')
  await expect(first).toContainText('no client certificate was shown')
  await expect(first).toContainText('Source: Public project P10-Display')
  await expect(first).toContainText('Possible: the login is wrong')
  await expect(first.getByText('AT+CSSLCFG?', { exact: true })).toBeVisible()
  await first.getByRole('button', { name: 'Line 40' }).click()
  await expect(page.locator('[data-line="40"]')).toHaveAttribute('data-selected', 'true')
  await expect(first).toHaveAttribute('open', '')

  await page.getByRole('button', { name: 'Switch to Chinese' }).click()
  await expect(first).toContainText('没有出示客户端证书')
  await expect(first).toContainText('可能：登录参数不对')
})

test('finds a field failure by a line of the modem, by words, by family and stage, and keeps the search', async ({ page }) => {
  await page.getByTestId('explain-tab-list').click()
  const list = page.getByTestId('field-failures')
  const rows = list.locator('[data-field-failure]')
  await expect(rows).toHaveCount(90)
  await page.getByTestId('field-failures-search').fill('+CME ERROR: 407')
  await expect(rows.first()).toHaveAttribute('data-field-failure', 'tls.file-exists')
  await page.getByTestId('field-failures-search').fill('乱码')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toHaveAttribute('open', '')
  await expect(rows.first()).toContainText('AT+IPR=115200')

  await page.getByTestId('explain-tab-log').click()
  await expect(page.getByTestId('explain-input')).toBeVisible()
  await page.getByTestId('explain-tab-list').click()
  await expect(page.getByTestId('field-failures-search')).toHaveValue('乱码')

  await page.getByTestId('field-failures-search').fill('')
  await page.getByTestId('field-failures-stage').click()
  await page.getByRole('option', { name: 'SIM', exact: true }).click()
  await expect(rows).toHaveCount(6)
  await page.getByTestId('field-failures-search').fill('no such thing')
  await expect(list).toContainText('Nothing found')
})
