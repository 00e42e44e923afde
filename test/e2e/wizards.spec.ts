import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

test.describe.configure({ mode: 'parallel' })

const wizard = (page: Page) => page.getByTestId('wizard')
const card = (page: Page, modem: string) => page.getByRole('group', { name: modem, exact: true })
const done = (page: Page) => page.getByTestId('wizard-done')

/** The practice panel's button of a simulated modem: opens its port, starts the broker, fills the form. */
async function useInWizard(page: Page, modem: string): Promise<void> {
  if (!(await card(page, modem).isVisible())) await page.locator('[data-rail="practice"]').click()
  await card(page, modem).getByRole('button', { name: 'Use in the wizard' }).click()
  await expect(page.getByTestId('wizard-modem')).toBeVisible()
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
}

async function choose(page: Page, select: string, option: string): Promise<void> {
  await page.getByTestId(select).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function switchOn(page: Page, modem: string, fault: string): Promise<void> {
  await card(page, modem).getByRole('combobox', { name: 'Behaviour' }).click()
  await page.getByRole('option', { name: fault, exact: true }).click()
}

async function preview(page: Page): Promise<void> {
  await page.getByTestId('wizard-preview').click()
  await expect(page.getByTestId('wizard-plan')).toBeVisible()
}

async function runAll(page: Page): Promise<void> {
  await page.getByTestId('wizard-start').click()
  await page.getByTestId('wizard-runAll').click()
}

async function toAlibaba(page: Page, way: string): Promise<void> {
  await choose(page, 'wizard-cloud', 'Alibaba Cloud IoT Platform')
  await choose(page, 'wizard-variant', way)
  await page.getByTestId('wizard-fill-practice').click()
  await expect(wizard(page).getByRole('textbox', { name: 'DeviceName' })).toHaveValue('atelierDemo1')
}

test('NT35E to Alibaba Cloud, signed by the module itself', async ({ page }) => {
  await useInWizard(page, 'Lierda NT35E')
  await toAlibaba(page, 'Signed by the module (aliauth)')
  await preview(page)
  await expect(page.getByTestId('wizard-plan').getByText(/AT\+LMQTTCFG="aliauth",0,"a1ateliDemo","atelierDemo1","•+"/)).toBeVisible()
  await runAll(page)
  await expect(done(page)).toContainText('The modem is on the broker')
  // Neither user name nor password goes out with the login; the secret that the module signs with is masked as it is sent.
  await expect(page.getByTestId('terminal').getByText('AT+LMQTTCONN=0,"atelierDemo1"').first()).toBeVisible()
  await expect(page.getByTestId('terminal').getByText(/"aliauth",0,"a1ateliDemo","atelierDemo1","\*{32}"/).first()).toBeVisible()
})

test('Air780EP to Alibaba Cloud by HTTP authentication: the name does not resolve, is mended, and the same run gets there', async ({ page }) => {
  const modem = 'AirM2M Air780EP'
  await useInWizard(page, modem)
  await toAlibaba(page, 'HTTP authentication')
  await switchOn(page, modem, 'Names do not resolve')
  await preview(page)
  await runAll(page)
  const failed = wizard(page).locator('[data-step="http-action"]')
  await expect(failed).toContainText('The server’s name does not resolve (603).')
  await expect(failed).toContainText('+HTTPACTION: 1,603,0')
  await expect(wizard(page).getByRole('listitem', { name: 'DNS/TCP: failed' })).toBeVisible()

  await switchOn(page, modem, 'Healthy')
  await page.getByTestId('wizard-runAll').click()
  await expect(done(page)).toContainText('The modem is on the broker')
  await expect(wizard(page).getByText('iotToken').first()).toBeVisible()
  await page.getByPlaceholder('Only: +QMT').fill('iotToken')
  await expect(page.getByTestId('terminal').getByText(/"iotToken":"\*{32}"/).first()).toBeVisible()
})

test('SIM7600 to Tencent Cloud by its key, and ESP32 to one’s own broker', async ({ page }) => {
  await useInWizard(page, 'SIMCom SIM7600')
  await choose(page, 'wizard-cloud', 'Tencent Cloud IoT Hub / IoT Explorer')
  await page.getByTestId('wizard-fill-practice').click()
  await preview(page)
  await runAll(page)
  await expect(done(page)).toContainText('The modem is on the broker')
  await expect(page.getByTestId('terminal').getByText('+CMQTTCONNECT: 0,0').first()).toBeVisible()

  await useInWizard(page, 'Espressif ESP32 (ESP-AT)')
  await wizard(page).getByRole('textbox', { name: 'SSID' }).fill('workshop')
  await preview(page)
  await runAll(page)
  await expect(done(page)).toContainText('The modem is on the broker')
})

test('a module is identified by its own answers, and its profile chosen', async ({ page }) => {
  await useInWizard(page, 'Quectel BG96')
  await choose(page, 'wizard-modem', 'SIMCom SIM7600 / A76xx')
  await page.getByTestId('wizard-identify').click()
  await expect(page.getByTestId('wizard-identified')).toContainText('BG96')
  await expect(page.getByTestId('wizard-modem')).toHaveValue('Quectel BG96')
})

test('the form asks for what the chosen way needs, and for no more', async ({ page }) => {
  await useInWizard(page, 'AirM2M Air780EP')
  await choose(page, 'wizard-cloud', 'Alibaba Cloud IoT Platform')
  const asks = async (field: string, isAsked: boolean) => await expect(wizard(page).locator(`[data-field="${field}"]`)).toHaveCount(isAsked ? 1 : 0)
  await asks('deviceSecret', true)
  await asks('productSecret', false)
  await choose(page, 'wizard-variant', 'Register over HTTP')
  await asks('deviceSecret', false)
  await asks('productSecret', true)
  // A cloud with one way only has nothing to choose.
  await choose(page, 'wizard-cloud', 'Tencent Cloud IoT Hub / IoT Explorer')
  await expect(page.getByTestId('wizard-variant')).toBeHidden()
})

test('the matrix tells which modem reaches which cloud, and fills in the pair that is clicked', async ({ page }) => {
  await useInWizard(page, 'Quectel EC20')
  await page.getByTestId('wizard-matrix').click()
  const row = page.getByTestId('matrix').getByRole('row').filter({ has: page.getByRole('rowheader', { name: /NT35E/ }) })
  await expect(row.getByRole('button').first()).toBeVisible()
  const column = await page.getByTestId('matrix').getByRole('columnheader').allInnerTexts()
  await row.getByRole('button').nth(column.findIndex((name) => name.includes('Alibaba')) - 1).click()
  await expect(page.getByTestId('matrix')).toContainText('Lierda NT35E → Alibaba Cloud IoT Platform')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByTestId('wizard-modem')).toHaveValue(/NT35E/)
  await expect(page.getByTestId('wizard-cloud')).toHaveValue('Alibaba Cloud IoT Platform')
})

