import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const wizard = (page: Page) => page.getByTestId('wizard')
const stage = (page: Page, name: string) => wizard(page).getByRole('listitem', { name })

async function setBehaviour(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('group', { name: 'Quectel EC20', exact: true }).getByRole('combobox', { name: 'Behaviour' }).click()
  await page.getByRole('option', { name }).click()
}

test('a name that does not resolve: one click asks the modem, and says where the cause is; mended, it is ruled out and the retry goes through', async ({ page }) => {
  await button(page, 'Start practising').click()
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await button(page, 'Practice').click()
  await setBehaviour(page, /Names do not resolve/)
  await button(page, 'Run all').click()

  await expect(stage(page, 'DNS/TCP: failed')).toBeVisible({ timeout: 20_000 })
  await expect(stage(page, 'Data: passed')).toBeVisible()
  await expect(stage(page, 'TLS: to come')).toBeVisible()
  const checks = page.getByTestId('wizard-checks')
  const lookUp = button(page, 'Run AT+QIDNSGIP=1,"localhost"')
  await lookUp.click()
  await expect(checks.getByText('+QIURC: "dnsgip",565')).toBeVisible({ timeout: 10_000 })
  await expect(checks.getByText('Here is the cause, most likely.')).toBeVisible()
  await expect(page.getByTestId('terminal').getByText('AT+QIDNSGIP=1,"localhost"').first()).toBeVisible()

  await setBehaviour(page, /^(Works|Normal|Healthy|None)/)
  await lookUp.click()
  await expect(checks.getByText('+QIURC: "dnsgip","127.0.0.1"')).toBeVisible({ timeout: 10_000 })
  await expect(checks.getByText('So this is not the cause.')).toBeVisible()

  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  await expect(stage(page, 'DNS/TCP: passed')).toBeVisible()
  await expect(checks).toHaveCount(0)
})
