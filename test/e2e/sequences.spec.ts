import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

const atelier = fileURLToPath(new URL('../../build/scripts/atelier.mjs', import.meta.url))
const panel = (page: Page) => page.getByTestId('sequences')
const button = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true })
const step = (page: Page, number: number) => panel(page).locator(`[data-step="${number - 1}"]`)
const form = (page: Page) => panel(page).getByTestId('step-form')
const status = (page: Page) => panel(page).getByTestId('sequence-status').locator('strong')
const outcomes = (page: Page) => panel(page).getByTestId('sequence-results').getByRole('listitem')
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await form(page).getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
/** Opens a new step at the end and says what it sends. */
async function addStep(page: Page, send: string): Promise<void> {
  await button(page, 'Add a step').click()
  await form(page).getByRole('textbox', { name: 'Text to send' }).fill(send)
}

test.beforeEach(async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  await expect(page.getByTestId('terminal').getByText('Opened practice:quectel-ec20')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
})

async function openNew(page: Page, name: string): Promise<void> {
  await page.locator('[data-rail="sequences"]').click()
  await button(page, 'New sequence').click()
  await panel(page).getByRole('textbox', { name: 'Name of the sequence' }).fill(name)
}

test('a sequence made by clicking runs to pass, fails at a step and says why, and the exported file runs with atelier script', async ({ page, server, context }) => {
  test.setTimeout(90_000)
  await openNew(page, 'Signal check')
  await panel(page).getByRole('textbox', { name: 'Loops' }).fill('2')
  await addStep(page, 'AT+CSQ')
  await choose(page, 'Wait for', 'a line that matches')
  await form(page).getByRole('textbox', { name: 'Regular expression' }).fill('^\\+CSQ: \\d+,\\d+')
  await addStep(page, 'AT+CGNOSUCH')
  await choose(page, 'Wait for', 'any final result')
  await choose(page, 'If it fails', 'try again')
  await button(page, 'Save').click()
  await expect(button(page, 'Save')).toBeDisabled()
  await button(page, 'Run').click()
  await expect(status(page)).toHaveText('passed')
  await expect(panel(page).getByTestId('sequence-status')).toContainText('loop 2 of 2')
  await expect(outcomes(page)).toHaveCount(6)
  await expect(outcomes(page).nth(1)).toContainText(/1\.2AT\+CSQ.*\+CSQ: \d+,\d+\s+OK/s)
  await expect(step(page, 3).getByRole('img', { name: 'passed' })).toBeVisible()

  // Now OK is wanted of what the modem refuses.
  await step(page, 3).locator('[data-step-head]').click()
  await choose(page, 'Wait for', 'OK')
  await choose(page, 'If it fails', 'stop')
  await button(page, 'Run').click()
  await expect(status(page)).toHaveText('failed')
  await expect(step(page, 3)).toContainText(/The modem answered .*ERROR.* where OK was expected\./)
  await expect(outcomes(page)).toHaveCount(3)
  await expect(outcomes(page).nth(2)).toContainText('ERROR')

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = async (name: string): Promise<string> => {
    await button(page, name).click()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied('Copy')).toMatch(/^Signal check: failed, 2 steps passed, 1 failed, loop 1 of 2, .*\n\n✓ 1\.1 {2}AT {2}\d+ ms\n {6}OK\n✓ 1\.2 {2}AT\+CSQ/)
  expect((JSON.parse(await copied('JSON')) as { outcomes: { sent: string }[] }).outcomes.map(({ sent }) => sent)).toEqual(['AT', 'AT+CSQ', 'AT+CGNOSUCH'])

  await button(page, 'Save').click()
  await button(page, 'All sequences').click()
  const item = panel(page).getByRole('row', { name: /Signal check Signal-check\.yaml 3/ })
  await expect(item.getByRole('img', { name: 'failed' })).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), item.getByRole('button', { name: 'Export as a file' }).click()])
  const file = join(server.dataDir, download.suggestedFilename())
  await download.saveAs(file)
  expect(await readFile(file, 'utf8')).toBe(await readFile(join(server.dataDir, 'sequences', 'Signal-check.yaml'), 'utf8'))
  // The practice modem of a program of its own: the same file ends the same way.
  const ran = await promisify(execFile)(process.execPath, [atelier, 'script', file, '--port', 'practice:quectel-ec20', '--json', '--data', join(server.dataDir, 'script')]).catch((error: { code: number; stdout: string }) => error)
  const told = JSON.parse(ran.stdout) as { status: string; steps: { sent: string; passed: boolean }[] }
  expect(['code' in ran && ran.code, told.status, told.steps.map(({ sent, passed }) => [sent, passed])]).toEqual([1, 'failed', [['AT', true], ['AT+CSQ', true], ['AT+CGNOSUCH', false]]])
})

