import { expect, type Page } from '@playwright/test'
import { once } from 'node:events'
import net from 'node:net'
import { issue, makeAuthority } from '../support/certificates.ts'
import { startTlsBroker } from '../support/mosquitto-tls.ts'
import { startScriptedBroker, type BrokerPeer } from '../support/scripted-broker.ts'
import { test } from '../support/served-page.ts'

/** What a person meets with files, brokers and devices that are not as they should be: clear words, nothing lost, nothing that hangs. */
const mqtt = (page: Page) => page.getByTestId('mqtt')
const form = (page: Page) => page.getByRole('dialog', { name: 'Connect to a broker' })
const state = (page: Page) => page.getByTestId('mqtt-state')
const rail = (page: Page) => page.getByTestId('mqtt-saved')
const rows = (page: Page) => page.getByTestId('mqtt-messages').getByRole('option')

async function openForm(page: Page, address: string): Promise<void> {
  await page.getByTestId('mqtt-new').click()
  await page.getByTestId('mqtt-host').fill(address)
}

async function chooseFile(page: Page, label: string, name: string, content: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await form(page).getByRole('button', { name: `Choose file: ${label}` }).click()
  await (await chooser).setFiles({ name, mimeType: 'application/x-pem-file', buffer: Buffer.from(content) })
}

/** Accepts, grants each subscription, and then sends these bytes. */
const sending = (digits: string) =>
  startScriptedBroker((packet, peer: BrokerPeer) => {
    if (packet.cmd === 'connect') peer.raw(Uint8Array.of(0x20, 2, 0, 0))
    if (packet.cmd === 'pingreq') peer.raw(Uint8Array.of(0xd0, 0))
    if (packet.cmd === 'subscribe') peer.raw(Buffer.concat([Buffer.of(0x90, 3), Buffer.of((packet.messageId ?? 0) >> 8, (packet.messageId ?? 0) & 255, 0), Buffer.from(digits.replaceAll(' ', ''), 'hex')]))
  })

async function subscribe(page: Page, filter: string): Promise<void> {
  await page.getByTestId('mqtt-subscribe-topic').fill(filter)
  await page.getByTestId('mqtt-subscribe').click()
}

test('certificate files: a key of another certificate and files without line ends', async ({ page }) => {
  const ca = await makeAuthority('Bench CA')
  const [server, client] = await Promise.all([issue(ca, 'localhost', { names: ['127.0.0.1'] }), issue(ca, 'device', { usage: 'client' })])
  const broker = await startTlsBroker({ tls: { cert: server.cert, key: server.key, ca: ca.cert, requireClientCertificate: true } })
  const oneLine = (pem: string): string => pem.replaceAll('\n', '')
  try {
    await openForm(page, `mqtts://127.0.0.1:${broker.tlsPort}`)
    await chooseFile(page, 'CA certificate', 'ca.pem', oneLine(ca.cert))
    await chooseFile(page, 'Client certificate', 'client.pem', oneLine(client.cert))
    await chooseFile(page, 'Private key', 'client.key', server.key)
    await page.getByTestId('mqtt-connect').click()
    await expect(form(page).getByRole('alert')).toContainText('The private key does not belong to the client certificate')
    await expect(form(page).getByRole('alert')).toContainText('Choose the two files that were made together.')

    await form(page).getByRole('button', { name: 'Remove file: Private key' }).click()
    await chooseFile(page, 'Private key', 'client.key', oneLine(client.key))
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await expect(page.getByTestId('mqtt-mended')).toContainText('ca.pem was mended for this connection: Line ends put back')
    await expect(page.getByTestId('mqtt-mended')).toContainText('client.pem was mended')
    await expect(page.getByTestId('mqtt-mended')).toContainText('client.key was mended')

    // One that has lost more than its form is not mended but named.
    await page.getByRole('button', { name: 'New connection' }).click()
    await page.getByTestId('mqtt-host').fill(`mqtts://127.0.0.1:${broker.tlsPort}`)
    await chooseFile(page, 'CA certificate', 'ca.pem', ca.cert.slice(0, ca.cert.length / 2))
    await page.getByTestId('mqtt-connect').click()
    await expect(form(page).getByRole('alert')).toContainText('ca.pem')
  } finally {
    await broker.stop()
  }
})

