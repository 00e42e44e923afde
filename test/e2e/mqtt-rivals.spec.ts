import { expect, type Page } from '@playwright/test'
import { startMosquitto } from '../support/mosquitto.ts'
import { test } from '../support/served-page.ts'

const mqtt = (page: Page) => page.getByTestId('mqtt')
const form = (page: Page) => page.getByRole('dialog', { name: 'Connect to a broker' })
const state = (page: Page) => page.getByTestId('mqtt-state')
const pill = (page: Page, name: string) => page.getByRole('tablist', { name: 'Connections' }).getByRole('tab', { name })

async function open(page: Page, { port, name, clientId }: { readonly port: number; readonly name: string; readonly clientId: string }): Promise<void> {
  const first = page.getByTestId('mqtt-new')
  await ((await first.isVisible()) ? first : page.getByRole('button', { name: 'New connection' }).first()).click()
  await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${port}`)
  await form(page).getByRole('textbox', { name: 'Client ID' }).fill(clientId)
  await form(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByTestId('mqtt-connect').click()
  await expect(form(page)).toHaveCount(0)
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
}

test('several connections are live at once; two with one client ID: the older stops and names the other', async ({ page }) => {
  const broker = await startMosquitto()
  try {
    await open(page, { port: broker.port, name: 'Bench A', clientId: 'same' })
    await open(page, { port: broker.port, name: 'Bench C', clientId: 'other' })
    await pill(page, 'Bench A').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await open(page, { port: broker.port, name: 'Bench B', clientId: 'same' })
    await pill(page, 'Bench A').click()
    await expect(state(page)).toHaveAttribute('data-state', 'failed')
    await expect(mqtt(page).getByRole('alert')).toContainText('This program’s own connection “Bench B” has taken this connection’s place: both use the client ID “same”')
    for (const name of ['Bench B', 'Bench C']) {
      await pill(page, name).click()
      await expect(state(page)).toHaveAttribute('data-state', 'connected')
    }
  } finally {
    await broker.stop()
  }
})

test('the modem and this PC with one credential: who was pushed out says that it was the modem, and does not push back', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  const wizard = page.getByTestId('wizard')
  await expect(wizard.getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  const clientId = await wizard.getByRole('textbox', { name: 'Client ID' }).inputValue()
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()

  await page.getByTestId('mqtt-new').click()
  await page.getByTestId('mqtt-use-practice').click()
  await expect(page.getByTestId('mqtt-host')).toHaveValue('localhost')
  await form(page).getByRole('textbox', { name: 'Client ID' }).fill(clientId)
  await page.getByTestId('mqtt-connect').click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')

  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  await expect(state(page)).toHaveAttribute('data-state', 'failed')
  await expect(mqtt(page).getByRole('alert')).toContainText(`The modem of the wizard’s run (Quectel EC20) has taken this connection’s place: both use the client ID “${clientId}”`)
})

test('a client ID that the modem is online with is told in the form; connecting all the same, the wizard names the connection that took the modem’s place', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  const wizard = page.getByTestId('wizard')
  await expect(wizard.getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  const clientId = await wizard.getByRole('textbox', { name: 'Client ID' }).inputValue()
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })

  await page.getByTestId('mqtt-new').click()
  await page.getByTestId('mqtt-use-practice').click()
  await expect(page.getByTestId('mqtt-host')).toHaveValue('localhost')
  await form(page).getByRole('textbox', { name: 'Name', exact: true }).fill('Bench')
  await expect(page.getByTestId('mqtt-same-client')).toHaveCount(0)
  await form(page).getByRole('textbox', { name: 'Client ID' }).fill(clientId)
  await expect(page.getByTestId('mqtt-same-client')).toHaveText('The modem of the wizard’s run has this client ID: whoever connects later throws the other off.')
  await page.getByTestId('mqtt-connect').click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
  await expect(page.getByTestId('wizard-rival')).toHaveText(`This PC’s own connection “Bench” in the MQTT panel is online with the modem’s client ID “${clientId}”: it has taken the modem’s place. Give it another client ID, then start over.`)
})
