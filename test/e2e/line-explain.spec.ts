import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const terminal = (page: Page) => page.getByTestId('terminal')
const row = (page: Page, text: string | RegExp) => terminal(page).getByRole('row').filter({ hasText: text }).first()
const detail = (page: Page) => page.getByRole('region', { name: 'Chosen line' })

async function send(page: Page, text: string): Promise<void> {
  const line = terminal(page).getByRole('combobox', { name: 'Line to send' })
  await line.fill(text)
  await line.press('Escape')
  await line.press('Enter')
}

test('kinds of lines are told apart by a sign with a name, not by colour alone', async ({ page }) => {
  await button(page, 'Start practising').click()
  await send(page, 'AT+CSQ')
  await send(page, 'AT+NONSENSE')
  await expect(row(page, 'ERROR')).toHaveAttribute('data-kind', 'error')
  const sign = (text: string | RegExp) => row(page, text).getByRole('cell').nth(2)
  await expect(sign('AT+CSQ')).toHaveText('»')
  await expect(sign('AT+CSQ')).toHaveAccessibleName('Command')
  await expect(sign(/\+CSQ: /)).toHaveText('=')
  await expect(sign(/\+CSQ: /)).toHaveAccessibleName('Answer')
  await expect(sign(/^.*OK/)).toHaveText('✓')
  await expect(sign(/^.*OK/)).toHaveAccessibleName('Final result')
  await expect(sign('ERROR')).toHaveText('✗')
  await expect(sign('ERROR')).toHaveAccessibleName('Error')
})

test('a line under the pointer is explained value by value with its section, and the card is never in the way', async ({ page }) => {
  await button(page, 'Start practising').click()
  await send(page, 'AT+CEREG=2')
  await send(page, 'AT+CEREG?')
  const card = page.getByTestId('line-card')
  await row(page, /\+CEREG: 2,1/).hover()
  await expect(card).toBeVisible()
  await expect(card).toContainText('registered, home network')
  await expect(card.getByRole('row').filter({ hasText: '<AcT>' })).toContainText('7LTE (Cat M1 too)')
  await expect(card).toContainText('Source: 3GPP 27.007, 10.1.22')
  await page.mouse.move(5, 5)
  await expect(card).toHaveCount(0)
})

test('the keyboard explains every line by choosing it, what nobody knows says so', async ({ page }) => {
  await button(page, 'Start practising').click()
  await send(page, 'AT+CFUN=4,0')
  await send(page, 'AT+NONSENSE=1')
  await expect(row(page, 'ERROR')).toBeVisible()
  const log = terminal(page).getByRole('table', { name: 'Terminal lines' })
  await row(page, /→.*AT\+CFUN/).click()
  await expect(detail(page)).toContainText('flight mode: radio off')
  await expect(detail(page).getByRole('row').filter({ hasText: '<rst>' })).toContainText('no restart')
  await expect(detail(page)).toContainText('Source: 3GPP 27.007, 8.2')
  await row(page, /→.*AT\+NONSENSE/).click()
  await expect(detail(page)).toContainText('a command that is unknown here')
  await log.press('ArrowUp')
  await expect(detail(page)).toContainText('Final result')
})

test('a recording is explained as the live log is', async ({ page, server }) => {
  const port = { path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }
  const settings = { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' }
  const parts = [Buffer.from(`ATelier recording 1\n${JSON.stringify({ version: 1, port, settings, startedAt: Date.UTC(2026, 10, 22) })}\n`)]
  for (const [direction, text] of [[1, 'AT+QMTCONN=0,"meter"\r'], [0, '\r\nOK\r\n\r\n+QMTCONN: 0,0,4\r\n'], [0, '\r\n+QMTSTAT: 0,1\r\n']] as const) {
    const bytes = Buffer.from(text)
    const frame = Buffer.alloc(13 + bytes.length)
    frame.writeUInt8(direction, 0)
    frame.writeUInt32LE(bytes.length, 1)
    frame.writeDoubleLE(Date.UTC(2026, 10, 22) + 1, 5)
    bytes.copy(frame, 13)
    parts.push(frame)
  }
  await mkdir(join(server.dataDir, 'recordings'), { recursive: true })
  await writeFile(join(server.dataDir, 'recordings', 'refused.atrec'), Buffer.concat(parts))
  await page.locator('[data-rail="recordings"]').click()
  await page.getByTestId('recordings').getByRole('button', { name: 'refused' }).click()
  const rows = page.getByTestId('recording-rows')
  const refused = rows.getByRole('row').filter({ hasText: '+QMTCONN: 0,0,4' })
  await expect(refused).toHaveAttribute('data-kind', 'error')
  await refused.click()
  await expect(detail(page)).toContainText('The broker rejected the user name or password.')
})
