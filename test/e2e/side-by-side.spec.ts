import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'
import { openTcpPort } from '../support/tcp-ports.ts'

const beside = (page: Page) => page.getByTestId(/^terminal-/).filter({ has: page.getByRole('combobox', { name: 'Line to send' }) })
const inFront = (page: Page) => page.getByTestId('terminal')

test('a port is watched beside the one in front, each with its own lines and its own send line, until it is closed', async ({ page }) => {
  const first = await openTcpPort(page)
  const second = await openTcpPort(page)
  await page.getByRole('button', { name: `Show ${first.name} beside the terminal` }).click()

  first.far.write('\r\nfrom the first\r\n')
  second.far.write('\r\nfrom the second\r\n')
  await expect(beside(page).getByText('from the first')).toBeVisible()
  await expect(inFront(page).getByText('from the second')).toBeVisible()
  await expect(beside(page).getByText('from the second')).toHaveCount(0)
  await expect(inFront(page).getByText('from the first')).toHaveCount(0)

  const line = beside(page).getByRole('combobox', { name: 'Line to send' })
  await line.fill('AT+FIRST?')
  await line.press('Escape')
  await line.press('Enter')
  await expect.poll(first.heard).toContain('AT+FIRST?')
  expect(second.heard()).toBe('')

  // What cannot be sent is said where it was to be sent.
  second.far.destroy()
  await expect(inFront(page).getByText(/waiting/i).first()).toBeVisible()
  await expect(beside(page).getByText(/waiting/i)).toHaveCount(0)

  await page.getByRole('button', { name: `Close ${first.name}`, exact: true }).first().click()
  await expect(beside(page)).toHaveCount(0)
  await expect(inFront(page).getByText('from the second')).toBeVisible()
  first.close()
  second.close()
})
