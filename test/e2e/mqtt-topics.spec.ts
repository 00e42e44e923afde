import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const mqtt = (page: Page) => page.getByTestId('mqtt')
const tree = (page: Page) => page.getByRole('tree', { name: 'Topics' })
const item = (page: Page, text: string) => tree(page).getByRole('treeitem').filter({ hasText: text })
const levels = (page: Page) => tree(page).getByRole('treeitem').locator('b').allInnerTexts()

async function publish(page: Page, topic: string, payload: string, isRetained = false): Promise<void> {
  await page.getByTestId('mqtt-publish-topic').fill(topic)
  await mqtt(page).getByRole('textbox', { name: 'Message' }).fill(payload)
  const retain = mqtt(page).getByRole('checkbox', { name: 'Retain' })
  if ((await retain.isChecked()) !== isRetained) await retain.click()
  await page.getByTestId('mqtt-publish').click()
}

async function subscribe(page: Page, filter: string): Promise<void> {
  await page.getByTestId('mqtt-subscribe-topic').fill(filter)
  await page.getByTestId('mqtt-subscribe').click()
}

test.beforeEach(async ({ page }) => {
  await mqtt(page).getByRole('button', { name: 'Use the practice broker' }).click()
  await page.getByTestId('mqtt-connect').click()
})