test('a broker that takes the connection and says nothing, and one that accepts and then says nothing', async ({ page }) => {
  const mute = net.createServer((socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const falling = await startScriptedBroker((packet, peer) => {
    if (packet.cmd === 'connect') peer.raw(Uint8Array.of(0x20, 2, 0, 0))
  })
  try {
    await openForm(page, `mqtt://127.0.0.1:${(mute.address() as net.AddressInfo).port}`)
    await page.getByTestId('mqtt-connect').click()
    // The page stays usable meanwhile, and a person need not wait.
    await form(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'connecting')
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'disconnected')
    await page.getByRole('button', { name: 'Connect again' }).first().click()
    await expect(state(page)).toHaveAttribute('data-state', 'failed', { timeout: 20_000 })
    await expect(mqtt(page).getByRole('alert')).toContainText('12 s')

    await page.getByRole('button', { name: 'New connection' }).click()
    await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${falling.port}`)
    await form(page).getByLabel('Keep-alive, s').fill('6')
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await page.getByTestId('mqtt-publish-topic').fill('bench/up')
    await mqtt(page).getByRole('combobox', { name: 'QoS for publishing' }).click()
    await page.getByRole('option', { name: /1$/ }).click()
    await mqtt(page).getByRole('textbox', { name: 'Message' }).fill('kept')
    await page.getByTestId('mqtt-publish').click()
    // What was sent stands there; what became of it is said, and so is the end of the line.
    await expect(rows(page)).toHaveText([/bench\/up.*kept/])
    await expect(mqtt(page).getByRole('alert').first()).toContainText(/no longer answers pings|did not acknowledge|before the broker had answered/, { timeout: 25_000 })
    await expect(state(page)).not.toHaveAttribute('data-state', 'connected', { timeout: 25_000 })
    await expect(rows(page)).toHaveText([/bench\/up.*kept/])
  } finally {
    mute.close()
    mute.unref()
    await falling.close()
  }
})

test('a form that is opened while an earlier connection is still being made is not touched by how that ends', async ({ page }) => {
  const sockets: net.Socket[] = []
  const slow = net.createServer((socket) => sockets.push(socket.on('error', () => {}))).listen(0, '127.0.0.1')
  await once(slow, 'listening')
  try {
    await openForm(page, `mqtt://127.0.0.1:${(slow.address() as net.AddressInfo).port}`)
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connecting')
    await form(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'New connection' }).click()
    await page.getByTestId('mqtt-host').fill('another.example')
    await expect.poll(() => sockets.length).toBe(1)
    for (const socket of sockets) socket.destroy()
    await expect(state(page)).toHaveAttribute('data-state', 'failed')
    await expect(page.getByTestId('mqtt-host')).toHaveValue('another.example')
    await expect(form(page).getByRole('alert')).toHaveCount(0)
  } finally {
    for (const socket of sockets) socket.destroy()
    slow.close()
  }
})

test('a packet that MQTT forbids: named with what to try, what came before it stays', async ({ page }) => {
  // PUBLISH `ok` with the payload 1, then one with QoS 3.
  const broker = await sending('30 05 00 02 6f 6b 31 36 07 00 02 6f 6b 00 01 31')
  try {
    await openForm(page, `mqtt://127.0.0.1:${broker.port}`)
    await page.getByTestId('mqtt-form-more').click()
    await form(page).getByLabel('First wait, s').fill('60')
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await subscribe(page, 'ok')
    const alert = mqtt(page).getByRole('alert').filter({ hasText: 'sent a packet that MQTT forbids' })
    await expect(alert).toContainText('Packet must not have both QoS bits set to 1')
    await expect(alert).toContainText('this one is 3.1.1')
    await expect(rows(page)).toHaveText([/ok.*1/])
  } finally {
    await broker.close()
  }
})

