import { readFile, writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { launchServer } from '../support/launch-server.ts'
import { test } from '../support/mosquitto-page.ts'

const publisher = (page: Page) => page.getByTestId('mqtt').locator('[data-kind=publisher]').first()
const saved = (page: Page) => page.getByTestId('mqtt-saved-messages')
const outcome = (page: Page) => page.getByTestId('mqtt-collections-outcome')
const received = (page: Page) => page.getByTestId('mqtt').locator('[data-kind=subscriber]').first().getByRole('option').filter({ hasText: '←' })

async function connect(page: Page, port: number): Promise<void> {
  await page.getByTestId('mqtt-new').click()
  await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${port}`)
  await page.getByTestId('mqtt-connect').click()
  await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
}

async function keep(page: Page, message: { readonly topic: string; readonly payload: string; readonly name: string; readonly collection: string }): Promise<void> {
  await publisher(page).getByTestId('mqtt-publish-topic').fill(message.topic)
  await publisher(page).getByRole('textbox', { name: 'Message' }).fill(message.payload)
  await publisher(page).getByRole('button', { name: 'Saved messages' }).click()
  await saved(page).getByLabel('Keep this card’s message as').fill(message.name)
  await saved(page).getByLabel('In the collection').fill(message.collection)
  await saved(page).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(saved(page).getByRole('region', { name: message.collection })).toContainText(message.name)
}

async function addVariable(page: Page, number: number, name: string, value: string): Promise<void> {
  await saved(page).getByRole('button', { name: 'Variable of my own' }).click()
  await saved(page).getByLabel(`Variable ${number}, name`).fill(name)
  await saved(page).getByLabel(`Variable ${number}, value`).fill(value)
  await saved(page).getByLabel(`Variable ${number}, value`).press('Tab')
}

async function bring(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await saved(page).getByRole('button', { name: 'Import…' }).click()
  await (await chooser).setFiles(file)
}

test('saved messages go to a colleague as a file, with the variables that they need, and are sent there', async ({ page, broker, browser }) => {
  await connect(page, broker.port)
  await keep(page, { topic: 'line/{{station}}', payload: '{"station":"{{station}}","n":{{counter}}}', name: 'Report', collection: 'Line' })
  await page.keyboard.press('Escape')
  await keep(page, { topic: 'lamp/set', payload: 'on', name: 'On', collection: 'Lamp' })
  await saved(page).getByRole('tab', { name: 'Variables' }).click()
  await addVariable(page, 1, 'station', 'A3')
  await addVariable(page, 2, 'token', 'not-for-others')
  await saved(page).getByRole('tab', { name: 'Messages' }).click()

  const downloading = page.waitForEvent('download')
  await saved(page).getByRole('button', { name: 'Export the collection Line' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('Line.mqtt.json')
  const file = test.info().outputPath('Line.mqtt.json')
  await download.saveAs(file)
  const written = await readFile(file, 'utf8')
  expect([written.includes('lamp/set'), written.includes('not-for-others')]).toEqual([false, false])
  const downloadingAll = page.waitForEvent('download')
  await saved(page).getByRole('button', { name: 'Export all' }).click()
  expect((await downloadingAll).suggestedFilename()).toBe('messages.mqtt.json')

  const other = await launchServer()
  const colleague = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  try {
    await colleague.goto(other.url)
    await connect(colleague, broker.port)
    await colleague.getByTestId('mqtt-subscribe-topic').fill('line/+')
    await colleague.getByTestId('mqtt-subscribe').click()
    await publisher(colleague).getByRole('button', { name: 'Saved messages' }).click()
    await expect(saved(colleague)).toContainText('Nothing is kept yet.')
    await bring(colleague, file)
    await expect(outcome(colleague)).toHaveText('1 collection added, 1 message in all.')
    await saved(colleague).getByRole('button', { name: /^Report/ }).click()
    await expect(publisher(colleague).getByTestId('mqtt-publish-topic')).toHaveValue('line/{{station}}')
    await publisher(colleague).getByTestId('mqtt-publish').click()
    await expect(received(colleague)).toHaveText([/line\/A3.*\{"station":"A3","n":1\}/])
  } finally {
    await colleague.close()
    await other.stop()
  }
})

test('a file brings what can be read and names the rest; a variable that is there keeps its value; a collection is renamed, and removed once that is confirmed', async ({ page, broker }) => {
  await connect(page, broker.port)
  await publisher(page).getByRole('button', { name: 'Saved messages' }).click()
  await saved(page).getByRole('tab', { name: 'Variables' }).click()
  await addVariable(page, 1, 'station', 'A3')
  await saved(page).getByRole('tab', { name: 'Messages' }).click()

  const file = test.info().outputPath('hand.json')
  await writeFile(file, '{"format":"atelier-mqtt-collections",')
  await bring(page, file)
  await expect(saved(page).getByRole('alert')).toContainText('The file is no JSON')
  const messages = [{ name: 'Report', template: { topic: 'line/{{station}}', later: true } }, { name: 'Bad', template: { topic: 'x', qos: 7 } }]
  await writeFile(file, JSON.stringify({ format: 'atelier-mqtt-collections', version: 1, unknown: 1, collections: [{ name: 'Line', messages }], variables: [{ name: 'station', value: 'C9' }] }))
  await bring(page, file)
  await expect(outcome(page)).toContainText('1 collection added, 1 message in all.')
  await expect(outcome(page)).toContainText('These variables have another value in the file; yours stay: station.')
  await expect(outcome(page)).toContainText('1 message of the file could not be read:')
  await expect(outcome(page).getByRole('listitem')).toHaveText(['Line, message 2: Bad template.qos'])
  await expect(saved(page).getByRole('alert')).toHaveCount(0)

  const name = saved(page).getByRole('textbox', { name: 'Name of the collection' })
  await name.fill('Line 2')
  await name.press('Enter')
  const collection = saved(page).getByRole('region', { name: 'Line 2' })
  await collection.getByRole('button', { name: 'Remove the collection Line 2' }).click()
  await expect(collection).toContainText('Remove Line 2 with its 1 message?')
  await collection.getByRole('button', { name: 'Keep it' }).click()
  await expect(collection).toContainText('Report')
  await page.reload()
  await publisher(page).getByRole('button', { name: 'Saved messages' }).click()
  await collection.getByRole('button', { name: 'Remove the collection Line 2' }).click()
  await page.getByTestId('mqtt-collection-remove-yes').click()
  await expect(saved(page)).toContainText('Nothing is kept yet.')
})
