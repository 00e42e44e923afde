import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'

let server: LaunchedServer
test.beforeEach(async ({ page }) => {
  server = await launchServer()
  await mkdir(join(server.dataDir, 'profiles'), { recursive: true })
  await page.goto(server.url)
})
test.afterEach(() => server.stop())

const example = (name: string) => readFile(new URL(`../../docs/profiles/${name}`, import.meta.url), 'utf8')
const put = (name: string, content: string) => writeFile(join(server.dataDir, 'profiles', name), content)
const wizard = (page: Page) => page.getByTestId('wizard')

async function choose(page: Page, select: string, option: string): Promise<void> {
  await page.getByTestId(select).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a modem’s file is noticed while the page is open, and its commands bring a practice modem onto the broker', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  await put('ec25.yaml', await example('modem-alone.yaml'))
  await choose(page, 'wizard-modem', 'Quectel EC25 (bench)')
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  await expect(wizard(page).getByText('Any cipher suite')).toBeVisible()
  // The profile's own words in the margin of the terminal.
  await expect(page.getByTestId('terminal').getByText('login accepted').first()).toBeVisible()
})

test('a cloud’s file is in the calculator: its fields, its login, its work', async ({ page }) => {
  await put('acme.yaml', await example('hmac-broker.yaml'))
  await page.getByRole('button', { name: 'Sign', exact: true }).first().click()
  const panel = page.locator('[data-panel="signature"]')
  await choose(page, 'signature-cloud', 'Acme broker')
  await panel.getByLabel('Device name').first().fill('meter-0001')
  await panel.getByLabel('Device key').first().fill('c2VjcmV0')
  await expect(panel.getByText('meter-0001&meter', { exact: true }).first()).toBeVisible()
  await expect(panel.getByText('meter.mqtt.acme.example').first()).toBeVisible()
})

test('a file that is wrong is told of in the settings with line and field, and goes once it is mended', async ({ page }) => {
  const acme = await example('hmac-broker.yaml')
  await put('acme.yaml', acme.replace('maxQos: 1', 'maxQos: 7'))
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toBeVisible()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog').getByRole('textbox')
  await palette.fill('own modems')
  await palette.press('Enter')
  const view = page.getByTestId('user-profiles')
  await expect(view.getByText('60:11')).toBeVisible()
  await expect(view.getByText('limits.maxQos')).toBeVisible()
  await expect(view.getByText('0, 1 or 2 is expected.')).toBeVisible()
  await put('acme.yaml', acme)
  await view.getByTestId('user-profiles-reload').click()
  await expect(view.getByText('Cloud · Acme broker')).toBeVisible()
})
