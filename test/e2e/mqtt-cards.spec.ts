import { expect, type Page } from '@playwright/test'
import { test } from '../support/mosquitto-page.ts'
import { cards, kinds, mqtt, publisher, subscriber } from '../support/mqtt-cards-page.ts'

const rows = (page: Page, at: number) => subscriber(page, at).getByRole('option')
const chip = (page: Page, filter: string) => mqtt(page).locator(`[data-subscription="${filter}"]`)

type Login = { readonly clientId: string; readonly username: string }

async function connect(page: Page, port: number, version: 'MQTT 3.1.1' | 'MQTT 5', login?: Login): Promise<void> {
  await page.getByTestId('mqtt-new').click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Protocol' }).click()
  await page.getByRole('option', { name: 'mqtt://' }).click()
  await form.getByLabel('Server', { exact: true }).fill('127.0.0.1')
  await form.getByLabel('Port', { exact: true }).fill(String(port))
  await form.getByRole('combobox', { name: 'Version' }).click()
  await page.getByRole('option', { name: version }).click()
  if (login) {
    await form.getByLabel('Client ID', { exact: true }).fill(login.clientId)
    await form.getByLabel('User name', { exact: true }).fill(login.username)
  }
  await page.getByTestId('mqtt-connect').click()
  await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
}

async function subscribe(page: Page, at: number, filter: string): Promise<void> {
  await subscriber(page, at).getByTestId('mqtt-subscribe-topic').fill(filter)
  await subscriber(page, at).getByTestId('mqtt-subscribe').click()
}

async function write(page: Page, at: number, topic: string, payload: string): Promise<void> {
  await publisher(page, at).getByTestId('mqtt-publish-topic').fill(topic)
  await publisher(page, at).getByRole('textbox', { name: 'Message' }).fill(payload)
}

async function fromMenu(page: Page, at: number, item: string): Promise<void> {
  await publisher(page, at).getByRole('button', { name: /^More for the card/ }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 2400, height: 1000 })
})

test('cards stand side by side: added, named, dragged, moved by keyboard, closed, and there again after a reload', async ({ page, broker }) => {
  await connect(page, broker.port, 'MQTT 3.1.1')
  expect(await kinds(page)).toEqual(['publisher', 'subscriber'])
  await publisher(page).getByRole('button', { name: 'One more card to publish' }).click()
  await subscriber(page).getByRole('button', { name: 'One more card to subscribe' }).click()
  expect(await kinds(page)).toEqual(['publisher', 'publisher', 'subscriber', 'subscriber'])

  // Each shows its own: the first of the connection everything, the second what its subscription brings.
  await subscribe(page, 0, 'bench/#')
  await subscribe(page, 1, 'bench/up')
  await publisher(page, 1).getByRole('textbox', { name: 'Name of the card' }).fill('Lamp')
  await publisher(page, 1).getByRole('textbox', { name: 'Name of the card' }).press('Enter')
  await write(page, 0, 'bench/up', '{"n":{{counter}}}')
  await write(page, 1, 'bench/lamp', 'on')
  await publisher(page, 0).getByTestId('mqtt-publish').click()
  await publisher(page, 1).getByTestId('mqtt-publish').click()
  await publisher(page, 0).getByTestId('mqtt-publish').click()
  await expect(rows(page, 1)).toHaveText([/bench\/up.*\{"n":1\}/, /bench\/up.*\{"n":2\}/])
  await expect(rows(page, 0).filter({ hasText: 'bench/lamp' }).filter({ hasText: '←' })).toHaveCount(1)
  await expect(chip(page, 'bench/#').getByLabel('Received')).toHaveText('3')

  await publisher(page, 1).getByRole('button', { name: 'Move the card Lamp' }).press('Alt+ArrowRight')
  expect(await kinds(page)).toEqual(['publisher', 'subscriber', 'publisher', 'subscriber'])
  await subscriber(page, 1).getByRole('button', { name: 'Move the card Subscribe' }).dragTo(publisher(page, 0), { targetPosition: { x: 10, y: 100 } })
  expect(await kinds(page)).toEqual(['subscriber', 'publisher', 'subscriber', 'publisher'])

  await page.reload()
  await expect(cards(page)).toHaveCount(4)
  expect(await kinds(page)).toEqual(['subscriber', 'publisher', 'subscriber', 'publisher'])
  await expect(publisher(page, 1).getByRole('textbox', { name: 'Name of the card' })).toHaveValue('Lamp')
  await expect(publisher(page, 0).getByTestId('mqtt-publish-topic')).toHaveValue('bench/up')

  await subscriber(page, 0).getByRole('button', { name: /^More for the card/ }).click()
  await page.getByRole('menuitem', { name: 'Close the card' }).click()
  await expect(cards(page)).toHaveCount(3)
  await expect(chip(page, 'bench/up')).toHaveCount(0)
})

