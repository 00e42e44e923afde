import { expect, type Page } from '@playwright/test'
import { once } from 'node:events'
import net from 'node:net'
import { startMosquitto } from '../support/mosquitto.ts'
import { test } from '../support/served-page.ts'

const mqtt = (page: Page) => page.getByTestId('mqtt')
const form = (page: Page) => page.getByRole('dialog', { name: 'Connect to a broker' })
const rail = (page: Page) => page.getByTestId('mqtt-saved')
const rows = (page: Page) => rail(page).getByTestId('mqtt-saved-row')
const state = (page: Page) => page.getByTestId('mqtt-state')

async function fillServer(page: Page, { port, name, clientId }: { readonly port: number; readonly name: string; readonly clientId: string }): Promise<void> {
  await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${port}`)
  await form(page).getByRole('textbox', { name: 'Client ID' }).fill(clientId)
  await form(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name)
}

const menuOf = async (page: Page, name: string, item: string | RegExp): Promise<void> => {
  await rows(page).filter({ hasText: name }).hover()
  await rail(page).getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a connection made through the form is kept, in a folder, without its password, and comes back by a click', async ({ page }) => {
  const broker = await startMosquitto({ users: { bench: 'right-pass' } })
  try {
    await page.getByTestId('mqtt-new').click()
    await fillServer(page, { port: broker.port, name: 'Bench broker', clientId: 'pc-e2e' })
    await form(page).getByRole('textbox', { name: 'User name' }).fill('bench')
    await form(page).getByLabel('Password', { exact: true }).fill('wrong-pass')
    await form(page).getByRole('combobox', { name: 'Version' }).click()
    await page.getByRole('option', { name: 'MQTT 3.1', exact: true }).click()
    await form(page).getByLabel('Folder', { exact: true }).fill('Lab')
    await page.getByTestId('mqtt-connect').click()
    await expect(form(page).getByRole('alert')).toContainText('does not authorise')
    await form(page).getByLabel('Port', { exact: true }).fill('9')
    await page.getByTestId('mqtt-connect').click()
    await expect(form(page).getByRole('alert')).toContainText('Nothing listens')
    await form(page).getByLabel('Port', { exact: true }).fill(String(broker.port))
    await form(page).getByLabel('Password', { exact: true }).fill('right-pass')
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    // Refused, led to a wrong port and accepted then: still one, in the tabs as in the list.
    await expect(page.getByRole('tablist', { name: 'Connections' }).getByRole('tab')).toHaveCount(1)
    await page.getByTestId('mqtt-saved-toggle').click()
    if (!(await rail(page).isVisible())) await page.getByTestId('mqtt-saved-toggle').click()
    await expect(rows(page)).toHaveText([/Bench broker/])
    await expect(rail(page).getByRole('region', { name: 'Lab' })).toBeVisible()

    await menuOf(page, 'Bench broker', 'Duplicate')
    await menuOf(page, 'Bench broker (2)', 'Rename')
    await rail(page).getByRole('textbox', { name: 'New name' }).fill('Second')
    await page.keyboard.press('Enter')
    await menuOf(page, 'Second', 'Move out of the folder')
    await expect(rail(page).getByRole('region', { name: 'In no folder' }).getByTestId('mqtt-saved-row')).toHaveText([/Second/])
    await rows(page).filter({ hasText: 'Second' }).dragTo(rail(page).getByRole('button', { name: /^Lab/ }))
    await expect(rail(page).getByRole('region', { name: 'Lab' }).getByTestId('mqtt-saved-row')).toHaveText([/Bench broker/, /Second/])
    await rail(page).getByRole('textbox', { name: 'Search' }).fill('second')
    await expect(rows(page)).toHaveText([/Second/])
    await rail(page).getByRole('textbox', { name: 'Search' }).fill('')

    // This page still knows the password of the one that it has connected with; the copy asks for it.
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'disconnected')
    await rows(page).filter({ hasText: 'Bench broker' }).getByRole('button').first().click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await rows(page).filter({ hasText: 'Second' }).getByRole('button').first().click()
    await expect(form(page).getByLabel('Password', { exact: true })).toHaveValue('')
    await expect(form(page).getByRole('textbox', { name: 'User name' })).toHaveValue('bench')
    await form(page).getByRole('button', { name: 'Cancel' }).click()

    await menuOf(page, 'Second', 'Delete')
    await page.getByTestId('mqtt-saved-delete-yes').click()
    await expect(rows(page)).toHaveText([/Bench broker/])
    await page.reload()
    await expect(rows(page)).toHaveText([/Bench broker/])
  } finally {
    await broker.stop()
  }
})

test('MQTTX’s connections come in with their folders, and what could not be taken over is listed', async ({ page }) => {
  await page.getByTestId('mqtt-saved-toggle').click()
  await page.getByTestId('mqtt-saved-more').click()
  await page.getByTestId('mqtt-saved-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('mqtt-import-choose').click()
  await (await chooser).setFiles('test/vectors/mqtt-connections/mqttx.json')
  await expect(page.getByTestId('mqtt-import-outcome')).toHaveText('3 connections added, from MQTTX.')
  await expect(page.getByText('#6 No host: host')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(rail(page).getByRole('region', { name: 'Lab / Meters' }).getByTestId('mqtt-saved-row')).toHaveText([/Lab broker/])

  // A key that is encrypted, one click away from its pass phrase.
  await menuOf(page, 'Lab broker', 'Change the settings')
  await expect(form(page).getByRole('textbox', { name: 'Topic of the will' })).toHaveValue('gone/bench01')
  await expect(form(page).getByLabel('Session kept for, s')).toHaveValue('7200')
  await form(page).getByRole('textbox', { name: 'Topic of the will' }).fill('gone/#')
  await page.getByTestId('mqtt-save').click()
  await expect(form(page).getByText('A topic without + and #.')).toBeVisible()
})

test('what comes in from MQTTX is subscribed and ready to be published once it connects', async ({ page }) => {
  const broker = await startMosquitto()
  try {
    const one = {
      id: 'c', name: 'Plant', clientId: 'mqttx_1f0a9c3e', clean: true, protocol: 'mqtt', host: '127.0.0.1', port: broker.port, keepalive: 60, mqttVersion: '3.1.1',
      subscriptions: [{ id: 's', topic: 'plant/#', qos: 1, alias: 'The plant', color: '#34C388' }],
      messages: [{ id: 'm', out: true, topic: 'plant/1/down', payload: '{"on":1}', qos: 1, retain: false }],
    }
    await page.getByTestId('mqtt-new-import').click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByTestId('mqtt-import-choose').click()
    await (await chooser).setFiles({ name: 'mqttx.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify([one])) })
    await expect(page.getByTestId('mqtt-import')).toContainText('With 1 subscription · 1 message to publish')
    await page.getByRole('button', { name: 'Done' }).click()
    if (!(await rail(page).isVisible())) await page.getByTestId('mqtt-saved-toggle').click()
    await rows(page).filter({ hasText: 'Plant' }).getByRole('button').first().click()
    await expect(page.getByTestId('mqtt-cards').locator('[data-subscription="plant/#"]')).toContainText('The plantQoS 1')
    await page.getByTestId('mqtt-publish').click()
    await expect(page.getByTestId('mqtt-messages').getByRole('option').filter({ hasText: '←' })).toHaveText([/plant\/1\/down.*\{"on":1\}/])

    // Found by its name from anywhere: it is up, so it comes to the front.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill('connect to plant')
    await expect(page.getByRole('button', { name: /Connect to Plant/ })).toContainText(`mqtt://127.0.0.1:${broker.port}`)
    await page.getByRole('button', { name: /Connect to Plant/ }).click()
    await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')

    // A copy has the same cards and a client ID of its own, so both stay up.
    await menuOf(page, 'Plant', 'Duplicate')
    await rows(page).filter({ hasText: 'Plant (2)' }).getByRole('button').first().click()
    await expect(page.getByTestId('mqtt-cards').locator('[data-subscription="plant/#"]')).toContainText('The plantQoS 1')
    await expect(page.getByTestId('mqtt-state')).toHaveText(/^atelier-/)
    await expect(page.getByTestId('mqtt-publish-topic')).toHaveValue('plant/1/down')
    await page.getByTestId('mqtt-publish').click()
    await page.getByRole('tablist', { name: 'Connections' }).getByRole('tab').first().click()
    await expect(page.getByTestId('mqtt-messages').getByRole('option').filter({ hasText: '←' })).toHaveCount(2)
  } finally {
    await broker.stop()
  }
})

