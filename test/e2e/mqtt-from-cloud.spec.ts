import { expect, type Locator, type Page } from '@playwright/test'
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts'
import { test as base } from '../support/served-page.ts'

const test = base.extend<{ broker: Mosquitto }>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright wants a pattern here
  broker: async ({}, use) => {
    const broker = await startMosquitto()
    await use(broker)
    await broker.stop()
  },
})

const mqtt = (page: Page) => page.getByTestId('mqtt')
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Connect to a cloud' })
const field = (page: Page, key: string): Locator => dialog(page).locator(`[data-field="${key}"] input`)
const state = (page: Page) => page.getByTestId('mqtt-state')
const publisher = (page: Page) => mqtt(page).locator('[data-kind=publisher]').first()

async function choose(page: Page, cloud: RegExp): Promise<void> {
  await page.getByTestId('mqtt-new-cloud').click()
  await dialog(page).getByTestId('mqtt-cloud').click()
  await page.getByRole('option', { name: cloud }).click()
}

test('one click connects with a cloud’s endpoint, credential and keep-alive; retain, which it does not take, is refused while it is ticked', async ({ page, broker }) => {
  await choose(page, /^Huawei/)
  await dialog(page).getByRole('combobox', { name: 'Transport' }).click()
  await page.getByRole('option', { name: /^TCP/ }).click()
  await field(page, 'host').fill('127.0.0.1')
  await dialog(page).getByRole('button', { name: /more settings?$/ }).click()
  await field(page, 'port').fill(String(broker.port))
  await field(page, 'deviceId').fill('5e4e2e92ac-164aefa8fouquan1_node1')
  await field(page, 'secret').fill('sesame-of-the-device')
  await page.getByTestId('mqtt-cloud-connect').click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
  await expect(state(page)).toContainText(/5e4e2e92ac-164aefa8fouquan1_node1_0_[01]_\d{10}/)
  await expect(page.locator('body')).not.toContainText('sesame-of-the-device')
  await publisher(page).getByTestId('mqtt-publish-topic').fill('$oc/devices/5e4e2e92ac-164aefa8fouquan1_node1/sys/properties/report')
  await publisher(page).getByRole('checkbox', { name: 'Retain' }).check()
  await expect(publisher(page)).toContainText('keeps no retained messages. Publish without retain.')
  await expect(publisher(page).getByTestId('mqtt-publish')).toBeDisabled()
  await publisher(page).getByRole('checkbox', { name: 'Retain' }).uncheck()
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(publisher(page).getByTestId('mqtt-sent')).toContainText('Sent 1')
})

test('a topic that the cloud does not have is refused at its field, to publish and to subscribe; a will before connecting', async ({ page, broker }) => {
  await choose(page, /^Azure/)
  await field(page, 'hub').fill('bench.azure-devices.net')
  await field(page, 'deviceId').fill('dev1')
  await field(page, 'key').fill('c2VzYW1lLXNlc2FtZQ==')
  await page.getByTestId('mqtt-cloud-form').click()
  const form = page.getByRole('dialog', { name: 'Connect to a broker' })
  await expect(page.getByTestId('mqtt-host')).toHaveValue('bench.azure-devices.net')
  // The same login at a broker on this PC.
  await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${broker.port}`)
  await page.getByTestId('mqtt-form-more').click()
  await form.getByTestId('mqtt-will').check({ force: true })
  await form.getByRole('textbox', { name: 'Topic of the will' }).fill('gone')
  await page.getByTestId('mqtt-connect').click()
  await expect(form.getByRole('alert')).toContainText('has no topic gone')
  await form.getByTestId('mqtt-will').uncheck({ force: true })
  await page.getByTestId('mqtt-connect').click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
  await publisher(page).getByTestId('mqtt-publish-topic').fill('bench/up')
  await expect(publisher(page)).toContainText('has no topic bench/up; using it closes the connection')
  await expect(publisher(page).getByTestId('mqtt-publish')).toBeDisabled()
  await publisher(page).getByTestId('mqtt-publish-topic').fill('devices/dev1/messages/events/')
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(publisher(page).getByTestId('mqtt-sent')).toContainText('Sent 1')
  await mqtt(page).getByTestId('mqtt-subscribe-topic').fill('bench/#')
  await expect(mqtt(page)).toContainText('has no topic bench/#; using it closes the connection')
})
