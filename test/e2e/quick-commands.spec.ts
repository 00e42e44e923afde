import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { commandsIn } from '../../shared/quick-commands/schema.ts'
import { readList } from '../../shared/quick-commands/read/index.ts'
import { encodeAs } from '../../shared/text/charset.ts'
import { test } from '../support/served-page.ts'

test.beforeEach(async ({ page }) => {
  await button(page, 'Start practising').click()
  await expect(terminal(page).getByRole('combobox', { name: 'Line to send' })).toBeEnabled()
  await button(page, 'Quick').click()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const terminal = (page: Page) => page.getByTestId('terminal')
const column = (page: Page) => page.getByTestId('quick-commands')
const row = (page: Page, text: string | RegExp) => terminal(page).getByText(text)
const quick = (page: Page, name: string) => column(page).getByRole('button', { name, exact: true })
const editor = (page: Page) => page.getByTestId('quick-editor')
const mode = (page: Page, name: 'Send' | 'Run' | 'Edit') => column(page).getByRole('radiogroup', { name: 'What a click does' }).getByText(name, { exact: true }).click()
/** The commands as they stand, group by group. */
const picture = async (page: Page): Promise<string[][]> => {
  const groups = await column(page).getByTestId('quick-list').locator('section').all()
  return Promise.all(groups.map((group) => group.locator('[data-command]').evaluateAll((all) => all.map((each) => (each.getAttribute('aria-label') ?? '').replace(/^Edit /, '')))))
}

async function emptyPage(page: Page): Promise<void> {
  await column(page).getByRole('button', { name: 'An empty page' }).click()
}

const gbk = (text: string): Uint8Array => {
  const encoded = encodeAs('gb18030', text)
  if (!encoded.ok) throw new Error(encoded.found)
  return encoded.bytes
}

/** In edit mode. */
async function make(page: Page, name: string, content: string, more: (form: Locator) => Promise<void> = async () => {}): Promise<void> {
  await column(page).getByRole('button', { name: 'Command', exact: true }).click()
  await editor(page).getByRole('textbox', { name: 'Name' }).fill(name)
  await editor(page).getByRole('textbox', { name: 'What is sent' }).fill(content)
  await more(editor(page))
  await editor(page).getByRole('button', { name: 'Save' }).click()
  await expect(editor(page)).toHaveCount(0)
}

async function pickFile(page: Page, open: () => Promise<void>, name: string, bytes: Uint8Array): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await open()
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(bytes) })
}

test('a first page for the modem at hand; one click sends, the line that is being typed keeps the keyboard', async ({ page }) => {
  await column(page).getByRole('button', { name: 'Common commands of Quectel EC20' }).click()
  await terminal(page).getByRole('combobox', { name: 'Line to send' }).fill('AT+CRE')
  await quick(page, 'Signal strength').click()
  await expect(row(page, /\+CSQ: /).first()).toBeVisible()
  await page.keyboard.type('G?')
  await expect(terminal(page).getByRole('combobox', { name: 'Line to send' })).toHaveValue('AT+CREG?')
  await column(page).getByRole('textbox', { name: 'Search' }).fill('icc')
  await expect(column(page).locator('[data-command]')).toHaveText([/ICCID/])
})

test('a command is made, changed, and sent with its escapes and line end; a wrong one is told and cannot be saved', async ({ page }) => {
  await emptyPage(page)
  await make(page, 'Signal', 'AT+CSQ')
  await quick(page, 'Edit Signal').click()
  await editor(page).getByText('Escapes \\r \\x1A').click()
  await editor(page).getByRole('textbox', { name: 'What is sent' }).fill('AT+CSQ\\q')
  await expect(editor(page).getByRole('alert')).toHaveText(/^\\q at character 7 is no escape/)
  await expect(editor(page).getByRole('button', { name: 'Save' })).toBeDisabled()
  await editor(page).getByRole('textbox', { name: 'What is sent' }).fill('AT+CSQ\\x3b+CREG?')
  await editor(page).getByRole('button', { name: 'Save' }).click()
  await mode(page, 'Send')
  await quick(page, 'Signal').click()
  await expect(row(page, /\+CSQ: /).first()).toBeVisible()
  await expect(row(page, /\+CREG: /).first()).toBeVisible()
})

