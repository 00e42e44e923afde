import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchServer } from '../support/launch-server.ts'
import { startMosquitto } from '../support/mosquitto.ts'
import { watchBroker } from '../support/watched-broker.ts'

const mqtt = (page: Page) => page.getByTestId('mqtt')
const tree = (page: Page) => page.getByRole('tree', { name: 'Topics' })

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('[data-rail="mqtt"]').click()
}

async function publish(page: Page, payload: string): Promise<void> {
  await mqtt(page).getByRole('textbox', { name: 'Message' }).fill(payload)
  await page.getByTestId('mqtt-publish').click()
}

/** The cards as they are on the disk: what was typed a moment ago is not yet. */
function keptCards(dataDir: string): string {
  const folder = join(dataDir, 'mqtt-cards')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('')
}

async function openSaved(page: Page, name: string): Promise<void> {
  if (!(await page.getByTestId('mqtt-saved').isVisible())) await page.getByTestId('mqtt-saved-toggle').click()
  await page.getByTestId('mqtt-saved-row').filter({ hasText: name }).getByRole('button').first().click()
}

test('a saved connection has after a restart what it had: its topics with their last messages, and what its cards have sent', async ({ page }) => {
  const broker = await startMosquitto()
  const first = await launchServer()
  let second: Awaited<ReturnType<typeof launchServer>> | undefined
  try {
    await open(page, first.url)
    await page.getByTestId('mqtt-new').click()
    await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${broker.port}`)
    await page.getByRole('dialog', { name: 'Connect to a broker' }).getByRole('textbox', { name: 'Name', exact: true }).fill('Bench broker')
    await page.getByTestId('mqtt-connect').click()
    await page.getByTestId('mqtt-subscribe-topic').fill('dev/#')
    await page.getByTestId('mqtt-subscribe').click()
    await page.getByTestId('mqtt-publish-topic').fill('dev/1/up')
    await publish(page, '{"n":{{counter}}}')
    await page.getByTestId('mqtt-publish').click()
    await expect(mqtt(page).getByRole('option').filter({ hasText: '←' }).last()).toContainText('{"n":2}')
    await expect(page.getByTestId('mqtt-sent')).toContainText('Sent 2')
    await expect.poll(() => keptCards(first.dataDir)).toContain('{{counter}}')
    await first.terminate()

    second = await launchServer({ dataDir: first.dataDir })
    await open(page, second.url)
    await openSaved(page, 'Bench broker')
    await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
    const sent = page.getByTestId('mqtt-sent')
    await sent.getByRole('button', { name: /^Sent 2/ }).click()
    await expect(sent.getByRole('listitem')).toContainText(['{"n":2}', '{"n":1}'])
    await page.getByTestId('mqtt-publish').click()
    await expect(sent.getByRole('listitem')).toContainText(['{"n":3}', '{"n":2}', '{"n":1}'])
    await mqtt(page).getByRole('tab', { name: 'Topics' }).click()
    await expect(tree(page).getByRole('treeitem').filter({ hasText: 'up' })).toContainText('{"n":3}')
    await expect(page.getByTestId('topics-totals')).toHaveText('1 topic · 3 messages')
  } finally {
    await (second ?? first).stop()
    await broker.stop()
  }
})

test('a connection that is saved while it is up keeps what it had: messages, what its card holds and what that has sent', async ({ page }) => {
  const first = await launchServer()
  let second: Awaited<ReturnType<typeof launchServer>> | undefined
  const bench = await watchBroker(first.url)
  try {
    await open(page, first.url)
    await page.getByTestId('mqtt-publish-topic').fill('dev/1/up')
    await publish(page, 'before')
    await expect(page.getByTestId('mqtt-sent')).toContainText('Sent 1')
    await page.getByTestId('mqtt-save-live').click()
    await expect(page.getByTestId('mqtt-save-live')).toHaveCount(0)
    await expect(page.getByTestId('mqtt-publish-topic')).toHaveValue('dev/1/up')
    await bench.device.publishAsync('dev/1/down', 'after', { qos: 1 })
    const list = mqtt(page).getByRole('option')
    await expect(list.filter({ hasText: 'after' })).toHaveCount(1)
    await first.terminate()

    second = await launchServer({ dataDir: first.dataDir })
    await open(page, second.url)
    await openSaved(page, 'bench')
    await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
    await expect(list.filter({ hasText: 'before' })).toHaveCount(2)
    await expect(list.filter({ hasText: 'after' })).toHaveCount(1)
    await expect(page.getByTestId('mqtt-publish-topic')).toHaveValue('dev/1/up')
    await expect(page.getByTestId('mqtt-sent')).toContainText('Sent 1')
  } finally {
    await bench.stop()
    await (second ?? first).stop()
  }
})