test('what was sent stands in its card with its answer, goes out again, at an interval, to several topics, with MQTT 5 properties', async ({ page, broker }) => {
  await connect(page, broker.port, 'MQTT 5')
  await write(page, 0, 'bench/up', '{"id":"{{uuid}}"}')
  await publisher(page).getByRole('combobox', { name: 'QoS for publishing' }).click()
  await page.getByRole('option', { name: 'QoS 1' }).click()
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(publisher(page).getByTestId('mqtt-sent')).toContainText(/Sent 1.*acknowledged in [\d.]+ ms · nobody is subscribed/)

  await subscribe(page, 0, 'bench/#')
  await publisher(page).getByTestId('mqtt-sent').getByRole('button', { name: /^Sent/ }).click()
  await publisher(page).getByRole('button', { name: 'Send it again, the same bytes' }).click()
  await expect(publisher(page).getByTestId('mqtt-sent').getByRole('listitem')).toHaveCount(2)
  const [newest, before] = await publisher(page).getByTestId('mqtt-sent').locator('pre').allTextContents()
  expect(newest).toMatch(/^\{"id":"[0-9a-f-]{36}"\}$/)
  expect(newest).toBe(before)

  await fromMenu(page, 0, 'Publish to one more topic')
  await publisher(page).getByLabel('Topic 2').fill('bench/copy')
  await fromMenu(page, 0, 'MQTT 5 properties')
  await publisher(page).getByLabel('Content type').fill('application/json')
  await publisher(page).getByTestId('mqtt-publish').click()
  await rows(page, 0).filter({ hasText: 'bench/copy' }).filter({ hasText: '←' }).click()
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('application/json')

  await write(page, 0, 'bench/timed', 'tick {{counter}}')
  await publisher(page).getByRole('button', { name: 'Remove this topic' }).click()
  await fromMenu(page, 0, 'Publish at an interval')
  await publisher(page).getByRole('textbox', { name: 'Interval' }).fill('50')
  await publisher(page).getByRole('textbox', { name: 'How many times' }).fill('3')
  await publisher(page).getByRole('button', { name: 'Start', exact: true }).click()
  await expect(publisher(page).getByTestId('mqtt-repeat')).toContainText('Done: 3 / 3 sent')
  await expect(rows(page, 0).filter({ hasText: 'bench/timed' }).filter({ hasText: '←' })).toHaveCount(3)

  await write(page, 0, 'bench/up', 'a {{nope}}')
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(mqtt(page).getByText('Message, line 1, column 3: No variable has the name “nope” ({{nope}})')).toBeVisible()
})

test('a subscription is switched off and on, has a name and a colour, and everything is asked about first', async ({ page, broker }) => {
  await connect(page, broker.port, 'MQTT 3.1.1')
  await subscribe(page, 0, '#')
  await expect(page.getByTestId('mqtt-everything')).toContainText('AWS ends the connection')
  await page.getByRole('button', { name: 'Do not subscribe' }).click()
  await expect(mqtt(page).locator('[data-subscription]')).toHaveCount(0)
  await subscriber(page).getByTestId('mqtt-subscribe').click()
  await page.getByRole('button', { name: 'Subscribe all the same' }).click()
  await expect(chip(page, '#')).toHaveAttribute('data-on', 'true')
  await chip(page, '#').getByRole('button', { name: 'Unsubscribe from #' }).click()

  await subscribe(page, 0, 'bench/+')
  await chip(page, 'bench/+').getByRole('button', { name: 'Settings of bench/+' }).click()
  const settings = page.getByTestId('mqtt-subscription-form')
  await settings.getByLabel('Name shown in place of the topic').fill('Bench')
  await settings.getByRole('radio', { name: 'blue' }).click()
  await settings.getByRole('combobox', { name: 'Show its messages as' }).click()
  await settings.getByRole('option', { name: 'HEX' }).click()
  await page.keyboard.press('Escape')
  await write(page, 0, 'bench/1', 'AB')
  await publisher(page).getByTestId('mqtt-publish').click()
  const received = rows(page, 0).filter({ hasText: '←' })
  await expect(received).toHaveAttribute('data-colour', 'blue')
  await expect(received).toContainText('41 42')

  await chip(page, 'bench/+').getByRole('switch', { name: 'Switch off Bench: it stays in the list' }).click()
  await expect(chip(page, 'bench/+')).toContainText('off')
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(rows(page, 0).filter({ hasText: '→' })).toHaveCount(2)
  await chip(page, 'bench/+').getByRole('switch', { name: 'Switch on Bench' }).click()
  await expect(chip(page, 'bench/+')).toContainText('QoS 0')
  await expect(received).toHaveCount(1)

  await subscriber(page).getByTestId('mqtt-subscribe-topic').fill('a/#/b')
  await expect(subscriber(page)).toContainText('“#” must be a whole level and the last one')
})

