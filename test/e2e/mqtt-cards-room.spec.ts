import { expect, type Locator, type Page } from '@playwright/test'
import { test } from '../support/mosquitto-page.ts'
import { kinds, mqtt, publisher, subscriber } from '../support/mqtt-cards-page.ts'

const row = (page: Page) => page.getByTestId('mqtt-cards')

async function connect(page: Page, port: number, login?: { readonly version?: string; readonly clientId?: string; readonly username?: string }): Promise<void> {
  await page.getByTestId('mqtt-new').click()
  const form = page.getByRole('dialog', { name: 'Connect to a broker' })
  await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${port}`)
  if (login?.version) {
    await form.getByRole('combobox', { name: 'Version' }).click()
    await page.getByRole('option', { name: login.version, exact: true }).click()
  }
  if (login?.clientId) await form.getByLabel('Client ID', { exact: true }).fill(login.clientId)
  if (login?.username) await form.getByLabel('User name', { exact: true }).fill(login.username)
  await page.getByTestId('mqtt-connect').click()
  await expect(page.getByTestId('mqtt-state')).toHaveAttribute('data-state', 'connected')
}

const grip = (card: Locator): Locator => card.getByRole('button', { name: /^Move the card/ })

/** Takes a card by its grip and holds it at one end of the row until the browser has scrolled there: the pointer trembles as a hand does. */
async function holdAt(page: Page, card: Locator, end: 'left' | 'right'): Promise<void> {
  const from = await grip(card).boundingBox()
  const all = await row(page).boundingBox()
  if (!from || !all) throw new Error('the card is not in sight')
  const x = end === 'left' ? all.x + 9 : all.x + all.width - 9
  await page.mouse.move(from.x + 6, from.y + 6)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, from.y + 40, { steps: 5 })
  await expect(async () => {
    await page.mouse.move(x, all.y + 201)
    await page.mouse.move(x + 1, all.y + 200)
    const rest = await row(page).evaluate(({ scrollLeft, scrollWidth, clientWidth }) => [scrollLeft, scrollWidth - clientWidth - scrollLeft])
    expect(rest[end === 'left' ? 0 : 1]).toBeLessThan(2)
  }).toPass({ intervals: [30] })
}

test('a row wider than its window: a card that is held at an end scrolls it there, and is dropped before the first or behind the last', async ({ page, broker }) => {
  await connect(page, broker.port)
  for (let more = 0; more < 3; more++) await subscriber(page).getByRole('button', { name: 'One more card to subscribe' }).click()
  expect(await kinds(page)).toEqual(['publisher', 'subscriber', 'subscriber', 'subscriber', 'subscriber'])
  expect(await row(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeGreaterThan(300)

  await holdAt(page, publisher(page), 'right')
  await expect(subscriber(page, 3)).toHaveAttribute('data-drop', 'after')
  await page.mouse.up()
  await expect.poll(() => kinds(page)).toEqual(['subscriber', 'subscriber', 'subscriber', 'subscriber', 'publisher'])

  await holdAt(page, publisher(page), 'left')
  await expect(subscriber(page, 0)).toHaveAttribute('data-drop', 'before')
  await page.mouse.up()
  await expect.poll(() => kinds(page)).toEqual(['publisher', 'subscriber', 'subscriber', 'subscriber', 'subscriber'])
})

test('what a card has sent is copied, and taken back into it to be changed', async ({ page, broker, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await connect(page, broker.port)
  await publisher(page).getByTestId('mqtt-publish-topic').fill('bench/up')
  await publisher(page).getByRole('textbox', { name: 'Message' }).fill('{"n":{{counter}}}')
  await publisher(page).getByTestId('mqtt-publish').click()
  await publisher(page).getByTestId('mqtt-sent').getByRole('button', { name: /^Sent/ }).click()
  await publisher(page).getByRole('button', { name: 'Copy what was sent' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('{"n":1}')
  await publisher(page).getByTestId('mqtt-publish-topic').fill('bench/other')
  await publisher(page).getByRole('button', { name: 'Take it into the card' }).click()
  await expect(publisher(page).getByTestId('mqtt-publish-topic')).toHaveValue('bench/up')
  await expect(publisher(page).getByRole('textbox', { name: 'Message' })).toContainText('{"n":1}')
})

test('a shared subscription: its form is checked, what MQTT forbids with it is said at the field, and it brings messages', async ({ page, broker }) => {
  await connect(page, broker.port, { version: 'MQTT 5' })
  const filter = subscriber(page).getByTestId('mqtt-subscribe-topic')
  await filter.fill('$share//up')
  await expect(subscriber(page)).toContainText('A shared subscription lacks its group or its filter')
  await filter.fill('$share/bench/up/+')
  await subscriber(page).getByRole('button', { name: 'MQTT 5 options' }).click()
  await page.getByRole('checkbox', { name: 'Not what this connection publishes itself (no local)' }).check()
  await page.keyboard.press('Escape')
  await expect(subscriber(page)).toContainText('A shared subscription cannot leave out what this client publishes itself')
  await subscriber(page).getByRole('button', { name: 'MQTT 5 options' }).click()
  await page.getByRole('checkbox', { name: 'Not what this connection publishes itself (no local)' }).uncheck()
  await page.keyboard.press('Escape')
  await subscriber(page).getByTestId('mqtt-subscribe').click()
  await expect(mqtt(page).locator('[data-subscription="$share/bench/up/+"]')).toContainText('QoS 0')
  await publisher(page).getByTestId('mqtt-publish-topic').fill('up/1')
  await publisher(page).getByRole('textbox', { name: 'Message' }).fill('shared')
  await publisher(page).getByTestId('mqtt-publish').click()
  await expect(subscriber(page).getByRole('option').filter({ hasText: '←' })).toHaveText([/up\/1.*shared/])
})

test('a filter is suggested too, of those that the cloud lets this device subscribe to', async ({ page, broker }) => {
  await connect(page, broker.port, { clientId: 'lamp|securemode=3,signmethod=hmacsha256|', username: 'lamp1&a1B2c3D4e5F' })
  const filter = subscriber(page).getByTestId('mqtt-subscribe-topic')
  await filter.fill('property/set')
  await page.getByRole('option', { name: /^\/sys\/a1B2c3D4e5F\/lamp1\/thing\/service\/property\/set\b/ }).click()
  await expect(filter).toHaveValue('/sys/a1B2c3D4e5F/lamp1/thing/service/property/set')
  await subscriber(page).getByTestId('mqtt-subscribe').click()
  await expect(mqtt(page).locator('[data-subscription="/sys/a1B2c3D4e5F/lamp1/thing/service/property/set"]')).toContainText('QoS 0')
})
