import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const terminal = (page: Page) => page.getByTestId('terminal')
const line = (page: Page) => terminal(page).getByRole('combobox', { name: 'Line to send' })
const found = (page: Page) => page.getByTestId('find-speed')

async function fault(page: Page, name: string): Promise<void> {
  await button(page, 'Practice').click()
  await page.getByRole('group', { name: 'Quectel EC20', exact: true }).getByRole('combobox').click()
  await page.getByRole('option', { name }).click()
  await button(page, 'Bench').click()
}

test('a modem at another speed gives garbage; from the hint its speed is found, and it answers', async ({ page }) => {
  await button(page, 'Start practising').click()
  await expect(line(page)).toBeEnabled()
  await fault(page, 'Modem runs at 9600 bit/s')
  await line(page).fill('AT')
  await line(page).press('Escape')
  await line(page).press('Enter')
  await page.getByTestId('ending-hint').getByRole('button', { name: 'Find the speed' }).click()
  await expect(found(page)).toHaveAttribute('data-state', 'found')
  await expect(found(page).getByText('The modem answers at 9600 bit/s, lines ended with CR. The port stays at that.')).toBeVisible()
  await expect(found(page).locator('tbody tr').first()).toContainText('115200CRgarbage')
  await found(page).getByRole('button', { name: 'Close' }).click()
  await line(page).fill('AT+CSQ')
  await line(page).press('Escape')
  await line(page).press('Enter')
  await expect(terminal(page).getByText(/\+CSQ: /).first()).toBeVisible()
})

test('the speed can be found as a port is opened', async ({ page }) => {
  await button(page, 'Open a port').first().click()
  const form = page.getByRole('form', { name: 'Open a port' })
  await form.getByRole('checkbox', { name: 'Find the speed when it opens' }).check()
  await form.getByRole('textbox', { name: 'Or type a path' }).fill('practice:quectel-ec20')
  await form.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(found(page)).toHaveAttribute('data-state', 'found')
  await expect(found(page)).toContainText('The modem answers at 115200 bit/s')
})

test('a search that finds nobody can be cancelled, and leaves the port free at its speed', async ({ page }) => {
  await button(page, 'Start practising').click()
  await expect(line(page)).toBeEnabled()
  await fault(page, 'Modem never answers')
  await line(page).fill('AT')
  await line(page).press('Escape')
  await line(page).press('Enter')
  await page.getByTestId('ending-hint').getByRole('button', { name: 'Find the speed' }).click()
  await expect(found(page).getByRole('row', { name: /^9600/ }).first()).toBeVisible()
  await found(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(found(page)).toHaveAttribute('data-state', 'cancelled')
  await found(page).getByRole('button', { name: 'Close' }).last().click()
  await expect(line(page)).toBeEnabled()
  await expect(terminal(page).getByText('No speed found; back to 115200.')).toBeVisible()
})
