import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { issue, makeAuthority } from '../support/certificates.ts'
import { startTlsBroker } from '../support/mosquitto-tls.ts'
import { test } from '../support/served-page.ts'

const panel = (page: Page) => page.getByTestId('load-test')
const figure = (page: Page, name: string) => page.getByTestId(`load-figure-${name}`)
const set = (page: Page, field: string, value: string) => page.getByTestId(`load-${field}`).fill(value)

async function openByPalette(page: Page): Promise<void> {
  // Its key is heard once the page is there.
  await expect(page.getByTestId('mqtt-new')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('load test')
  await page.getByRole('button', { name: 'Load test of a broker' }).click()
  await expect(panel(page)).toBeVisible()
}

test('a broker is loaded from its connection: nothing is lost, times are shown, the figures are saved', async ({ page }) => {
  const broker = await startTlsBroker({ isQuiet: true, users: { bench: 'right-pass' } })
  try {
    await page.getByTestId('mqtt-new').click()
    const form = page.getByTestId('mqtt-form')
    await form.getByRole('combobox', { name: 'Protocol' }).click()
    await page.getByRole('option', { name: 'mqtt://', exact: true }).click()
    await page.getByTestId('mqtt-host').fill('127.0.0.1')
    await form.getByRole('textbox', { name: 'Port' }).fill(String(broker.port))
    await form.getByRole('textbox', { name: 'User name' }).fill('bench')
    await form.getByLabel('Password', { exact: true }).fill('right-pass')
    await page.getByTestId('mqtt-connect').click()
    await page.getByTestId('load-test-open').click()

    await expect(page.getByTestId('load-host')).toHaveValue('127.0.0.1')
    await set(page, 'rate', '200')
    await set(page, 'seconds', '3')
    await expect(page.getByTestId('load-totals')).toContainText('600 messages in all')
    await page.getByTestId('load-start').click()
    await expect(page.getByTestId('load-phase')).toContainText('Running')
    await expect(panel(page).getByRole('img', { name: 'Messages a second' }).locator('canvas')).toBeVisible()
    await expect(page.getByTestId('load-phase')).toHaveText('Done', { timeout: 15_000 })
    await expect(figure(page, 'lost')).toHaveText('0')
    const sent = await figure(page, 'sent').textContent()
    expect(Number(sent)).toBeGreaterThan(500)
    await expect(figure(page, 'received')).toHaveText(sent ?? '')
    await expect(page.getByTestId('load-latency')).toContainText(/\d ms/)
    await expect(page.getByTestId('load-connect')).toContainText(/\d ms/)

    const download = page.waitForEvent('download')
    await page.getByTestId('load-export').click()
    const csv = await readFile(await (await download).path(), 'utf8')
    expect(csv).toContain(`broker,mqtt://127.0.0.1:${broker.port}\r\n`)
    expect(csv).toContain(`\r\nsent,${sent}\r\n`)
    expect(csv).not.toContain('right-pass')
    expect(csv.split('second,sent,received')[1]?.trim().split('\r\n').length).toBeGreaterThanOrEqual(4)

    // Stopping half-way.
    await set(page, 'seconds', '60')
    await page.getByTestId('load-start').click()
    await expect(page.getByTestId('load-phase')).toContainText('Running')
    await page.getByTestId('load-stop').click()
    await expect(page.getByTestId('load-phase')).toContainText('Stopped')
  } finally {
    await broker.stop()
  }
})

test('a broker that wants client certificates is loaded with files chosen here, and with those of a saved connection', async ({ page }) => {
  const ca = await makeAuthority('Bench CA')
  const client = await issue(ca, 'load', { usage: 'client' })
  const server = await issue(ca, 'localhost', { names: ['127.0.0.1'] })
  const broker = await startTlsBroker({ isQuiet: true, tls: { cert: server.cert, key: server.key, ca: ca.cert, requireClientCertificate: true } })
  const choose = async (within: Locator, label: string, name: string, content: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await within.getByRole('button', { name: `Choose file: ${label}` }).click()
    await (await chooser).setFiles({ name, mimeType: 'application/x-pem-file', buffer: Buffer.from(content) })
  }
  try {
    // Kept without its key, as it is unless a person says otherwise.
    await page.getByTestId('mqtt-new').click()
    const form = page.getByTestId('mqtt-form')
    await page.getByTestId('mqtt-host').fill(`mqtts://127.0.0.1:${broker.tlsPort}`)
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Bench mTLS')
    await choose(form, 'CA certificate', 'ca.pem', ca.cert)
    await choose(form, 'Client certificate', 'client.pem', client.cert)
    await choose(form, 'Private key', 'client.key', client.key)
    await page.getByTestId('mqtt-save').click()
    await expect(page.getByTestId('mqtt-host')).toBeHidden()

    await openByPalette(page)
    await set(page, 'rate', '100')
    await set(page, 'seconds', '1')
    await page.getByTestId('load-saved').click()
    await page.getByRole('option', { name: 'Bench mTLS' }).click()
    await expect(page.getByTestId('load-host')).toHaveValue('127.0.0.1')
    await expect(page.getByTestId('load-port')).toHaveValue(String(broker.tlsPort))
    await expect(page.getByTestId('load-missing')).toHaveText('Not kept with this connection: private key. Fill it in below.')
    await expect(panel(page)).toContainText('Certificate and key belong together.')
    await expect(page.getByTestId('load-start')).toBeDisabled()

    // The wrong one first.
    await choose(panel(page), 'Private key', 'other.key', server.key)
    await expect(page.getByTestId('load-missing')).toHaveCount(0)
    await page.getByTestId('load-start').click()
    await expect(panel(page).getByRole('alert')).toContainText('The private key does not belong to the client certificate')
    await panel(page).getByRole('button', { name: 'Remove file: Private key' }).click()
    await choose(panel(page), 'Private key', 'client.key', client.key)
    await page.getByTestId('load-start').click()
    await expect(page.getByTestId('load-phase')).toHaveText('Done', { timeout: 15_000 })
    await expect(figure(page, 'lost')).toHaveText('0')
    await expect(page.getByTestId('load-connect')).toContainText(/\d ms/)
  } finally {
    await broker.stop()
  }
})

test('limits, clouds, hosts of others and a broker that is not there are said in words', async ({ page }) => {
  await openByPalette(page)
  await set(page, 'publishers', '900')
  await set(page, 'subscribers', '900')
  await expect(page.getByTestId('load-problem')).toContainText('1800 clients are more than 1000')
  await expect(page.getByTestId('load-start')).toBeDisabled()
  await set(page, 'publishers', '2')
  await set(page, 'subscribers', '2')
  await set(page, 'rate', '60000')
  await expect(panel(page)).toContainText('1 to 50,000')
  await set(page, 'rate', '10')
  await set(page, 'seconds', '601')
  await expect(panel(page)).toContainText('1 to 600')
  await expect(page.getByTestId('load-start')).toBeDisabled()
  await set(page, 'seconds', '5')

  await page.getByTestId('load-host').fill('a1b2c3.iot-as-mqtt.cn-shanghai.aliyuncs.com')
  await page.getByTestId('load-start').click()
  await expect(panel(page).getByRole('alert')).toContainText('belongs to Alibaba Cloud')

  // An address that documents use for others' hosts (RFC 5737).
  await page.getByTestId('load-host').fill('203.0.113.7')
  await page.getByTestId('load-start').click()
  await expect(page.getByTestId('load-confirm')).toContainText('203.0.113.7')
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(page.getByTestId('load-phase')).toHaveCount(0)

  await page.getByTestId('load-host').fill('127.0.0.1')
  await page.getByTestId('load-port').fill('1')
  await page.getByTestId('load-start').click()
  await expect(panel(page).getByRole('alert')).toContainText('Nothing listens on 127.0.0.1:1')
  await expect(page.getByTestId('load-phase')).toHaveText('No result')
})
