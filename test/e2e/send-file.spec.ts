import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { test } from '../support/served-page.ts'

// The practice modem counts what it is given and makes its checksum by Quectel's manual, with code of its own.

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const terminal = (page: Page) => page.getByTestId('terminal')
const line = (page: Page) => terminal(page).getByRole('combobox', { name: 'Line to send' })
const dialog = (page: Page) => page.getByTestId('transfer-dialog')
const strip = (page: Page) => page.getByTestId('transfer')

const certificate = { name: 'ca.pem', mimeType: 'text/plain', buffer: readFileSync(new URL('../vectors/Amazon_Root_CA_1.pem', import.meta.url)) }

test.beforeEach(async ({ page }) => {
  await button(page, 'Start practising').click()
  await expect(line(page)).toBeEnabled()
  await button(page, 'More ways to send').click()
  await button(page, 'Send a file…').click()
  await expect(dialog(page)).toBeVisible()
})

test('a certificate goes to the modem by its length, and the modem’s own checksum is compared', async ({ page }) => {
  await dialog(page).getByLabel('File to send').setInputFiles(certificate)
  await expect(dialog(page).getByText('Goes out: AT+QFUPL="ca.pem",1188,100')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Send', exact: true }).click()
  await expect(strip(page)).toHaveAttribute('data-state', 'done')
  await expect(strip(page)).toContainText('+QFUPL: 1188,2d13')
  await expect(strip(page)).toContainText('The module’s size and checksum fit: 1188,2d13')
  await line(page).fill('AT+QFLST="*"')
  await line(page).press('Escape')
  await line(page).press('Enter')
  await expect(terminal(page).getByText('+QFLST: "UFS:ca.pem",1188')).toBeVisible()
  await strip(page).getByRole('button', { name: 'Close' }).click()
  await expect(strip(page)).toHaveCount(0)
})

test('a file of that name is there already: the refusal is told with its line, and none of the file went out', async ({ page }) => {
  const upload = async (): Promise<void> => {
    await dialog(page).getByLabel('File to send').setInputFiles(certificate)
    await dialog(page).getByRole('button', { name: 'Send', exact: true }).click()
  }
  await upload()
  await expect(strip(page)).toHaveAttribute('data-state', 'done')
  await button(page, 'More ways to send').click()
  await button(page, 'Send a file…').click()
  await upload()
  await expect(strip(page)).toHaveAttribute('data-state', 'failed')
  await expect(strip(page).locator('[data-failure="transfer.refused"]')).toContainText('+CME ERROR: 407')
})

test('XMODEM waits for the receiver in sight; nothing else can be sent meanwhile, and a cancel gives the port back', async ({ page }) => {
  await dialog(page).getByText('XMODEM', { exact: true }).click()
  await dialog(page).getByLabel('File to send').setInputFiles({ name: 'firmware.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(600_000, 7) })
  await dialog(page).getByRole('button', { name: 'Send', exact: true }).click()
  await expect(strip(page)).toHaveAttribute('data-state', 'waiting')
  await expect(strip(page)).toContainText('For the device to ask for the first block.')
  await expect(line(page)).toBeDisabled()
  await expect(terminal(page).getByText('Typing is off so that nothing gets into the file. Cancel it to type.')).toBeVisible()
  await strip(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(strip(page)).toHaveAttribute('data-state', 'cancelled')
  await expect(line(page)).toBeEnabled()
})

test('what is too large is said before anything is read', async ({ page }) => {
  await dialog(page).getByText('As it is', { exact: true }).click()
  await dialog(page).getByLabel('File to send').setInputFiles({ name: 'huge.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(33 * 1024 * 1024) })
  await expect(dialog(page).getByText('More than 32.0 MB: choose smaller files.')).toBeVisible()
  await expect(dialog(page).getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
})

test('raw bytes go out at their pace, with progress', async ({ page }) => {
  await dialog(page).getByText('As it is', { exact: true }).click()
  await dialog(page).getByRole('switch', { name: 'Pause after each block' }).check({ force: true })
  await dialog(page).getByLabel('File to send').setInputFiles({ name: 'text.txt', mimeType: 'text/plain', buffer: Buffer.from('no command\n'.repeat(2000)) })
  await dialog(page).getByRole('button', { name: 'Send', exact: true }).click()
  await expect(strip(page)).toHaveAttribute('data-state', 'sending')
  await expect(strip(page)).toContainText(/\d+ left/)
  await expect(strip(page)).toHaveAttribute('data-state', 'done')
  await expect(strip(page)).toContainText('21.5 kB of 21.5 kB')
})
