import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { launchServer } from '../support/launch-server.ts'
import { startMosquitto } from '../support/mosquitto.ts'
import { test } from '../support/served-page.ts'

const form = (page: Page) => page.getByRole('dialog', { name: 'Connect to a broker' })
const rail = (page: Page) => page.getByTestId('mqtt-saved')
const rows = (page: Page) => rail(page).getByTestId('mqtt-saved-row')
const state = (page: Page) => page.getByTestId('mqtt-state')

async function fromMenu(page: Page, item: string): Promise<void> {
  if (!(await rail(page).isVisible())) await page.getByTestId('mqtt-saved-toggle').click()
  await page.getByTestId('mqtt-saved-more').click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function bring(page: Page, file: string, withSecrets = false): Promise<void> {
  await fromMenu(page, 'Import connections…')
  if (withSecrets) await page.getByRole('checkbox', { name: 'Keep the file’s passwords and keys' }).check()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('mqtt-import-choose').click()
  await (await chooser).setFiles(file)
}

async function download(page: Page, item: string, name: string): Promise<string> {
  const downloading = page.waitForEvent('download')
  await fromMenu(page, item)
  const file = test.info().outputPath(name)
  await (await downloading).saveAs(file)
  return file
}

test('connections go to another PC in our own file, without secrets unless a person says so, and connect there', async ({ page, browser }) => {
  const broker = await startMosquitto({ users: { bench: 'right-pass' } })
  const other = await launchServer()
  const colleague = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  try {
    await page.getByTestId('mqtt-new').click()
    await page.getByTestId('mqtt-host').fill(`mqtt://127.0.0.1:${broker.port}`)
    await form(page).getByRole('textbox', { name: 'Name', exact: true }).fill('Bench broker')
    await form(page).getByRole('textbox', { name: 'User name' }).fill('bench')
    await form(page).getByLabel('Password', { exact: true }).fill('right-pass')
    await form(page).getByLabel('Folder', { exact: true }).fill('Lab')
    await page.getByTestId('mqtt-with-secrets').check()
    await page.getByTestId('mqtt-save').click()
    await expect(form(page)).toHaveCount(0)

    const plain = await download(page, 'Export all', 'plain.json')
    expect(await readFile(plain, 'utf8')).not.toContain('right-pass')
    const whole = await download(page, 'Export all with secrets', 'whole.json')
    expect(await readFile(whole, 'utf8')).toContain('right-pass')

    await colleague.goto(other.url)
    await bring(colleague, plain)
    await expect(colleague.getByTestId('mqtt-import-outcome')).toHaveText('1 connection added, from ATelier.')
    await colleague.getByRole('button', { name: 'Done' }).click()
    await expect(rail(colleague).getByRole('region', { name: 'Lab' }).getByTestId('mqtt-saved-row')).toHaveText([/Bench broker/])
    await rows(colleague).getByRole('button').first().click()
    await expect(form(colleague).getByRole('textbox', { name: 'User name' })).toHaveValue('bench')
    await expect(form(colleague).getByLabel('Password', { exact: true })).toHaveValue('')
    await form(colleague).getByRole('button', { name: 'Cancel' }).click()

    await bring(colleague, whole, true)
    await expect(colleague.getByTestId('mqtt-import-outcome')).toHaveText('1 connection added, from ATelier.')
    await colleague.getByRole('button', { name: 'Done' }).click()
    await rows(colleague).nth(1).getByRole('button').first().click()
    await expect(state(colleague)).toHaveAttribute('data-state', 'connected')
  } finally {
    await colleague.close()
    await other.stop()
    await broker.stop()
  }
})

test('MQTTBox’s connections come in with their certificates; what is no list of connections says so', async ({ page }) => {
  await bring(page, 'test/vectors/mqtt-connections/mqttbox.json', true)
  await expect(page.getByTestId('mqtt-import-outcome')).toHaveText('2 connections added, from MQTTBox.')
  await expect(page.getByTestId('mqtt-import')).toContainText('TLSv1_method: the version is agreed with the broker here (TLS 1.2 or 1.3)')
  await page.getByRole('button', { name: 'Done' }).click()
  await rows(page).filter({ hasText: 'Box TLS' }).hover()
  await rail(page).getByRole('button', { name: 'More for Box TLS' }).click()
  await page.getByRole('menuitem', { name: 'Change the settings' }).click()
  await expect(form(page).getByText('device.pem')).toBeVisible()
  await expect(page.getByTestId('mqtt-passphrase')).toHaveValue('made-up-passphrase')
  await expect(form(page).getByRole('textbox', { name: 'Topic of the will' })).toHaveValue('gone')
  await form(page).getByRole('button', { name: 'Cancel' }).click()

  await bring(page, 'package.json')
  await expect(page.getByTestId('mqtt-import').locator('[data-failure]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(2)
})