test('topics stand in a tree that is opened, filtered and walked by keys; retained messages are cleared once they have been named', async ({ page }) => {
  await mqtt(page).getByRole('tab', { name: 'Topics' }).click()
  await expect(tree(page)).toContainText('Nothing received yet. Subscribe to a topic above.')
  await publish(page, 'bench/1/status', 'online', true)
  await publish(page, 'bench/2/status', 'online', true)
  await subscribe(page, 'bench/#')
  await publish(page, 'bench/1/up', '{"t":21.5}')
  await publish(page, 'bench/1/up', '{"t":21.7}')
  await expect(item(page, 'up')).toContainText('{"t":21.7}')
  await expect(item(page, 'up')).toContainText('2')
  expect(await levels(page)).toEqual(['bench', '1', 'status', 'up', '2', 'status'])
  await expect(page.getByTitle('The broker keeps a message for this topic')).toHaveCount(2)

  // The last message whole, and what comes next.
  await item(page, 'up').click()
  const detail = page.getByRole('complementary', { name: 'Message' })
  await expect(detail.locator('pre')).toContainText('21.7')
  await publish(page, 'bench/1/up', '{"t":22.9}')
  await expect(detail.locator('pre')).toContainText('22.9')

  // To the parent, closed, and on to the next.
  await tree(page).press('ArrowLeft')
  await tree(page).press('ArrowLeft')
  await expect(item(page, '2 topics')).toHaveAttribute('aria-expanded', 'false')
  expect(await levels(page)).toEqual(['bench', '1', '2', 'status'])
  await tree(page).press('ArrowDown')
  await expect(tree(page).locator('[aria-selected=true] b')).toHaveText('2')
  await mqtt(page).getByRole('textbox', { name: 'Show only these topics' }).fill('1 UP')
  await expect.poll(() => levels(page)).toEqual(['bench', '1', 'up'])
  await mqtt(page).getByRole('textbox', { name: 'Show only these topics' }).fill('')

  await item(page, 'bench').click()
  await mqtt(page).getByRole('button', { name: 'Clear 2 retained messages' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clear retained messages' })
  await expect(dialog.getByRole('listitem')).toHaveText(['bench/1/status', 'bench/2/status'])
  await dialog.getByTestId('clear-retained').click()
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 cleared')
  await expect(dialog.getByRole('listitem')).toHaveText([/bench\/1\/status.*cleared/, /bench\/2\/status.*cleared/])
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(item(page, 'status').first()).toContainText('empty')
  await expect(page.getByTitle('The broker keeps a message for this topic')).toHaveCount(0)

  // Its numbers over time, with what comes.
  await mqtt(page).getByRole('button', { name: 'Open all branches' }).click()
  await item(page, 'up').click()
  await mqtt(page).getByRole('button', { name: 'Chart', exact: true }).click()
  const lines = mqtt(page).getByRole('list', { name: 'Lines' }).getByRole('listitem')
  await expect(lines).toHaveText(['t22.9'])
  await expect(page.getByTestId('chart-plot').locator('canvas')).toBeVisible()
  await publish(page, 'bench/1/up', '{"t":19.25,"battery":"3.61"}')
  await expect(lines).toHaveText(['t19.25'])
  await mqtt(page).getByRole('combobox', { name: 'Topic', exact: true }).fill('bench/2/status')
  await mqtt(page).getByRole('combobox', { name: 'Topic', exact: true }).fill('bench/1/up')
  await mqtt(page).getByRole('combobox', { name: 'Numbers to draw' }).click()
  await page.getByRole('option', { name: 'battery' }).click()
  await expect(lines).toHaveText(['t19.25', 'battery3.61'])
  await mqtt(page).getByRole('button', { name: 'Hold the chart still; points go on being read' }).click()
  await publish(page, 'bench/1/up', '{"t":-4,"battery":"3.60"}')
  await mqtt(page).getByRole('button', { name: 'Newest', exact: true }).click()
  await expect(lines).toHaveText(['t-4', 'battery3.6'])
  await mqtt(page).getByRole('button', { name: 'Remove battery' }).click()
  await expect(lines).toHaveText(['t-4'])

  await mqtt(page).getByRole('tab', { name: 'Topics' }).click()
  await mqtt(page).getByRole('button', { name: 'Its messages' }).click()
  await expect(mqtt(page).getByRole('tab', { name: 'Messages' })).toHaveAttribute('aria-selected', 'true')
})

test('one retained message is cleared alone once a person has said yes; the others stay at the broker', async ({ page }) => {
  const kept = page.getByTitle('The broker keeps a message for this topic')
  const dialog = page.getByRole('dialog', { name: 'Clear retained messages' })
  await publish(page, 'bench/1/status', 'online', true)
  await publish(page, 'bench/2/state', 'online', true)
  await subscribe(page, 'bench/#')
  await mqtt(page).getByRole('tab', { name: 'Topics' }).click()
  await expect(kept).toHaveCount(2)
  await item(page, 'state').click()
  await mqtt(page).getByRole('button', { name: 'Clear the retained message' }).click()
  await expect(dialog.getByRole('listitem')).toHaveText(['bench/2/state'])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(kept).toHaveCount(2)
  await mqtt(page).getByRole('button', { name: 'Clear the retained message' }).click()
  await dialog.getByTestId('clear-retained').click()
  await expect(dialog.getByRole('listitem')).toHaveText([/bench\/2\/state.*cleared/])
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(kept).toHaveCount(1)

  // As the broker gives it to whoever comes now.
  await mqtt(page).getByRole('button', { name: 'Unsubscribe from bench/#' }).click()
  await subscribe(page, 'bench/+/+')
  await mqtt(page).getByRole('tab', { name: 'Messages' }).click()
  const given = page.getByTestId('mqtt-messages').getByRole('option').filter({ hasText: '←' })
  await expect(given.last()).toContainText('bench/1/status')
  await expect(given.filter({ hasText: /state.*online/ })).toHaveCount(1)
})

test('the packets of a connection are listed from CONNECT on, explained, joined to their answers and filtered', async ({ page }) => {
  await subscribe(page, 'bench/#')
  await mqtt(page).getByRole('tab', { name: 'Packets' }).click()
  const list = page.getByRole('listbox', { name: 'Packets, newest last' })
  const packets = list.getByRole('option')
  await expect(packets).toContainText(['CONNECT', 'CONNACK', 'SUBSCRIBE', 'SUBACK'])
  await publish(page, 'bench/up', 'x')
  await expect(packets).toContainText(['CONNECT', 'CONNACK', 'SUBSCRIBE', 'SUBACK', 'PUBLISH', 'PUBLISH'])
  await expect(packets.nth(1)).toContainText('accepted')

  await packets.first().click()
  const detail = page.getByRole('complementary', { name: 'Packet' })
  await expect(detail).toContainText('The client asks for a session and says who it is MQTT 3.1')
  await expect(detail.getByRole('term').filter({ hasText: 'Password' })).toBeVisible()
  await expect(detail).toContainText('the password itself is not kept')
  await detail.getByRole('button', { name: 'CONNACK' }).click()
  await expect(detail).toContainText(/Answers CONNECT after [\d.]+ m?s/)
  await list.press('ArrowDown')
  await expect(detail).toContainText('The client wants the messages of these topics')

  // A message with QoS 1 and its acknowledgement, each with its time and how long it took.
  await mqtt(page).getByRole('combobox', { name: 'QoS for publishing' }).click()
  await page.getByRole('option', { name: /1$/ }).click()
  await publish(page, 'bench/up', 'y')
  const puback = packets.filter({ hasText: 'PUBACK' }).filter({ hasText: '←' })
  await expect(puback).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}←PUBACK.*[\d.]+ m?s$/)
  await puback.click()
  await expect(detail).toContainText(/Answers PUBLISH after [\d.]+ m?s/)
  await detail.getByRole('button', { name: 'PUBLISH' }).click()
  await expect(detail).toContainText(/sent · \d\d:\d\d:\d\d\.\d{3} · \d+ bytes/)
  await expect(detail).toContainText('Answered by PUBACK')

  await mqtt(page).getByRole('group', { name: 'Kinds of packets that are shown' }).getByRole('button', { name: 'Messages' }).click()
  await expect(packets).toHaveText([/CONNECT/, /CONNACK/, /SUBSCRIBE/, /SUBACK/])
})