test('commands are dragged within a group, between groups and to another page; by keyboard too; a deleted one comes back', async ({ page }) => {
  await emptyPage(page)
  for (const name of ['A', 'B', 'C']) await make(page, name, `AT+${name}`)
  await column(page).getByRole('button', { name: 'Group', exact: true }).click()
  await expect.poll(() => picture(page)).toStrictEqual([['A', 'B', 'C'], []])
  await quick(page, 'Edit C').dragTo(quick(page, 'Edit A'), { targetPosition: { x: 40, y: 3 } })
  await expect.poll(() => picture(page)).toStrictEqual([['C', 'A', 'B'], []])
  await quick(page, 'Edit A').dragTo(column(page).locator('[data-group]').nth(1))
  await expect.poll(() => picture(page)).toStrictEqual([['C', 'B'], ['A']])

  await quick(page, 'Edit C').press('Alt+ArrowDown')
  await expect.poll(() => picture(page)).toStrictEqual([['B', 'C'], ['A']])
  await quick(page, 'Edit C').press('Alt+ArrowDown')
  await expect.poll(() => picture(page)).toStrictEqual([['B'], ['C', 'A']])

  await quick(page, 'Edit A').click()
  await editor(page).getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => picture(page)).toStrictEqual([['B'], ['C']])
  await column(page).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => picture(page)).toStrictEqual([['B'], ['C', 'A']])

  await button(page, 'Pages, import and export').click()
  await page.getByRole('menuitem', { name: 'New page…' }).click()
  const name = page.getByRole('dialog', { name: 'New page…' })
  await name.getByRole('textbox', { name: 'Name' }).fill('Second')
  await name.getByRole('button', { name: 'Save' }).click()
  await column(page).getByRole('tab', { name: 'My commands' }).click()
  await quick(page, 'Edit A').dragTo(column(page).getByRole('tab', { name: 'Second' }))
  await expect.poll(() => picture(page)).toStrictEqual([['B'], ['C']])
  await column(page).getByRole('tab', { name: 'Second' }).click()
  await expect.poll(() => picture(page)).toStrictEqual([['A']])
})

test('a shortcut sends, also while something is typed; a plain letter does not then; taken keys are told', async ({ page }) => {
  await emptyPage(page)
  const press = (key: string) => async (form: Locator) => form.getByRole('textbox', { name: 'Shortcut' }).press(key)
  await make(page, 'Signal', 'AT+CSQ', press('Alt+1'))
  await make(page, 'Operator', 'AT+COPS?', press('q'))
  await column(page).getByRole('button', { name: 'Command', exact: true }).click()
  await press('Alt+1')(editor(page))
  await expect(editor(page).getByText('Taken by “Signal” on page My commands.')).toBeVisible()
  await press('Control+k')(editor(page))
  await expect(editor(page).getByText('These keys belong to the program or the browser.')).toBeVisible()
  await page.keyboard.press('Escape')
  await mode(page, 'Send')

  const line = terminal(page).getByRole('combobox', { name: 'Line to send' })
  await line.focus()
  await page.keyboard.press('Alt+1')
  await expect(row(page, /\+CSQ: /).first()).toBeVisible()
  await page.keyboard.press('q')
  await expect(line).toHaveValue('q')
  await line.blur()
  await page.keyboard.press('q')
  await expect(row(page, /\+COPS: /).first()).toBeVisible()
})

test('placeholders are asked for, the last value is kept, a secret one never, and is masked', async ({ page, server }) => {
  await emptyPage(page)
  await make(page, 'Note', 'note {{topic}} {{token}}', async (form) => {
    await form.getByRole('switch', { name: /“token” is secret/ }).check({ force: true })
  })
  await mode(page, 'Send')
  const dialog = page.getByTestId('quick-fill')
  await quick(page, 'Note').click()
  await dialog.getByRole('textbox', { name: 'topic' }).fill('bench/1')
  await dialog.getByLabel('token').fill('Geheim-4711')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(row(page, /note bench\/1 \*{11}/).first()).toBeVisible()
  await quick(page, 'Note').click()
  await expect(dialog.getByRole('textbox', { name: 'topic' })).toHaveValue('bench/1')
  await expect(dialog.getByLabel('token')).toHaveValue('')
  await page.keyboard.press('Escape')
  const kept = await readFile(`${server.dataDir}/quick-commands.json`, 'utf8')
  expect([kept.includes('bench/1'), kept.includes('4711')]).toStrictEqual([true, false])
  expect(await terminal(page).innerText()).not.toContain('4711')
})