test('steps are recorded from lines of the terminal, and run', async ({ page }) => {
  const terminal = page.getByTestId('terminal')
  const line = terminal.getByRole('combobox', { name: 'Line to send' })
  await line.fill('AT+CSQ')
  await line.press('Escape')
  await line.press('Enter')
  await expect(terminal.getByText(/\+CSQ: \d/)).toBeVisible()
  await line.fill('AT+QMTOPEN=0,"localhost",1')
  await line.press('Escape')
  await line.press('Enter')
  await expect(terminal.getByText(/\+QMTOPEN: \d/)).toBeVisible()
  await openNew(page, 'Recorded')
  await button(page, 'Record steps').click()
  const offered = page.getByTestId('record-step')
  const take = async (text: string | RegExp, name: string): Promise<void> => {
    await terminal.getByText(text).first().click()
    await offered.getByRole('button', { name, exact: true }).click()
  }
  await take('AT+CSQ', 'Add as a step that sends this')
  await expect(panel(page).getByTestId('sequence-recording')).toContainText('Added as step 2.')
  await take(/\+CSQ: \d/, 'Wait for a line +CSQ: …')
  await expect(panel(page).getByTestId('sequence-recording')).toContainText('Step 2 waits for it now.')
  await take('OK', 'Wait for OK')
  await expect(panel(page).getByTestId('sequence-recording')).toContainText('Step 2 waits for its final result anyway.')
  await take('AT+QMTOPEN=0,"localhost",1', 'Add as a step that sends this')
  await take(/\+QMTOPEN: \d/, 'Wait for this line')
  await panel(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByTestId('record-step')).toHaveCount(0)
  await expect(step(page, 2)).toContainText('AT+CSQ→ +CSQ:')
  await expect(step(page, 3)).toContainText('AT+QMTOPEN=0,"localhost",1→ +QMTOPEN: ')
  await button(page, 'Run').click()
  await expect(status(page)).toHaveText('passed')
})

test('lasting commands are listed with the value of now, and a secret is asked for, masked and never saved', async ({ page, server }) => {
  await openNew(page, 'Lasting')
  await button(page, 'Add a value').click()
  const value = panel(page).locator('[data-placeholder]')
  await value.getByRole('textbox', { name: 'Name' }).fill('pin')
  await value.getByRole('checkbox', { name: 'Secret' }).check({ force: true })
  await addStep(page, 'AT+IPR=115200')
  await addStep(page, 'AT+CGNOSUCH="{pin}"')
  await choose(page, 'Wait for', 'any final result')
  await button(page, 'Save').click()
  await button(page, 'Run').click()
  const ask = page.getByTestId('sequence-ask')
  await ask.getByRole('textbox', { name: 'pin' }).fill('open-sesame-99')
  await ask.getByRole('button', { name: 'Next' }).click()
  await expect(ask).toContainText('One command lasts or cannot be undone:')
  await expect(ask).toContainText(/2\s*AT\+IPR=115200.*Now, by AT\+IPR\?:\s*\+IPR: \d+/s)
  await ask.getByRole('button', { name: 'Run all of it' }).click()
  await expect(status(page)).toHaveText('passed')
  await expect(outcomes(page).nth(2)).toContainText('AT+CGNOSUCH="**************"')
  await expect(page.getByText('open-sesame-99')).toHaveCount(0)
  expect(await readFile(join(server.dataDir, 'sequences', 'Lasting.yaml'), 'utf8')).not.toContain('sesame')
})