test('a message is kept under a name, found, taken into another card, and filled with a variable of one’s own', async ({ page, broker }) => {
  await connect(page, broker.port, 'MQTT 3.1.1')
  await subscribe(page, 0, 'line/#')
  await write(page, 0, 'line/{{station}}', '{"station":"{{station}}"}')
  await publisher(page).getByRole('button', { name: 'Saved messages' }).click()
  const saved = page.getByTestId('mqtt-saved-messages')
  await saved.getByLabel('Keep this card’s message as').fill('Report')
  await saved.getByLabel('In the collection').fill('Line')
  await saved.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(saved.getByRole('region', { name: 'Line' })).toContainText('Report')
  await saved.getByRole('tab', { name: 'Variables' }).click()
  await saved.getByRole('button', { name: 'Variable of my own' }).click()
  await saved.getByLabel('Variable 1, name').fill('station')
  await saved.getByLabel('Variable 1, value').fill('A3')
  await saved.getByLabel('Variable 1, value').press('Tab')
  await page.keyboard.press('Escape')

  await publisher(page).getByRole('button', { name: 'One more card to publish' }).click()
  await publisher(page, 1).getByRole('button', { name: 'Saved messages' }).click()
  await saved.getByRole('searchbox', { name: 'Search names, topics, payloads' }).fill('nothing like it')
  await expect(saved).toContainText('Nothing kept matches.')
  await saved.getByRole('searchbox', { name: 'Search names, topics, payloads' }).fill('line rep')
  await saved.getByRole('button', { name: /^Report/ }).click()
  await publisher(page, 1).getByTestId('mqtt-publish').click()
  await expect(rows(page, 0).filter({ hasText: '←' })).toHaveText([/line\/A3.*\{"station":"A3"\}/])

  // Straight from the list: what is written in the card stays.
  await write(page, 1, 'line/x', 'a draft')
  await publisher(page, 1).getByRole('button', { name: 'Saved messages' }).click()
  await saved.getByRole('button', { name: 'Publish Report now' }).click()
  await expect(page.getByText('“Report” is published')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(page, 0).filter({ hasText: '←' })).toHaveCount(2)
  await expect(publisher(page, 1)).toContainText('a draft')
})

test('topics are suggested: those of the cloud whose login it is, with the example of its documents, and those that were received on', async ({ page, broker }) => {
  await connect(page, broker.port, 'MQTT 3.1.1', { clientId: 'lamp|securemode=3,signmethod=hmacsha256|', username: 'lamp1&a1B2c3D4e5F' })
  const topic = publisher(page).getByTestId('mqtt-publish-topic')
  await topic.fill('property/post')
  const post = page.getByRole('option', { name: /^\/sys\/a1B2c3D4e5F\/lamp1\/thing\/event\/property\/post\b(?!_)/ })
  await post.click()
  await expect(topic).toHaveValue('/sys/a1B2c3D4e5F/lamp1/thing/event/property/post')
  await expect(publisher(page).getByRole('textbox', { name: 'Message' })).toContainText('thing.event.property.post')

  await subscribe(page, 0, '/sys/#')
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(rows(page, 0).filter({ hasText: '←' })).toHaveCount(1)
  await write(page, 0, '/sys/other/seen', 'x')
  await publisher(page).getByTestId('mqtt-publish').click()
  await topic.fill('seen')
  await page.getByRole('option', { name: '/sys/other/seen', exact: true }).click()
  await expect(topic).toHaveValue('/sys/other/seen')
})
