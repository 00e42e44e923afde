import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import papaparse from 'papaparse'
import { launchServer } from '../support/launch-server.ts'
import { startMosquitto } from '../support/mosquitto.ts'
import { test as served } from '../support/served-page.ts'
import { watchBroker } from '../support/watched-broker.ts'

const mqtt = (page: Page) => page.getByTestId('mqtt')
const rows = (page: Page) => page.getByTestId('mqtt-messages').getByRole('option')
const count = (page: Page) => page.getByTestId('mqtt-count')
const field = (page: Page, name: string) => mqtt(page).getByRole('textbox', { name })

async function ask(page: Page, item: string): Promise<void> {
  await mqtt(page).getByRole('button', { name: 'More for these messages' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The cards as they are on the disk: what was typed a moment ago is not yet. */
function keptCards(dataDir: string): string {
  const folder = join(dataDir, 'mqtt-cards')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('')
}

/** Exports through the dialog as it stands, and gives the file. */
async function exported(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const download = page.waitForEvent('download')
  await page.getByRole('dialog', { name: 'Export messages' }).getByRole('button', { name: 'Export', exact: true }).click()
  const saved = await download
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') }
}

test('what a saved connection received before a restart is searched with what comes, and exported as JSON and as CSV', async ({ page }) => {
  const broker = await startMosquitto()
  const first = await launchServer()
  let second: Awaited<ReturnType<typeof launchServer>> | undefined
  const publish = async (topic: string, payload: string): Promise<void> => {
    await page.getByTestId('mqtt-publish-topic').fill(topic)
    await field(page, 'Message').fill(payload)
    await page.getByTestId('mqtt-publish').click()
    await expect(rows(page).filter({ hasText: '←' }).last()).toContainText(payload.slice(0, 12))
  }
  try {
    await page.goto(first.url)
    await page.getByTestId('mqtt-new').click()
    await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${broker.port}`)
    await page.getByRole('dialog', { name: 'Connect to a broker' }).getByRole('textbox', { name: 'Name', exact: true }).fill('Meters')
    await page.getByTestId('mqtt-connect').click()
    await page.getByTestId('mqtt-subscribe-topic').fill('meter/#')
    await page.getByTestId('mqtt-subscribe').click()
    await publish('meter/1', '{"kWh":12.50,"note":"a, \\"b\\""}')
    await publish('meter/2', 'alarm: 过压')
    await publish('meter/3', '=1+1')
    await expect.poll(() => keptCards(first.dataDir)).toContain('meter/#')
    await first.terminate()

    second = await launchServer({ dataDir: first.dataDir })
    await page.goto(second.url)
    if (!(await page.getByTestId('mqtt-saved').isVisible())) await page.getByTestId('mqtt-saved-toggle').click()
    await page.getByTestId('mqtt-saved-row').filter({ hasText: 'Meters' }).getByRole('button').first().click()
    await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
    await field(page, 'Payload filter').fill('过压')
    await expect(count(page)).toHaveText('2 of 6')
    await publish('meter/2', '过压 again')
    await expect(count(page)).toHaveText('4 of 8')

    // What was received alone: each message went out from here as well.
    await field(page, 'Payload filter').fill('')
    await field(page, 'Topic filter').fill('meter/+')
    await ask(page, 'Export messages')
    const dialog = page.getByRole('dialog', { name: 'Export messages' })
    const json = await exported(page)
    expect(json.name).toMatch(/^Meters-.*\.json$/)
    const messages = JSON.parse(json.text) as readonly { readonly direction: string; readonly topic: string; readonly payload: unknown; readonly payloadFormat: string; readonly time: string }[]
    expect(messages.filter(({ direction }) => direction === 'received').map(({ topic, payload, payloadFormat }) => [topic, payload, payloadFormat])).toStrictEqual([
      ['meter/1', { kWh: 12.5, note: 'a, "b"' }, 'json'],
      ['meter/2', Buffer.from('alarm: 过压').toString('base64'), 'base64'],
      ['meter/3', Buffer.from('=1+1').toString('base64'), 'base64'],
      ['meter/2', Buffer.from('过压 again').toString('base64'), 'base64'],
    ])
    // As it was sent, every digit of it.
    expect(json.text).toContain('"kWh":12.50')

    await dialog.getByRole('button', { name: 'Export again' }).click()
    await dialog.getByRole('radio', { name: 'CSV, for a spreadsheet' }).check()
    await dialog.getByRole('combobox', { name: 'Messages are written as' }).click()
    await page.getByRole('option', { name: 'Text', exact: true }).click()
    const csv = await exported(page)
    expect(csv.name).toMatch(/^Meters-.*\.csv$/)
    expect(csv.text.startsWith('\uFEFF')).toBe(true)
    const [head, ...lines] = papaparse.parse<string[]>(csv.text.replace('\uFEFF', ''), { skipEmptyLines: true }).data
    expect(head).toStrictEqual(['seq', 'time', 'direction', 'topic', 'qos', 'retain', 'bytes', 'payload format', 'payload', 'properties'])
    expect(lines.filter((line) => line[2] === 'received').map((line) => [line[3], line[6], line[7], line[8]])).toStrictEqual([
      ['meter/1', '31', 'text', '{"kWh":12.50,"note":"a, \\"b\\""}'],
      ['meter/2', '13', 'text', 'alarm: 过压'],
      // No spreadsheet is to run what a device sends.
      ['meter/3', '4', 'text', "'=1+1"],
      ['meter/2', '12', 'text', '过压 again'],
    ])
    expect(lines.map((line) => line[1])).toStrictEqual(messages.map(({ time }) => time))
  } finally {
    await (second ?? first).stop()
    await broker.stop()
  }
})

served('the limit of what is kept is set, holds at once, and for what comes', async ({ page, server }) => {
  const bench = await watchBroker(server.url)
  const kept = page.getByRole('dialog', { name: 'Messages kept on disk' })
  const megabytes = async (): Promise<number> => Number(/([\d.]+) MB/.exec(await kept.getByText(/messages?, /).innerText())?.[1])
  try {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    for (let index = 0; index < 14; index++) await bench.device.publishAsync(`big/${index}`, chunk, { qos: 1 })
    await expect(count(page)).toHaveText('14')
    await ask(page, 'What is kept…')
    await expect.poll(megabytes).toBeGreaterThan(13.9)
    await kept.getByRole('textbox', { name: 'Limit of each connection, MB' }).fill('10')
    await expect.poll(megabytes).toBeLessThanOrEqual(10)
    await kept.getByRole('button', { name: 'Close' }).last().click()
    // The newest are there, whole; the oldest have gone.
    await page.getByTestId('mqtt-messages').focus()
    await page.keyboard.press('End')
    await expect(rows(page).last()).toContainText('big/13')
    await page.keyboard.press('Home')
    await expect(rows(page).first()).toContainText(/big\/[1-9]/)
    await expect(count(page)).not.toHaveText('14')
    for (let index = 14; index < 20; index++) await bench.device.publishAsync(`big/${index}`, chunk, { qos: 1 })
    await page.keyboard.press('End')
    await expect(rows(page).last()).toContainText('big/19')
    await ask(page, 'What is kept…')
    await expect(kept.getByRole('textbox', { name: 'Limit of each connection, MB' })).toHaveValue('10')
    expect(await megabytes()).toBeLessThanOrEqual(10)
  } finally {
    await bench.stop()
  }
})