test('every export holds the commands and no secret', async ({ page }) => {
  await useInWizard(page, 'Lierda NT35E')
  await toAlibaba(page, 'Signed by the module (aliauth)')
  const secret = await wizard(page).locator('[data-field="deviceSecret"] input').inputValue()
  expect(secret).toMatch(/^[0-9a-f]{32}$/)
  await preview(page)
  const menu = page.getByRole('menu')
  await page.getByTestId('wizard-export').click()
  const kinds = await menu.locator('[role="menuitem"]').evaluateAll((items) => items.map((item) => item.dataset['testid'] ?? ''))
  expect(kinds.map((id) => id.replace('wizard-export-', ''))).toStrictEqual(['at', 'qcom', 'sscom', 'python', 'c', 'markdown'])
  for (const kind of kinds) {
    await expect(menu).toBeVisible()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(kind).click()])
    await expect(menu).toBeHidden()
    await page.getByTestId('wizard-export').click()
    const text = await readFile(await download.path(), 'utf8')
    // Quotes are escaped in programs, and doubled in some lists; SSCOM writes U+0002 for a comma inside a command.
    const plain = text.replaceAll('\\', '').replaceAll('""', '"').replaceAll('\u0002', ',')
    expect([kind, plain.includes('AT+LMQTTOPEN=0,"localhost"'), plain.includes('AT+LMQTTSUBUNSUB'), text.includes(secret)]).toStrictEqual([kind, true, true, false])
  }
})
