import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

const wizard = (page: Page) => page.getByTestId('wizard')
const mqtt = (page: Page) => page.getByTestId('mqtt')
const behaviour = (page: Page) => page.getByRole('group', { name: 'Quectel EC20', exact: true }).getByRole('combobox', { name: 'Behaviour' })
const terminal = (page: Page) => page.getByTestId('terminal')

async function startPlan(page: Page): Promise<void> {
  await button(page, 'Start practising').click()
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  await preview(page)
}

async function preview(page: Page): Promise<void> {
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
}

test('brings an EC20 onto a TLS broker and watches both directions, with nothing typed', async ({ page }) => {
  await startPlan(page)
  await page.getByTestId('wizard-watch').click()
  await expect(mqtt(page).getByText('bench/ec20/up').first()).toBeVisible()

  await button(page, 'Run all').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  // What the modem published, seen by the second client.
  await expect(mqtt(page).getByRole('option', { name: /bench\/ec20\/up.*IndoorTemperature/ })).toBeVisible()
  // Every byte is in the terminal, the password is not.
  await expect(terminal(page).getByText('AT+QMTCONN=0,"ec20-bench-01","bench","************"').first()).toBeVisible()

  // And back: from this PC to the modem.
  await mqtt(page).getByRole('textbox', { name: 'Message' }).fill('{"relay":1}')
  await button(page, 'Publish').click()
  await expect(wizard(page).getByText('{"relay":1}')).toBeVisible()
  await expect(terminal(page).getByText('+QMTRECV: 0,0,"bench/ec20/down",11,"{"relay":1}"')).toBeVisible()
})

test('runs step by step, and names the stage and the next thing to do when there is no SIM', async ({ page }) => {
  await startPlan(page)
  await button(page, 'Practice').click()
  await behaviour(page).click()
  await page.getByRole('option', { name: /No SIM/i }).click()
  await button(page, 'Run this step').click()
  await expect(page.getByTestId('wizard-command')).toHaveValue('AT+CPIN?')
  await button(page, 'Run this step').click()
  await expect(wizard(page).getByText('No SIM card is found.')).toBeVisible({ timeout: 10_000 })
  await expect(wizard(page).getByText('+CME ERROR: 10').first()).toBeVisible()
  await expect(wizard(page).getByText(/Seat the card/).first()).toBeVisible()
  const cause = page.getByTestId('possible-causes').locator('[data-field-failure="sim.missing"]')
  await cause.locator('summary').click()
  await expect(cause).toContainText('the card is not seated')
})

test('says from this PC’s side what is wrong when the login is refused, and succeeds after it is mended', async ({ page }) => {
  await startPlan(page)
  await button(page, 'Change').click()
  const password = wizard(page).getByLabel('Password', { exact: true })
  const right = await password.inputValue()
  await password.fill('wrong')
  await preview(page)
  await button(page, 'Run all').click()
  await expect(wizard(page).getByText('The broker rejected the user name or password.')).toBeVisible({ timeout: 20_000 })
  await button(page, 'Change').click()
  await wizard(page).getByLabel('Password', { exact: true }).fill(right)
  await preview(page)
  await button(page, 'Run all').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
})

test('speaks Chinese at once when asked, also in what has failed already', async ({ page }) => {
  await startPlan(page)
  await button(page, 'Run all').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  await page.getByText('中文 / EN').click()
  await expect(page.getByText('模组已连上服务器')).toBeVisible()
  await expect(wizard(page).getByText('写入 CA 证书')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
})

test('unplugged in the middle: says so, waits, and finishes after the device is back', async ({ page }) => {
  await startPlan(page)
  await button(page, 'Practice').click()
  for (let step = 0; step < 3; step++) {
    await button(page, 'Run this step').click()
    await expect(page.getByTestId('wizard-progress')).toHaveText(new RegExp(`^${step + 1} / `))
  }
  await behaviour(page).click()
  await page.getByRole('option', { name: /unplug/i }).click()
  await expect(terminal(page).getByText(/was unplugged|unplugged/i).first()).toBeVisible()
  await expect(wizard(page).getByText(/device is back/i)).toBeVisible({ timeout: 15_000 })
  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
})