test('two connections with one client ID: the one that was thrown off says by whom, and gets another ID', async ({ page }) => {
  const broker = await startMosquitto()
  try {
    for (const name of ['First', 'Second']) {
      await page.getByRole('button', { name: 'New connection', exact: true }).last().click()
      await fillServer(page, { port: broker.port, name, clientId: 'the-same' })
      await page.getByTestId('mqtt-connect').click()
      await expect(form(page)).toHaveCount(0)
    }
    const tabs = page.getByRole('tablist', { name: 'Connections' }).getByRole('tab')
    await tabs.filter({ hasText: 'First' }).click()
    await expect(page.getByTestId('mqtt').getByRole('alert')).toContainText('“Second” has taken this connection’s place')
    await page.getByRole('button', { name: 'With another client ID…' }).click()
    await page.getByTestId('mqtt-connect').click()
    await expect(page.getByTestId('mqtt-state')).toHaveText(/^atelier-.*connected$/)
    await expect(tabs).toHaveText(['Second', 'First'])
    await tabs.first().click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
  } finally {
    await broker.stop()
  }
})

test('a lost connection says when it is tried next, and is hurried or given up', async ({ page }) => {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk) => void (chunk[0] === 0x10 && socket.write(Buffer.from([0x20, 2, 0, 0]))))
  })
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as net.AddressInfo).port
  }
  const port = await listen(0)
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await page.getByTestId('mqtt-new').click()
  await fillServer(page, { port, name: 'Fragile', clientId: 'pc-fragile' })
  await page.getByTestId('mqtt-form-more').click()
  await form(page).getByLabel('First wait, s').fill('60')
  await page.getByTestId('mqtt-connect').click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
  await stop()
  await expect(page.getByTestId('mqtt-retry')).toHaveText(/^Try 1 in \d+ s$/)
  await page.getByTestId('mqtt-stop-trying').click()
  await expect(state(page)).toHaveAttribute('data-state', 'failed')
  await expect(mqtt(page).getByRole('alert')).toContainText('closed the connection')

  await listen(port)
  await mqtt(page).getByRole('alert').getByRole('button', { name: 'Connect again' }).click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
  await stop()
  await expect(page.getByTestId('mqtt-retry')).toHaveText(/^Try 1 in \d+ s$/)
  await listen(port)
  await page.getByTestId('mqtt-try-now').click()
  await expect(state(page)).toHaveAttribute('data-state', 'connected')
})

