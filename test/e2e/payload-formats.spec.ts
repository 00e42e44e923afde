import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const mqtt = (page: Page) => page.getByTestId('mqtt')
const message = (page: Page) => mqtt(page).getByRole('textbox', { name: 'Message' })
const rows = (page: Page) => mqtt(page).getByRole('option').filter({ hasText: '←' })
const detail = (page: Page) => page.getByRole('complementary', { name: 'Message' })
const problem = (page: Page) => mqtt(page).getByTestId('mqtt-payload-problem')
const send = (page: Page) => page.getByTestId('mqtt-publish').click()

async function choose(page: Page, label: string, format: string): Promise<void> {
  await mqtt(page).getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: format, exact: true }).click()
}
const writeAs = (page: Page, format: string) => choose(page, 'How the message is written', format)
const showAs = (page: Page, format: string) => choose(page, 'How the message is shown', format)

test.beforeEach(async ({ page }) => {
  await mqtt(page).getByRole('button', { name: 'Use the practice broker' }).click()
  await page.getByTestId('mqtt-connect').click()
  await page.getByTestId('mqtt-subscribe-topic').fill('bench/#')
  await page.getByTestId('mqtt-subscribe').click()
  await page.getByTestId('mqtt-publish-topic').fill('bench/up')
})

test('JSON goes out as CBOR and as MessagePack, and is read back with every digit, in the list too', async ({ page }) => {
  await writeAs(page, 'CBOR')
  await message(page).fill('{"t":21.5,"n":9007199254740993}')
  await expect(mqtt(page).getByText('17 bytes')).toBeVisible()
  await send(page)
  await rows(page).last().click()
  // Half-precision 21.5 (F9 4D60) and a 64-bit integer, as RFC 8949 has them.
  await expect(detail(page).locator('pre')).toContainText('a2 61 74 f9 4d 60 61 6e 1b 00 20 00 00 00 00 00')
  await showAs(page, 'CBOR')
  await expect(detail(page).locator('pre')).toHaveText('{"t": 21.5, "n": 9007199254740993}')
  await expect(rows(page).last()).toContainText('{"t": 21.5, "n": 9007199254740993}')

  await page.getByTestId('mqtt-publish-topic').fill('bench/packed')
  await writeAs(page, 'MessagePack')
  await message(page).fill('{"compact":true,"schema":0}')
  await send(page)
  await rows(page).filter({ hasText: 'bench/packed' }).click()
  // The example on msgpack.org.
  await expect(detail(page).locator('pre')).toContainText('82 a7 63 6f 6d 70 61 63 74 c3 a6 73 63 68 65 6d')
  await showAs(page, 'MessagePack')
  await expect(detail(page).locator('pre')).toHaveText('{"compact": true, "schema": 0}')
  await showAs(page, 'Base64')
  await expect(detail(page).locator('pre')).toHaveText('gqdjb21wYWN0w6ZzY2hlbWEA')

  // Each topic keeps what was chosen for it.
  await rows(page).filter({ hasText: 'bench/up' }).click()
  await expect(mqtt(page).getByRole('combobox', { name: 'How the message is shown' })).toHaveValue('CBOR')
})

test('what is no JSON, hex or Base64 is refused with its place, and a format is changed without retyping', async ({ page }) => {
  await writeAs(page, 'JSON')
  await message(page).fill('{"relay":1,}')
  await expect(problem(page)).toHaveText('Line 1, column 12: “}” where a key in double quotes should stand.')
  await expect(page.getByTestId('mqtt-publish')).toBeDisabled()
  await message(page).fill('{"relay":1}')
  await expect(problem(page)).toHaveCount(0)
  await mqtt(page).getByRole('button', { name: 'Indent' }).click()
  await expect(mqtt(page).getByText('16 bytes')).toBeVisible()

  await writeAs(page, 'HEX')
  await expect(message(page)).toHaveText('7b 0a 20 20 22 72 65 6c 61 79 22 3a 20 31 0a 7d')
  await writeAs(page, 'Base64')
  await expect(message(page)).toHaveText('ewogICJyZWxheSI6IDEKfQ==')
  await message(page).fill('ewog*')
  await expect(problem(page)).toHaveText('Line 1, column 5: “*” does not belong to Base64.')
  await writeAs(page, 'HEX')
  await message(page).fill('01 0g')
  await expect(problem(page)).toHaveText('Line 1, column 5: “g” is no hex digit.')
})

test('a payload that is not of its format is shown in hex with the offset of the mistake', async ({ page }) => {
  await writeAs(page, 'HEX')
  await message(page).fill('82 61 61 63 e6 ff 41')
  await send(page)
  await rows(page).last().click()
  await showAs(page, 'CBOR')
  await expect(problem(page)).toHaveText('Offset 5: A text string that is not UTF-8. Shown in hex.')
  await expect(detail(page).locator('pre')).toContainText('000000  82 61 61 63 e6 ff 41')
  // A map of two (82), whose keys and values are the four small integers behind it.
  await showAs(page, 'MessagePack')
  await expect(problem(page)).toHaveText('Offset 5: The value ends here, and 2 bytes follow. Shown in hex.')
  await showAs(page, 'Text')
  await expect(problem(page)).toHaveText('Offset 0: Not UTF-8. Shown in hex.')
})