test('topics that are none: typed ones are refused at their field, received ones are kept and told, in GBK where they are', async ({ page }) => {
  // 设备/1 in GBK, then a good one.
  const broker = await sending('30 09 00 06 c9 e8 b1 b8 2f 31 31 30 05 00 02 6f 6b 32')
  try {
    await openForm(page, `mqtt://127.0.0.1:${broker.port}`)
    await page.getByTestId('mqtt-connect').click()
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await page.getByTestId('mqtt-publish-topic').fill('a/+')
    await expect(mqtt(page).getByText('A topic to publish on cannot contain the wildcard “+”')).toBeVisible()
    await expect(page.getByTestId('mqtt-publish')).toBeDisabled()
    // Half an emoji, as it is left where a text was cut after so many characters.
    await page.getByTestId('mqtt-publish-topic').evaluate((input) => {
      // Past the framework's own setter, as typing is.
      Reflect.set(HTMLInputElement.prototype, 'value', 'a/\uD83D', input)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await expect(mqtt(page).getByText('The topic contains half a character that UTF-8 cannot carry')).toBeVisible()
    await expect(page.getByTestId('mqtt-publish')).toBeDisabled()
    await page.getByTestId('mqtt-subscribe-topic').fill('a/#/b')
    await expect(mqtt(page).getByText('“#” must be a whole level and the last one')).toBeVisible()
    await expect(page.getByTestId('mqtt-subscribe')).toBeDisabled()

    await subscribe(page, 'ok')
    const alert = mqtt(page).getByRole('alert').filter({ hasText: 'A message came on a topic that MQTT forbids' })
    await expect(alert).toContainText('c9 e8 b1 b8 2f 31')
    await expect(alert).toContainText('GBK: 设备/1')
    await expect(rows(page)).toHaveText([/\uFFFD.*1/, /ok.*2/])
    await expect(state(page)).toHaveAttribute('data-state', 'connected')
    await page.getByText('中文 / EN').click()
    await expect(mqtt(page).getByRole('alert')).toContainText('收到的消息主题不符合 MQTT 规范')
    await mqtt(page).getByRole('alert').getByRole('button', { name: '关闭提示' }).click()
    await expect(mqtt(page).getByRole('alert')).toHaveCount(0)
    await expect(rows(page)).toHaveCount(2)
  } finally {
    await broker.close()
  }
})

test('import files: unknown fields are named, a list of nothing and what is no JSON are refused in words', async ({ page }) => {
  const bring = async (name: string, content: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByTestId('mqtt-import-choose').click()
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
  }
  const options = { name: 'From tomorrow', protocol: 'mqtt', host: '127.0.0.1', port: 1, path: '', clientId: 'c', username: '', password: '', keepAlive: 60, cleanSession: true, version: 4, ca: null, certificate: null, privateKey: null, verifyServer: true }
  await page.getByTestId('mqtt-saved-toggle').click()
  await page.getByTestId('mqtt-saved-more').click()
  await page.getByTestId('mqtt-saved-import').click()
  const dialog = page.getByTestId('mqtt-import')
  await bring('broken.json', '{"atelier":')
  await expect(dialog.getByRole('alert')).toContainText(/JSON/)
  await bring('other.json', '{"bookmarks":[1,2]}')
  await expect(dialog.getByRole('alert')).toContainText('MQTTX')
  await bring('newer.json', JSON.stringify({ atelier: 'mqtt-connections', version: 2, madeBy: 'x', connections: [{ folder: 'Lab', colour: 'red', options: { ...options, priority: 3 } }, { folder: '', options: { ...options, port: 'many' } }] }))
  await expect(page.getByTestId('mqtt-import-outcome')).toHaveText('1 connection added, from ATelier.')
  await expect(dialog.getByRole('listitem')).toHaveText([
    'version The file is of a newer version: what it has more is left out',
    'unknown fields, left out: madeBy',
    '#1 From tomorrow unknown fields, left out: colour, options.priority',
    '#2 From tomorrow: port cannot be used; the connection is left out',
  ])
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(rail(page).getByRole('region', { name: 'Lab' }).getByTestId('mqtt-saved-row')).toHaveText([/From tomorrow/])
})
