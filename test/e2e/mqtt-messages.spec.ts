import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { test as served } from '../support/served-page.ts'
import { watchBroker, type WatchedBroker } from '../support/watched-broker.ts'

const test = served.extend<{ bench: WatchedBroker }>({
  bench: [
    async ({ server }, use) => {
      const bench = await watchBroker(server.url)
      await use(bench)
      await bench.stop()
    },
    { auto: true },
  ],
})

const mqtt = (page: Page) => page.getByTestId('mqtt')
const list = (page: Page) => page.getByTestId('mqtt-messages')
const rows = (page: Page) => list(page).getByRole('option')
const count = (page: Page) => page.getByTestId('mqtt-count')
const topicFilter = (page: Page) => mqtt(page).getByRole('textbox', { name: 'Topic filter' })
const payloadFilter = (page: Page) => mqtt(page).getByRole('textbox', { name: 'Payload filter' })

/** Publishes and does not wait for each. */
const flood = async ({ device }: WatchedBroker, from: number, to: number, of: (index: number) => readonly [topic: string, payload: string]): Promise<void> => {
  const last = to - 1
  for (let index = from; index < last; index++) device.publish(...of(index))
  await device.publishAsync(...of(last), { qos: 1 })
}

test('thirty thousand messages are one list: followed, paused, scrolled to either end, filtered by topic and payload while more come', async ({ page, bench }) => {
  const said = (index: number) => [`dev/${index % 3}/up`, `{"n":${index}}`] as const
  await flood(bench, 0, 30_000, said)
  await expect(count(page)).toHaveText('30,000')
  await expect(rows(page).last()).toContainText('{"n":29999}')

  await list(page).focus()
  await page.keyboard.press('Home')
  await expect(rows(page).first()).toContainText('{"n":0}')
  await page.keyboard.press('End')
  await expect(rows(page).last()).toContainText('{"n":29999}')

  // Held still while more come, then shown.
  await mqtt(page).getByRole('button', { name: 'Pause' }).click()
  await flood(bench, 30_000, 30_100, said)
  await expect(mqtt(page).getByText('100 waiting')).toBeVisible()
  await expect(rows(page).last()).toContainText('{"n":29999}')
  await mqtt(page).getByRole('button', { name: 'Resume' }).click()
  await expect(rows(page).last()).toContainText('{"n":30099}')

  await topicFilter(page).fill('dev/+/down')
  await expect(list(page)).toContainText('No message matches.')
  await topicFilter(page).fill('+/1/up')
  await expect(count(page)).toHaveText('10,033 of 30,100')
  await payloadFilter(page).fill('":[0-9]{2}\\}')
  await mqtt(page).getByRole('button', { name: 'Regular expression' }).click()
  // 10 to 99 that leave 1 when divided by 3.
  await expect(count(page)).toHaveText('30 of 30,100')
  await expect(rows(page).last()).toContainText('{"n":97}')
  await bench.device.publishAsync('dev/1/up', '{"n":55}', { qos: 1 })
  await expect(count(page)).toHaveText('31 of 30,101')
  await expect(rows(page).last()).toContainText('{"n":55}')

  // A message found stays chosen, in its place, when the filter is taken away.
  await list(page).focus()
  await page.keyboard.press('Home')
  await rows(page).filter({ hasText: '{"n":13}' }).click()
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('"n": 13')
  await payloadFilter(page).press('Escape')
  await topicFilter(page).press('Escape')
  await expect(rows(page).and(page.locator('[aria-selected=true]'))).toContainText('{"n":13}')
  await list(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('"n": 14')
})

test('what cannot be filtered by is said at its field', async ({ page, bench }) => {
  await bench.device.publishAsync('a/b', 'one', { qos: 1 })
  await topicFilter(page).fill('a/#/b')
  await expect(mqtt(page).getByText('“#” must be a whole level and the last one')).toBeVisible()
  await topicFilter(page).fill('')
  await mqtt(page).getByRole('button', { name: 'Regular expression' }).click()
  await payloadFilter(page).fill('(')
  await expect(mqtt(page).getByText('This is not a regular expression.')).toBeVisible()
  await payloadFilter(page).fill('on[a-f]')
  await expect(count(page)).toHaveText('1 of 1')
})

test('columns are chosen and dragged, and are the same after a reload', async ({ page, bench }) => {
  await bench.device.publishAsync('a/b', 'x'.repeat(3000), { qos: 1, retain: true })
  await mqtt(page).getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Size' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'QoS' }).click()
  await page.keyboard.press('Escape')
  await expect(rows(page).last()).toContainText('2.9 kB')
  const edge = mqtt(page).getByRole('separator', { name: 'Width of the column “Topic”' })
  const at = await edge.boundingBox()
  await page.mouse.move((at?.x ?? 0) + 4, (at?.y ?? 0) + 8)
  await page.mouse.down()
  await page.mouse.move((at?.x ?? 0) + 44, (at?.y ?? 0) + 8)
  await page.mouse.up()
  const width = async () => Math.round((await rows(page).last().locator('[data-column=topic]').boundingBox())?.width ?? 0)
  const dragged = await width()
  await page.reload()
  await expect(rows(page).last()).toContainText('2.9 kB')
  expect(await width()).toBe(dragged)
  await expect(rows(page).last().locator('[data-column=qos]')).toHaveCount(0)
})

const detail = (page: Page) => page.getByRole('complementary', { name: 'Message' })

test('a click with the right button offers what can be done with a message, and goes away with Escape', async ({ page, bench, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bench.device.publishAsync('a/up', '{"t":21}', { qos: 1 })
  await bench.device.publishAsync('b/up', 'other', { qos: 1 })
  await expect(count(page)).toHaveText('2')
  await rows(page).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy the topic' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('a/up')
  await rows(page).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy the message' }).click()
  await expect.poll(async () => JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual({ t: 21 })
  await rows(page).first().click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Copy the message' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await rows(page).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Only this topic' }).click()
  await expect(count(page)).toHaveText('1 of 2')
  await expect(topicFilter(page)).toHaveValue('a/up')
})

test('the chosen message stays in sight when it opens below the list', async ({ page, bench }) => {
  await flood(bench, 0, 200, (index) => ['a/up', `n ${index}`])
  await expect(rows(page).last()).toContainText('n 199')
  await rows(page).last().click()
  await expect(detail(page)).toContainText('n 199')
  await expect(rows(page).and(page.locator('[aria-selected=true]'))).toBeInViewport({ ratio: 0.9 })
})
const tab = (page: Page, name: string) => detail(page).getByRole('tab', { name, exact: true })
const row = (page: Page, text: string) => rows(page).filter({ hasText: text })

test('a message is looked at whole: its difference to the one before, an image, ten megabytes, and published again', async ({ page, bench }) => {
  const { device } = bench
  await device.publishAsync('dev/1/up', '{"temp":21.5,"mode":"auto"}', { qos: 1 })
  await device.publishAsync('dev/2/up', 'other', { qos: 1 })
  await device.publishAsync('dev/1/up', '{"temp":22,"mode":"auto","door":true}', { qos: 1 })
  await row(page, '"door"').click()
  await tab(page, 'Difference').click()
  await expect(page.getByTestId('mqtt-difference').getByRole('listitem')).toHaveText(['.temp21.522', '.doortrue'])
  await detail(page).getByRole('button', { name: 'The message before it on this topic' }).click()
  await expect(detail(page)).toContainText('"mode": "auto"')
  await tab(page, 'Difference').click()
  await expect(detail(page)).toContainText('The first message on this topic')

  // A PNG of 2 by 1, one pixel red and one blue.
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8AARP8BAAcAAf+FVh9pAAAAAElFTkSuQmCC', 'base64')
  await device.publishAsync('cam/1', png, { qos: 1 })
  await row(page, 'cam/1').click()
  await expect(detail(page)).toContainText('PNG · 2 × 1')
  await expect.poll(() => detail(page).getByRole('img', { name: 'The image that came on cam/1' }).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(2)

  const large = Buffer.alloc(10 * 1024 * 1024, 'abcdefghij\n')
  await device.publishAsync('large', large, { qos: 1 })
  await row(page, 'large').click()
  await expect(detail(page)).toContainText('64.0 kB of 10.0 MB are shown.')
  await detail(page).getByRole('button', { name: 'Show more' }).click()
  await expect(detail(page)).toContainText('320 kB of 10.0 MB are shown.')
  await detail(page).getByRole('button', { name: 'More', exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save the whole message as a file' }).click()
  const saved = await (await download).createReadStream()
  let bytes = 0
  for await (const part of saved) bytes += (part as Buffer).length
  expect(bytes).toBe(large.length)

  await row(page, 'dev/2/up').click()
  await detail(page).getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Publish again…' }).click()
  await page.getByTestId('mqtt-publish').click()
  await expect(row(page, 'dev/2/up')).toHaveCount(3)

  // What stands in a card now is not written over: one card more, for this and the next.
  await detail(page).getByRole('button', { name: 'Close the message' }).click()
  const cards = mqtt(page).locator('[data-kind=publisher]')
  for (const topic of ['dev/1/up', 'dev/2/up']) {
    await row(page, topic).last().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Publish again…' }).click()
    await expect(cards).toHaveCount(2)
    await expect(cards.last().getByTestId('mqtt-publish-topic')).toHaveValue(topic)
  }
  await expect(cards.first().getByTestId('mqtt-publish-topic')).toHaveValue('dev/2/up')
})

test('what a filter leaves is exported, each payload in the chosen format', async ({ page, bench }) => {
  await flood(bench, 0, 2000, (index) => [`dev/${index % 2}/up`, index === 11 ? '\u00ff' : `{"n":${index}}`])
  await topicFilter(page).fill('dev/1/up')
  await expect(count(page)).toHaveText('1,000 of 2,000')
  await mqtt(page).getByRole('button', { name: 'More for these messages' }).click()
  await page.getByRole('menuitem', { name: 'Export messages' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export messages' })
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/^bench-.*\.json$/)
  const messages = JSON.parse(await readFile(await saved.path(), 'utf8')) as readonly { readonly payload: unknown; readonly payloadFormat: string }[]
  expect([messages.length, messages[0]?.payload, messages[5]?.payload, messages[5]?.payloadFormat]).toStrictEqual([1000, { n: 1 }, 'w78=', 'base64'])
  await expect(dialog.getByRole('status')).toContainText('1,000 messages')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await topicFilter(page).fill('')
  await mqtt(page).getByRole('button', { name: 'More for these messages' }).click()
  await page.getByRole('menuitem', { name: 'What is kept…' }).click()
  const kept = page.getByRole('dialog', { name: 'Messages kept on disk' })
  await expect(kept).toContainText('2,000 messages')
  await kept.getByRole('button', { name: 'Delete all of them' }).click()
  await kept.getByRole('button', { name: 'Delete for good' }).click()
  await expect(count(page)).toHaveText('0')
  await bench.device.publishAsync('dev/1/up', 'after', { qos: 1 })
  await expect(rows(page)).toHaveCount(1)
})

test('a message is followed to the time line and back', async ({ page, bench }) => {
  await flood(bench, 0, 300, (index) => ['dev/1/up', `{"n":${index}}`])
  await expect(count(page)).toHaveText('300')
  await list(page).focus()
  await page.keyboard.press('Home')
  await row(page, '{"n":2}').click()
  await detail(page).getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Show on the time line' }).click()
  const timeline = page.getByTestId('timeline')
  await expect(page.getByTestId('timeline-rows').locator('[data-selected]')).toContainText('{"n":2}')

  await page.getByTestId('timeline-rows').getByRole('row').filter({ hasText: '{"n":3}' }).click()
  await timeline.getByRole('button', { name: 'Show in the MQTT panel' }).click()
  await expect(detail(page)).toContainText('"n": 3')
  await expect(list(page).locator('[aria-selected=true]')).toContainText('{"n":3}')
})