test('a connection from a cloud’s profile keeps to the cloud’s rules, and says what it refuses', async ({ page }) => {
  const broker = await startMosquitto()
  try {
    const dialog = page.getByRole('dialog', { name: 'Connect to a cloud' })
    await page.getByTestId('mqtt-new-cloud').click()
    await dialog.getByTestId('mqtt-cloud').click()
    await page.getByRole('option', { name: /^Tencent/ }).click()
    await page.getByTestId('mqtt-cloud-form').click()
    await expect(dialog.locator('[data-severity="error"], [aria-invalid="true"]').first()).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Product ID' }).fill('ABCDEF1234')
    await dialog.getByRole('textbox', { name: 'Device name' }).fill('dev001')
    await dialog.locator('[data-field="psk"] input').fill('u/nAbSmZKbCW7lugludvLg==')
    await page.getByTestId('mqtt-cloud-form').click()
    await expect(page.getByTestId('mqtt-host')).toHaveValue('ABCDEF1234.iotcloud.tencentdevices.com')
    await expect(form(page).getByLabel('Keep-alive, s')).toHaveValue('240')
    await expect(page.getByTestId('mqtt-rules')).toContainText('QoS up to 1 · no retain · no will')

    // The same login at a broker on this PC.
    await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${broker.port}`)
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await page.getByTestId('mqtt-publish-topic').fill('ABCDEF1234/dev001/event')
    await mqtt(page).getByRole('combobox', { name: 'QoS for publishing' }).click()
    await page.getByRole('option', { name: /2$/ }).click()
    await expect(mqtt(page).getByText('Tencent Cloud IoT Hub / IoT Explorer refuses QoS 2. Use QoS 1 or lower.')).toBeVisible()
    await expect(page.getByTestId('mqtt-publish')).toBeDisabled()
    await mqtt(page).getByRole('combobox', { name: 'QoS for publishing' }).click()
    await page.getByRole('option', { name: /1$/ }).click()
    await page.getByTestId('mqtt-publish').click()
    await expect(mqtt(page).getByRole('option').filter({ hasText: 'ABCDEF1234/dev001/event' })).toBeVisible()
  } finally {
    await broker.stop()
  }
})