test('a long run is stopped; its results are there after a reload', async ({ page }) => {
  await openNew(page, 'Soak')
  await panel(page).getByRole('textbox', { name: 'Loops' }).fill('1000')
  await addStep(page, 'AT')
  await form(page).getByRole('textbox', { name: 'Pause afterwards' }).fill('30')
  await button(page, 'Save').click()
  await button(page, 'Run').click()
  await expect(panel(page).getByTestId('sequence-status')).toContainText(/loop ([3-9]|\d\d+) of 1000/)
  // Typing is refused in words of its own.
  await page.locator('[data-rail="terminal"]').click()
  await expect(page.getByTestId('terminal').getByText('Typing is off so that nothing gets between the steps of the sequence. Stop it to type.')).toBeVisible()
  await page.locator('[data-rail="sequences"]').click()
  await button(page, 'Stop').click()
  await expect(status(page)).toHaveText('stopped')
  await page.reload()
  await page.locator('[data-rail="sequences"]').click()
  await panel(page).getByRole('button', { name: 'Soak', exact: true }).click()
  await expect(status(page)).toHaveText('stopped')
  await expect(outcomes(page).first()).toContainText('1.1')
})

test('steps are put in order by keys and by dragging; mistakes are told at their step', async ({ page }) => {
  await openNew(page, 'Order')
  await addStep(page, 'AT+CSQ')
  await addStep(page, 'AT+CREG?')
  const order = () => panel(page).locator('[data-step] code').allTextContents()
  await step(page, 3).locator('[data-step-head]').click()
  await step(page, 3).locator('[data-step-head]').press('Alt+ArrowUp')
  await expect.poll(order).toEqual(['AT', 'AT+CREG?', 'AT+CSQ'])
  await step(page, 1).locator('[data-grip]').dragTo(step(page, 3))
  await expect.poll(order).toEqual(['AT+CREG?', 'AT+CSQ', 'AT'])
  await expect(step(page, 3).locator('[data-step-head]')).toBeFocused()
  await step(page, 3).locator('[data-step-head]').press('Control+d')
  // The copy is gone on with: a key pressed before it has the focus would be for it.
  await expect(step(page, 4).locator('[data-step-head]')).toBeFocused()
  await step(page, 1).locator('[data-step-head]').press('Delete')
  await expect.poll(order).toEqual(['AT+CSQ', 'AT', 'AT'])
  await step(page, 1).locator('[data-step-head]').click()
  await form(page).getByRole('textbox', { name: 'Text to send' }).fill('AT\\q{apn}')
  await expect(step(page, 1)).toContainText('There is no escape “\\q”')
  await expect(button(page, 'Save')).toBeDisabled()
})

test('a file with mistakes is imported as text, with line and field, and can be mended', async ({ page, server }) => {
  const file = join(server.dataDir, 'broken.yaml')
  await writeFile(file, '# from a customer\nkind: sequence\nname: Broken\nsteps:\n  - send: AT\n  - expct: OK\n')
  await page.locator('[data-rail="sequences"]').click()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Import a file…').click()])
  await chooser.setFiles(file)
  await expect(panel(page).getByTestId('sequence-problems')).toContainText(/6:5\s*steps\[1\]\.expct Step 2: “expct” is nothing that a step can do\./)
  const editor = panel(page).getByRole('textbox', { name: 'Text of the sequence' })
  await editor.fill('# from a customer\nkind: sequence\nname: Mended\nsteps:\n  - send: AT\n')
  await expect(panel(page).getByTestId('sequence-problems')).toHaveCount(0)
  await button(page, 'Save').click()
  await button(page, 'All sequences').click()
  const item = panel(page).locator('[data-sequence="Mended.yaml"]')
  await item.getByRole('button', { name: 'Rename' }).click()
  await panel(page).getByRole('textbox', { name: 'New name' }).fill('客户现场')
  await panel(page).getByRole('textbox', { name: 'New name' }).press('Enter')
  const renamed = panel(page).locator('[data-sequence="客户现场.yaml"]')
  await renamed.getByRole('button', { name: 'Duplicate' }).click()
  await expect(panel(page).locator('[data-sequence]')).toHaveCount(2)
  expect(await readFile(join(server.dataDir, 'sequences', '客户现场.yaml'), 'utf8')).toContain('# from a customer')
  await renamed.getByRole('button', { name: 'Delete' }).click()
  await renamed.getByRole('button', { name: 'Delete for good' }).click()
  await expect(panel(page).locator('[data-sequence]')).toHaveCount(1)
})

test('a sequence that is not saved yet is there after a reload, with the steps made by clicking', async ({ page }) => {
  await openNew(page, 'Signal check')
  await addStep(page, 'AT+CSQ')
  await page.reload()
  await page.locator('[data-rail="sequences"]').click()
  await expect(panel(page).getByRole('textbox', { name: 'Name of the sequence' })).toHaveValue('Signal check')
  await expect(step(page, 2)).toContainText('AT+CSQ')
})
