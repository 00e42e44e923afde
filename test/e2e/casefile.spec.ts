import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'

let server: LaunchedServer
let folder: string
test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-casefile-'))
  server = await launchServer()
  await page.goto(server.url)
})
test.afterEach(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const wrongPassword = 'sesame-that-is-refused'
const wizard = (page: Page) => page.getByTestId('wizard')
const panel = (page: Page) => page.getByTestId('casefile')
const runAll = async (page: Page): Promise<void> => {
  await page.getByTestId('wizard-preview').click()
  await page.getByTestId('wizard-start').click()
  await page.getByTestId('wizard-runAll').click()
}

async function download(page: Page, item: string, name: string): Promise<string> {
  await page.getByTestId('wizard-report').click()
  const downloading = page.waitForEvent('download')
  await page.getByTestId(item).click()
  const file = join(folder, name)
  await (await downloading).saveAs(file)
  return file
}

async function choose(page: Page, button: string, file: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByTestId(button).click()
  await (await choosing).setFiles(file)
}

test('a failed run is saved, opened again, replayed to its end, explained, and compared with a good one', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  await expect(wizard(page).getByRole('textbox', { name: 'Broker address' })).toHaveValue('localhost')
  const password = wizard(page).getByLabel('Password', { exact: true })
  const right = await password.inputValue()
  await password.fill(wrongPassword)
  await runAll(page)
  await expect(page.getByTestId('wizard-probe-result')).toBeVisible({ timeout: 20_000 })
  const bad = await download(page, 'wizard-report-case', 'bad.atelier-case.json')
  const report = await readFile(await download(page, 'wizard-report-markdown', 'bad.md'), 'utf8')
  expect(report).toContain('**MQTT**: The broker rejected the user name or password.')
  expect(report).toContain('+QMTCONN: 0,0,4')
  expect((await readFile(bad, 'utf8')) + report).not.toContain(wrongPassword)

  await page.getByTestId('wizard-leave').click()
  await password.fill(right)
  await runAll(page)
  await expect(page.getByText('The modem is on the broker')).toBeVisible({ timeout: 20_000 })
  const good = await download(page, 'wizard-report-case', 'good.atelier-case.json')
  expect(await readFile(good, 'utf8')).not.toContain(right)

  // A page that knows nothing of the run.
  await page.reload()
  await page.locator('[data-rail="casefile"]').click()
  await choose(page, 'casefile-open', bad)
  await expect(page.getByTestId('casefile-status')).toHaveText('failed')
  await expect(panel(page).locator('[data-failure="mqtt.refused.4"]')).toBeVisible()
  await expect(panel(page).locator('[data-stage="mqtt"]')).toHaveAttribute('data-status', 'failed')

  await panel(page).getByRole('button', { name: 'Back to the start' }).click()
  await expect(panel(page).locator('[data-step="connect"]')).toHaveAttribute('data-status', 'waiting')
  await expect(panel(page).locator('[data-failure]')).toHaveCount(0)
  await page.getByTestId('casefile-next').click()
  await expect(page.getByTestId('casefile-lines').getByRole('row').last()).toContainText('AT')
  await panel(page).getByText('16×').click()
  await page.getByTestId('casefile-play').click()
  await expect(panel(page).locator('[data-step="connect"]')).toHaveAttribute('data-status', 'failed')
  await expect(panel(page).getByRole('button', { name: 'Play' })).toBeVisible()
  // At its end, whichever that is.
  await expect(page.getByTestId('casefile-clock')).toHaveText(/^(\S+) \/ \1$/)
  await expect(page.getByTestId('casefile-lines')).toContainText('+QMTCONN: 0,0,4')

  // A step leads to its moment.
  await panel(page).locator('[data-step="sim"] button').click()
  await expect(panel(page).locator('[data-step="sim"]')).toHaveAttribute('data-status', 'running')

  await choose(page, 'casefile-other', good)
  await page.getByRole('button', { name: 'Swap sides' }).click()
  const answers = page.getByTestId('casefile-compare').locator('[data-section="answers"] [data-difference="connect"]')
  await expect(answers).toContainText('+QMTCONN: 0,0,0')
  await expect(answers).toContainText('+QMTCONN: 0,0,4')
  await expect(page.getByTestId('casefile-compare').locator('[data-section="settings"]')).toHaveCount(0)
  await expect(page.getByTestId('casefile-folded')).toBeVisible()

  await page.getByTestId('casefile-explain').click()
  await expect(page.getByTestId('explain-source')).toContainText('good.atelier-case.json')
  await expect(page.getByTestId('explain-verdict').locator('[data-outcome="connected"]')).toBeVisible()
})

test('a session without a plan is saved from the terminal, and opens by a drop anywhere', async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  const line = page.getByTestId('terminal').getByPlaceholder('AT+CSQ')
  await line.fill('AT+CGSN')
  await line.press('Enter')
  await expect(page.getByTestId('terminal').getByText('861107030000012')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByTestId('terminal-save-case').click()
  const content = await (await downloading).createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()).toString())
  expect(content).toContain('86110703******A')
  expect(content).not.toContain('861107030000012')

  await page.getByTestId('wizard').evaluate((target, text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'session.atelier-case.json'))
    target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, content)
  await expect(panel(page)).toContainText('Session on practice:quectel-ec20, without a plan')
  await expect(page.getByTestId('casefile-lines')).toContainText('86110703******A')
})

test('a file that is damaged, cut off, of a newer version, no case file or far too large is said in words', async ({ page }) => {
  await page.locator('[data-rail="casefile"]').click()
  const tryFile = async (name: string, content: string, code: string): Promise<void> => {
    const file = join(folder, name)
    await writeFile(file, content)
    if (name === 'huge.json') await truncate(file, 100 * 1024 * 1024)
    await choose(page, 'casefile-open', file)
    await expect(panel(page).locator(`[data-failure="${code}"]`)).toBeVisible()
  }
  const head = '{\n  "format": "atelier-case",\n  "version": 1,\n  "program": '
  await tryFile('log.json', '{"a": 1}', 'case.not-a-case')
  await tryFile('cut.json', head, 'case.cut-off')
  await expect(panel(page)).toContainText('it ends in line 4')
  await tryFile('damaged.json', `${head}0.1.0 }`, 'case.damaged')
  await tryFile('wrong.json', `${head}1 }`, 'case.wrong-field')
  await expect(panel(page)).toContainText('“program” (line 4)')
  await tryFile('new.json', '{"format":"atelier-case","version":99}', 'case.newer')
  await tryFile('huge.json', '{', 'case.too-large')
})
