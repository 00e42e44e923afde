import { createPrivateKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { startMosquitto } from '../support/mosquitto.ts'
import { test } from '../support/served-page.ts'

const form = (page: Page) => page.getByRole('dialog', { name: 'Connect to a broker' })
const state = (page: Page) => page.getByTestId('mqtt-state')
const alert = (page: Page) => form(page).getByRole('alert').first()

async function choose(page: Page, label: string, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await form(page).getByRole('button', { name: `Choose file: ${label}` }).click()
  await (await chooser).setFiles(file)
}

/** A mosquitto that demands client certificates by MQTT and WebSocket, and files as an engineer has them. */
async function bench() {
  const broker = await startMosquitto({ tls: 'mutual', webSocket: 'tls' })
  const { certificate, privateKey } = await broker.authority.issue({ name: 'device', validFrom: Date.UTC(2020, 0, 1) })
  const file = async (name: string, content: string): Promise<string> => {
    const path = test.info().outputPath(name)
    await writeFile(path, content)
    return path
  }
  const encrypted = String(createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }))
  return { broker, certificate: await file('device.pem', certificate), key: await file('device.key', encrypted) }
}

test('mqtts with a client certificate whose key is encrypted, SNI, ALPN, MQTT 5 with will, session and user properties: each fault named in the form until it is mended', async ({ page }) => {
  const { broker, certificate, key } = await bench()
  try {
    await page.getByTestId('mqtt-new').click()
    await page.getByTestId('mqtt-host').fill(`mqtts://127.0.0.1:${broker.tlsPort}`)
    await form(page).getByRole('combobox', { name: 'Version' }).click()
    await page.getByRole('option', { name: 'MQTT 5' }).click()
    await page.getByTestId('mqtt-connect').click()
    await expect(alert(page)).toContainText(/CA|sign/)
    await choose(page, 'CA certificate', broker.caFile)
    await page.getByTestId('mqtt-connect').click()
    await expect(alert(page)).toContainText('demands a client certificate')
    await choose(page, 'Client certificate', certificate)
    await choose(page, 'Private key', key)
    await page.getByTestId('mqtt-connect').click()
    await expect(alert(page)).toContainText('is encrypted, and there is no pass phrase')
    await page.getByTestId('mqtt-passphrase').fill('wrong sesame')
    await page.getByTestId('mqtt-connect').click()
    await expect(alert(page)).toContainText('The pass phrase does not open the private key device.key')
    await page.getByTestId('mqtt-passphrase').fill('open sesame')

    await page.getByTestId('mqtt-form-more').click()
    await form(page).getByRole('textbox', { name: 'TLS server name (SNI)' }).fill('elsewhere.example')
    await page.getByTestId('mqtt-connect').click()
    await expect(alert(page)).toContainText('The server’s certificate is not for elsewhere.example; it is for localhost, 127.0.0.1')
    await form(page).getByRole('textbox', { name: 'TLS server name (SNI)' }).fill('localhost')
    await form(page).getByLabel('ALPN', { exact: true }).fill('mqtt')
    await form(page).getByLabel('ALPN', { exact: true }).press('Enter')
    await form(page).getByTestId('mqtt-will').check({ force: true })
    await form(page).getByRole('textbox', { name: 'Topic of the will' }).fill('gone/pc')
    await form(page).getByRole('textbox', { name: 'Message of the will' }).fill('bye')
    await form(page).getByLabel('Session kept for, s').fill('3600')
    await form(page).getByRole('button', { name: 'Add', exact: true }).click()
    await form(page).getByRole('textbox', { name: 'Name', exact: true }).last().fill('site')
    await form(page).getByRole('textbox', { name: 'Value', exact: true }).fill('Shenzhen')
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await expect(state(page)).toContainText('TLSv1.3')
    await expect(page.locator('body')).not.toContainText('sesame')
  } finally {
    await broker.stop()
  }
})

test('wss with the same certificate and encrypted key', async ({ page }) => {
  const { broker, certificate, key } = await bench()
  try {
    await page.getByTestId('mqtt-new').click()
    await page.getByTestId('mqtt-host').fill(`wss://localhost:${broker.wsPort}/mqtt`)
    await choose(page, 'CA certificate', broker.caFile)
    await choose(page, 'Client certificate', certificate)
    await choose(page, 'Private key', key)
    await page.getByTestId('mqtt-passphrase').fill('open sesame')
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await page.getByTestId('mqtt-subscribe-topic').fill('up/#')
    await page.getByTestId('mqtt-subscribe').click()
    await page.getByTestId('mqtt-publish-topic').fill('up/1')
    await page.getByTestId('mqtt').getByRole('textbox', { name: 'Message' }).fill('over wss')
    await page.getByTestId('mqtt-publish').click()
    await expect(page.getByTestId('mqtt').getByRole('option').filter({ hasText: '←' })).toHaveText([/up\/1.*over wss/])
  } finally {
    await broker.stop()
  }
})
