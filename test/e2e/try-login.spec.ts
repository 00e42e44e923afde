import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const wizard = (page: Page) => page.getByTestId('wizard')
const result = (page: Page) => page.getByTestId('wizard-probe-result')
const layers = (page: Page) => result(page).getByRole('listitem').evaluateAll((all) => all.map((each) => `${each.querySelector('b')?.textContent ?? ''} ${each.getAttribute('data-passed') === 'true' ? 'passed' : 'failed'}`))

async function preview(page: Page): Promise<void> {
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
}

async function practise(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
}

test('before a command is sent one click tries the modem’s login from this PC; a good one says that the fault would be the modem’s', async ({ page }) => {
  await practise(page)
  await preview(page)
  await page.getByTestId('wizard-probe').click()
  await expect(result(page)).toContainText('The broker, the CA and the login are good from this PC. If the modem does not get through with them, the fault is on its side')
  expect(await layers(page)).toEqual(['DNS passed', 'TCP passed', 'TLS passed', 'MQTT passed'])
  await expect(page.getByTestId('wizard-progress')).toHaveText(/^0 \//)

  // What was tried is over, and so is the offer while the modem holds the client ID.
  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByTestId('wizard-probe')).toHaveCount(0)
  await expect(result(page)).toHaveCount(0)
})

test('a wrong password is found without the modem, and again when the modem has been refused: the modem is not to blame', async ({ page }) => {
  await practise(page)
  const password = wizard(page).getByLabel('Password', { exact: true })
  const right = await password.inputValue()
  await password.fill('sesame-that-is-wrong')
  await preview(page)
  await page.getByTestId('wizard-probe').click()
  await expect(result(page)).toContainText('The broker answers, but refuses this login from this PC, without the modem: the fault is in the login or in the cloud’s console')
  expect(await layers(page)).toEqual(['DNS passed', 'TCP passed', 'TLS passed', 'MQTT failed'])

  await page.getByTestId('wizard-runAll').click()
  await expect(wizard(page).getByText('The broker rejected the user name or password.')).toBeVisible({ timeout: 20_000 })
  await expect(result(page)).toContainText('refuses the same login from this PC, so the modem is not to blame')
  await page.getByTestId('wizard-probe').click()
  await expect(result(page)).toContainText('refuses the same login from this PC, so the modem is not to blame')
  await expect(page.locator('body')).not.toContainText('sesame-that-is-wrong')

  await page.getByTestId('wizard-leave').click()
  await password.fill(right)
  await preview(page)
  await page.getByTestId('wizard-probe').click()
  await expect(result(page)).toContainText('the login are good from this PC')
})

test('where only the modem fails, the PC gets through: the fault is on the modem’s side', async ({ page }) => {
  await practise(page)
  await page.getByRole('button', { name: 'Practice', exact: true }).click()
  await page.getByRole('group', { name: 'Quectel EC20', exact: true }).getByRole('combobox', { name: 'Behaviour' }).click()
  await page.getByRole('option', { name: /Names do not resolve/ }).click()
  await preview(page)
  await page.getByTestId('wizard-runAll').click()
  await expect(result(page)).toContainText('(the login was not tried). The fault is on the modem’s side', { timeout: 20_000 })
  await page.getByTestId('wizard-probe').click()
  await expect(result(page)).toContainText('The broker, the CA and the login are good from this PC; the fault is on the modem’s side')
  expect(await layers(page)).toEqual(['DNS passed', 'TCP passed', 'TLS passed', 'MQTT passed'])
})
