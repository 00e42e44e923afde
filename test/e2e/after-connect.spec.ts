import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const after = (page: Page) => page.getByTestId('wizard-after')
const topic = (page: Page) => page.getByTestId('after-topic')
const extras = (page: Page) => page.getByTestId('wizard-extras').getByRole('listitem')

async function onTheBroker(page: Page): Promise<void> {
  await button(page, 'Start practising').click()
  await expect(page.getByTestId('wizard').getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await button(page, 'Run all').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
}

test('publishes and subscribes from the modem after the plan, and lists what came of it', async ({ page }) => {
  await onTheBroker(page)
  await after(page).getByText('Subscribe', { exact: true }).click()
  await topic(page).fill('bench/loop/+')
  await page.getByTestId('after-send').click()
  await expect(extras(page).first()).toHaveAttribute('data-status', 'passed')
  await expect(page.getByTestId('terminal').getByText('AT+QMTSUB=0,1,"bench/loop/+",0').first()).toBeVisible()

  await after(page).getByText('Publish', { exact: true }).click()
  await topic(page).fill('bench/loop/1')
  const message = after(page).getByRole('textbox', { name: 'Message' })
  await message.fill('{"door":"open"}')
  await expect(after(page).getByText('15 bytes')).toBeVisible()
  await message.press('Control+Enter')
  await expect(extras(page).first().getByText('{"door":"open"}')).toBeVisible()
  await expect(extras(page).first()).toHaveAttribute('data-status', 'passed')
  await expect(page.getByTestId('wizard-received').getByText('bench/loop/1')).toBeVisible()
})

test('refuses a wildcard to publish to at the field, and lets this PC publish to what the modem listens to', async ({ page }) => {
  await onTheBroker(page)
  await topic(page).fill('bench/#')
  await page.getByTestId('after-send').click()
  await expect(after(page).getByText(/wildcard/i)).toBeVisible()
  await expect(extras(page)).toHaveCount(0)

  await after(page).getByText('Subscribe', { exact: true }).click()
  await page.getByTestId('after-pc').click()
  const mqtt = page.getByTestId('mqtt')
  await expect(mqtt.getByTestId('mqtt-publish-topic')).toHaveValue('bench/ec20/down')
  await mqtt.getByRole('textbox', { name: 'Message' }).fill('{"relay":0}')
  await mqtt.getByTestId('mqtt-publish').click()
  await expect(page.getByTestId('wizard-received').getByText('{"relay":0}')).toBeVisible()
})

test('disconnects the modem on request, and then offers nothing to send', async ({ page }) => {
  await onTheBroker(page)
  await button(page, 'Disconnect the modem').click()
  await expect(page.getByText('What was open on the modem has been closed')).toBeVisible()
  await expect(after(page)).toBeHidden()
  await expect(page.getByTestId('terminal').getByText('AT+QMTDISC=0').first()).toBeVisible()
})

test('shows what brings the modem back to where it was, and does it on request', async ({ page }) => {
  await onTheBroker(page)
  await page.getByTestId('wizard-put-back').click()
  const card = page.getByTestId('wizard-put-back-card')
  await expect(card.getByText('AT+QFDEL="RAM:cacert.pem"')).toBeVisible()
  await expect(page.getByTestId('terminal').getByText('AT+QFDEL="RAM:cacert.pem"')).toHaveCount(0)
  await page.getByTestId('wizard-put-back-send').click()
  await expect(extras(page).first()).toHaveAttribute('data-kind', 'put-back')
  await expect(extras(page).first()).toHaveAttribute('data-status', 'passed')
  await expect(page.getByTestId('terminal').getByText('AT+QMTDISC=0').first()).toBeVisible()
  await expect(page.getByTestId('terminal').getByText('AT+QFDEL="RAM:cacert.pem"').first()).toBeVisible()
  await expect(card).toBeHidden()
})
