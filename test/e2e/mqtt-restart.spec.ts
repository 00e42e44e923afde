import { expect, test, type Page } from '@playwright/test'
import { launchServer } from '../support/launch-server.ts'
import { startMosquitto } from '../support/mosquitto.ts'

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
    await first.terminate()

    second = await launchServer({ dataDir: first.dataDir })
    await open(page, second.url)
    if (!(await page.getByTestId('mqtt-saved').isVisible())) await page.getByTestId('mqtt-saved-toggle').click()
    await page.getByTestId('mqtt-saved-row').filter({ hasText: 'Bench broker' }).getByRole('button').first().click()
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