test('a lasting command asks first, also in a run', async ({ page }) => {
  await emptyPage(page)
  await make(page, 'Store', 'AT&W')
  await mode(page, 'Send')
  const dialog = page.getByTestId('confirm-command')
  await quick(page, 'Store').click()
  await expect(dialog.getByText('Stays after power-off.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await mode(page, 'Run')
  await quick(page, 'Store').click()
  await button(page, 'Run 1 command').click()
  await expect(dialog.getByText('Stays after power-off.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(row(page, 'AT&W')).toHaveCount(0)
})

test('an SSCOM list in GBK with a broken row: what is broken is told with its line, the rest is imported, sent and exported', async ({ page }) => {
  const list = gbk(['; SSCOM', 'N101=1,信号强度,300', 'N1=A,AT+CSQ', 'N102=0,坏行,1000', 'N2=H,41 5', 'N103=2,运营商,200', 'N3=A,AT+COPS=3\u00020', 'N1057=,Y', ';end'].join('\r\n'))
  await pickFile(page, () => column(page).getByRole('button', { name: /Import from SSCOM/ }).click(), 'sscom51.ini', list)
  const dialog = page.getByTestId('quick-import')
  await expect(dialog).toContainText('A list of SSCOM (GBK) with 2 commands.')
  await expect(dialog.getByRole('listitem')).toHaveText(['line 5These are no whole bytes in hex, such as 41 54 0D.N2=H,41 5'])
  await dialog.getByRole('button', { name: 'Import 2 commands' }).click()
  await expect.poll(() => picture(page)).toStrictEqual([['信号强度', '运营商']])
  await quick(page, '信号强度').click()
  await expect(row(page, /\+CSQ: /).first()).toBeVisible()
  await expect(row(page, 'AT+CSQ\\r\\n').first()).toBeVisible()

  const exported = async (item: string): Promise<Uint8Array> => {
    await button(page, 'Pages, import and export').click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item, exact: true }).click()
    return new Uint8Array(await readFile((await (await download).path()) ?? ''))
  }
  const back = (bytes: Uint8Array) => {
    const read = readList({ name: 'x', bytes }, () => 'i')
    return read.ok ? [read.value.format, ...read.value.pages.flatMap(commandsIn).map(({ name, content, order, delayMs }) => [name, content, order, delayMs])] : read.failure.code
  }
  const rows = [
    ['信号强度', 'AT+CSQ', 1, 300],
    ['运营商', 'AT+COPS=3,0', 2, 200],
  ]
  expect(back(await exported('Export this page'))).toStrictEqual(['atelier', ...rows])
  expect(back(await exported('Export this page for SSCOM'))).toStrictEqual(['sscom', ...rows])
})

test('a file that is no list is refused in words', async ({ page }) => {
  await pickFile(page, () => column(page).getByRole('button', { name: /Import from SSCOM/ }).click(), 'notes.txt', new TextEncoder().encode('hello'))
  await expect(column(page).getByText('notes.txt is no list of SSCOM, QCOM, llcom or ATelier.')).toBeVisible()
})

test('the marked ones run in the order of the clicks, with their delays, round after round, until stopped', async ({ page }) => {
  await emptyPage(page)
  await make(page, 'A', 'AT+CSQ')
  await make(page, 'B', 'AT+CREG?')
  await mode(page, 'Run')
  await quick(page, 'B').click()
  await quick(page, 'A').click()
  for (const name of ['A', 'B']) await column(page).getByRole('textbox', { name: `Delay after ${name}` }).fill('60')
  await column(page).getByRole('textbox', { name: 'Rounds (0: ∞)' }).fill('0')
  await button(page, 'Run 2 commands').click()
  await expect(page.getByTestId('sending')).toContainText(/round [3-9]/)
  await column(page).getByRole('button', { name: /^Stop/ }).click()
  await expect(page.getByTestId('sending')).toHaveAttribute('data-state', 'stopped')
  // The log shows its newest lines; each stands there twice, sent and echoed.
  const sent = await terminal(page).getByText(/^AT\+(CSQ|CREG\?)\\r$/).allInnerTexts()
  const turns = sent.filter((line, at) => line !== sent[at - 1])
  expect(turns.length).toBeGreaterThan(2)
  expect(sent.length).toBeLessThanOrEqual(turns.length * 2)
})

test('what was made is there again after the page was loaded anew', async ({ page }) => {
  await emptyPage(page)
  await make(page, 'Signal', 'AT+CSQ', async (form) => {
    await form.getByRole('combobox', { name: 'Colour' }).click()
    await page.getByRole('option', { name: 'green' }).click()
  })
  await page.reload()
  await expect(quick(page, 'Signal')).toHaveAttribute('data-colour', 'green')
})
