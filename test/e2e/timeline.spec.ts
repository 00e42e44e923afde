import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const timeline = (page: Page) => page.getByTestId('timeline')
const rows = (page: Page) => page.getByTestId('timeline-rows')

async function runPlan(page: Page): Promise<void> {
  await button(page, 'Start practising').click()
  await expect(page.getByTestId('wizard').getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await page.getByTestId('wizard-watch').click()
  await expect(page.getByTestId('mqtt').getByText('bench/ec20/up').first()).toBeVisible()
  await button(page, 'Run all').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
}

test('what the modem sends and what the broker gives stand on one clock, each payload followed from side to side', async ({ page }) => {
  await runPlan(page)
  await page.getByTestId('mqtt').getByRole('textbox', { name: 'Message' }).fill('{"relay":1}')
  await button(page, 'Publish').click()
  await expect(page.getByTestId('wizard').getByText('{"relay":1}')).toBeVisible()

  await page.locator('[data-rail=timeline]').click()
  const seen = rows(page).getByRole('row').filter({ hasText: /bench\/ec20\/up.*IndoorTemperature/ }).filter({ hasText: '←' })
  await expect(seen).toContainText(/published \d\d:\d\d:\d\d\.\d{3}, seen at the broker \+[\d.]+ (ms|s)/)
  const reported = rows(page).getByRole('row').filter({ hasText: '+QMTRECV: 0,0,"bench/ec20/down",11,"{"relay":1}"' })
  await expect(reported).toContainText(/published \d\d:\d\d:\d\d\.\d{3}, reported by the modem \+[\d.]+ (ms|s)/)

  // To the line that published it, at the very time that was said.
  const said = /published (\d\d:\d\d:\d\d\.\d{3})/.exec(await seen.innerText())?.[1] ?? ''
  await seen.getByTitle('To the line that published it').click()
  const origin = rows(page).locator('[data-selected]')
  await expect(origin).toContainText('IndoorTemperature')
  await expect(origin).toContainText(said)
  // In sight, above the account of it that has opened below.
  await expect(origin).toBeInViewport()
  const detail = await timeline(page).getByText(/^\{"params":\{"IndoorTemperature/).last().boundingBox()
  expect((await origin.boundingBox())?.y).toBeLessThan(detail?.y ?? 0)
  await expect(origin).toHaveAttribute('data-direction', 'out')
  await page.keyboard.press('Escape')

  // The payload stands before its arrival, whatever batch either came in.
  const texts = await rows(page).getByRole('row').allInnerTexts()
  const place = (pattern: RegExp): number => texts.findIndex((text) => pattern.test(text))
  expect(place(/relay.*/)).toBeGreaterThan(-1)
  expect(place(/bench\/ec20\/down\s*\{"relay":1\}/)).toBeLessThan(place(/QMTRECV.*relay/))

  await seen.click()
  await expect(timeline(page).getByText(/"IndoorTemperature"/).last()).toBeVisible()
  await page.keyboard.press('Escape')

  // One of them left out, and in again.
  const count = async (): Promise<number> => Number(await rows(page).getAttribute('aria-rowcount'))
  const all = await count()
  // One message came from the modem, one went to it.
  await timeline(page).getByRole('button', { name: /MQTT$/ }).click()
  await expect.poll(count).toBe(all - 2)
  await expect(rows(page).getByText('bench/ec20/down', { exact: true })).toHaveCount(0)
  await timeline(page).getByRole('button', { name: /MQTT$/ }).click()
  await expect.poll(count).toBe(all)
})

test('says what it is for while nothing is open', async ({ page }) => {
  await page.locator('[data-rail=timeline]').click()
  await expect(timeline(page)).toContainText('Open a port or connect to a broker')
})
