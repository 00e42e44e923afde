import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'

let server: LaunchedServer
test.beforeEach(async ({ page }) => {
  server = await launchServer()
  await page.goto(server.url)
})
test.afterEach(() => server.stop())

const wizard = (page: Page) => page.getByTestId('wizard')
const dialog = (page: Page) => page.getByTestId('profiles')
const field = (page: Page, name: string) => wizard(page).getByRole('textbox', { name, exact: true })
const password = (page: Page) => wizard(page).getByLabel('Password', { exact: true })

const onDisk = async (): Promise<string> => {
  const entries = await readdir(server.dataDir, { recursive: true, withFileTypes: true })
  return (await Promise.all(entries.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), 'latin1')))).join('\n')
}

/** The practice EC20 and its broker in the form; answers the broker's password. */
async function fillForm(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  await expect(field(page, 'Broker address')).toHaveValue('localhost')
  await field(page, 'Client ID').fill('saved-ec20')
  return password(page).inputValue()
}

async function save(page: Page, name: string, withSecrets: boolean): Promise<void> {
  await page.getByTestId('wizard-profiles').click()
  await dialog(page).getByTestId('profiles-name').fill(name)
  if (withSecrets) await dialog(page).getByTestId('profiles-with-secrets').check()
  await dialog(page).getByTestId('profiles-save').click()
  await expect(dialog(page).getByTestId('profiles-row').filter({ hasText: name })).toBeVisible()
}

async function load(page: Page, name: string): Promise<void> {
  await page.getByTestId('wizard-profiles').click()
  await dialog(page).getByTestId('profiles-row').filter({ hasText: name }).getByTitle('Load into the form').click()
  await expect(dialog(page)).toBeHidden()
}

async function run(page: Page): Promise<void> {
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await page.getByTestId('wizard-runAll').click()
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
}

test('keeps the form without its password, and brings it back after a reload, to run on the practice modem', async ({ page }) => {
  const secret = await fillForm(page)
  await save(page, 'Bench EC20', false)
  expect((await onDisk()).includes(secret)).toBe(false)

  await page.reload()
  await field(page, 'Client ID').fill('something-else')
  await load(page, 'Bench EC20')
  await expect(page.getByText('Not saved, please enter again: Password')).toBeVisible()
  await expect(field(page, 'Client ID')).toHaveValue('saved-ec20')
  await expect(wizard(page).getByText(/practice.*\.pem|ca.*\.pem/i).first()).toBeVisible()
  await expect(password(page)).toHaveValue('')
  await password(page).fill(secret)
  await run(page)
})

test('keeps the password when it is asked for, says where, and runs after a reload with nothing typed', async ({ page }) => {
  const secret = await fillForm(page)
  await page.getByTestId('wizard-profiles').click()
  await dialog(page).getByTestId('profiles-with-secrets').check()
  await expect(page.getByTestId('profiles-keeping')).toContainText(`NOT encrypted, in a file that only your user account can read: ${join(server.dataDir, 'saved-secrets.json')}`)
  await dialog(page).getByTestId('profiles-name').fill('With password')
  await dialog(page).getByTestId('profiles-save').click()
  await expect(dialog(page).getByTestId('profiles-row').filter({ hasText: 'with secrets' })).toBeVisible()
  expect(await readFile(join(server.dataDir, 'saved-secrets.json'), 'utf8')).toContain(secret)

  await page.reload()
  await load(page, 'With password')
  await expect(password(page)).toHaveValue(secret)
  await run(page)
})

test('renames, duplicates, exports without secrets, imports and deletes', async ({ page }) => {
  const secret = await fillForm(page)
  await save(page, 'First', true)
  const row = (name: string | RegExp) => dialog(page).getByTestId('profiles-row').filter({ has: page.getByText(name, { exact: true }) })
  const choose = async (name: string, item: string): Promise<void> => {
    await row(name).getByRole('button', { name: `More for ${name}` }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await choose('First', 'Duplicate')
  await expect(row('First (2)')).toBeVisible()
  await choose('First (2)', 'Rename')
  await dialog(page).getByRole('textbox', { name: 'New name' }).fill('Second')
  await page.keyboard.press('Enter')
  await expect(row('Second')).toBeVisible()

  const download = page.waitForEvent('download')
  await choose('Second', 'Export as a file')
  const file = await (await download).path()
  expect((await download).suggestedFilename()).toBe('Second.atelier.json')
  expect((await readFile(file, 'utf8')).includes(secret)).toBe(false)

  await choose('Second', 'Delete')
  await dialog(page).getByTestId('profiles-delete-yes').click()
  await expect(row('Second')).toBeHidden()

  const chooser = page.waitForEvent('filechooser')
  await dialog(page).getByTestId('profiles-import').click()
  await (await chooser).setFiles({ name: 'Second.atelier.json', mimeType: 'application/json', buffer: await readFile(file) })
  await expect(row('Second')).toBeVisible()
})
