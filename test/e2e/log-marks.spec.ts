import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const terminal = (page: Page) => page.getByTestId('terminal')
const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text })
const marksButton = (page: Page) => page.getByRole('button', { name: 'Bookmarks' })
const list = (page: Page) => page.getByRole('complementary', { name: 'Bookmarks' })

async function send(page: Page, text: string): Promise<void> {
  const line = terminal(page).getByRole('combobox', { name: 'Line to send' })
  await line.fill(text)
  await line.press('Escape')
  await line.press('Enter')
}

test('lines of a live session are marked and noted, gone through by key and list, and are marked in the recording as well', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising' }).click()
  await expect(terminal(page).getByRole('combobox', { name: 'Line to send' })).toBeEnabled()
  await send(page, 'AT+CSQ')
  await expect(row(page, '+CSQ: ')).toBeVisible()
  await send(page, 'AT+CIMI')
  await expect(row(page, 'AT+CIMI').first()).toBeVisible()

  // In the margin, by the mouse.
  await row(page, '+CSQ: ').getByRole('button', { name: 'Bookmark this line' }).click()
  await expect(marksButton(page)).toHaveText('1')
  // By the key, on the chosen line, with a note.
  await row(page, 'AT+CIMI').first().getByText('AT+CIMI').click()
  await page.getByRole('table', { name: 'Terminal lines' }).press('Control+F2')
  const note = page.getByRole('textbox', { name: 'Note on this line' })
  await note.fill('SIM of the meter 水表')
  await note.press('Enter')
  await expect(row(page, 'AT+CIMI').first().getByText('SIM of the meter 水表')).toBeVisible()
  await expect(marksButton(page)).toHaveText('2')

  const selected = page.locator('[role="row"][data-selected]')
  await page.getByRole('table', { name: 'Terminal lines' }).press('F2')
  await expect(selected).toContainText('+CSQ: ')
  await page.getByRole('table', { name: 'Terminal lines' }).press('F2')
  await expect(selected).toContainText('AT+CIMI')
  await page.getByRole('table', { name: 'Terminal lines' }).press('Shift+F2')
  await expect(selected).toContainText('+CSQ: ')

  await marksButton(page).click()
  await expect(list(page).getByRole('button', { name: /SIM of the meter/ })).toBeVisible()
  await list(page).getByRole('button', { name: /SIM of the meter/ }).click()
  await expect(selected).toContainText('AT+CIMI')

  await page.reload()
  await expect(marksButton(page)).toHaveText('2')
  await page.getByRole('button', { name: 'Close quectel-ec20' }).click()
  await page.locator('[data-rail="recordings"]').click()
  await page.getByTestId('recordings').getByRole('button', { name: /practice-quectel/ }).click()
  await expect(marksButton(page)).toHaveText('2')
  await marksButton(page).click()
  await list(page).getByRole('button', { name: /\+CSQ: / }).click()
  await expect(selected).toContainText('+CSQ: ')
  await list(page).getByRole('button', { name: 'Remove the bookmark' }).first().click()
  await expect(marksButton(page)).toHaveText('1')
})
