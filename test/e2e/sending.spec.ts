import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

// With all that moves, as most people have it: where the keyboard goes after a dialog may depend on it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test.beforeEach(async ({ page }) => {
  await button(page, 'Start practising').click()
  await expect(line(page)).toBeEnabled()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const terminal = (page: Page) => page.getByTestId('terminal')
const line = (page: Page) => terminal(page).getByRole('combobox', { name: 'Line to send' })
const row = (page: Page, text: string | RegExp) => terminal(page).getByText(text)
const menu = (page: Page) => page.getByTestId('send-menu')
const suggestions = (page: Page) => page.getByTestId('send-suggestions')

async function send(page: Page, text: string): Promise<void> {
  await line(page).fill(text)
  await line(page).press('Escape')
  await line(page).press('Enter')
}

async function openMenu(page: Page): Promise<void> {
  await button(page, 'More ways to send').click()
  await expect(menu(page)).toBeVisible()
}

async function pasteInto(page: Page, text: string): Promise<void> {
  await line(page).evaluate((input, pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

test('escapes are bytes when switched on, a bad one is named with its place, and what goes out is shown before', async ({ page }) => {
  await openMenu(page)
  await menu(page).getByRole('switch', { name: 'Escapes in the line' }).check({ force: true })
  await page.keyboard.press('Escape')
  await line(page).fill('AT\\q')
  await expect(row(page, /^\\q at character 3 is no escape/)).toBeVisible()
  await expect(button(page, 'Send')).toBeDisabled()
  await line(page).fill('AT+CSQ\\x3b+CREG?')
  await expect(page.getByTestId('wire-preview')).toHaveText('14 bytes go out:41 54 2b 43 53 51 3b 2b 43 52 45 47 3f 0d')
  await line(page).press('Enter')
  await expect(row(page, /\+CSQ: /).first()).toBeVisible()
  await expect(row(page, /\+CREG: /).first()).toBeVisible()
})

test('a checksum is appended, shown before it goes out, and kept with the port', async ({ page }) => {
  await openMenu(page)
  await menu(page).getByRole('combobox', { name: 'Append a checksum' }).click()
  await page.getByRole('option', { name: 'CRC-16/MODBUS, low byte first' }).click()
  await page.keyboard.press('Escape')
  await line(page).fill('123456789')
  await expect(page.getByTestId('wire-preview').locator('code')).toHaveText('31 32 33 34 35 36 37 38 39 37 4b 0d')
  await page.reload()
  await line(page).fill('123456789')
  await expect(page.getByTestId('wire-preview').locator('code')).toHaveText('31 32 33 34 35 36 37 38 39 37 4b 0d')
})

test('the line end that got an answer is found and kept', async ({ page }) => {
  await expect(terminal(page).getByRole('combobox', { name: 'Line end added when sending' })).toHaveValue('auto (CR)')
  await terminal(page).getByRole('combobox', { name: 'Line end added when sending' }).click()
  await page.getByRole('option', { name: 'none', exact: true }).click()
  await send(page, 'AT')
  await terminal(page).getByRole('combobox', { name: 'Line end added when sending' }).click()
  await page.getByRole('option', { name: 'CR LF', exact: true }).click()
  await send(page, '')
  await expect(row(page, /OK/).first()).toBeVisible()
  await terminal(page).getByRole('combobox', { name: 'Line end added when sending' }).click()
  await expect(page.getByRole('option', { name: 'auto (CR LF)' })).toBeVisible()
})

test('pasted lines are looked at first, go out one after another, and stop at the first error', async ({ page }) => {
  await pasteInto(page, 'AT+CMEE=1\nAT+CSQ\nAT+NONSENSE\nAT+CREG?\n')
  const dialog = page.getByTestId('lines-dialog')
  await expect(dialog.getByRole('textbox', { name: '4 lines' })).toHaveValue('AT+CMEE=1\nAT+CSQ\nAT+NONSENSE\nAT+CREG?')
  // Nothing has gone out.
  await expect(row(page, 'AT+CMEE=1')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Send 4 lines' }).click()
  await expect(page.getByText('Line 3 was answered with an error; the lines after it were not sent.')).toBeVisible()
  await expect(row(page, /\+CSQ: /).first()).toBeVisible()
  await expect(row(page, 'AT+CREG?')).toHaveCount(0)
})

test('a pasted list can be given up, and lasting commands in it are named with their line', async ({ page }) => {
  await pasteInto(page, 'ATE0\nAT&W\nAT+IPR=9600\n')
  const dialog = page.getByTestId('lines-dialog')
  await expect(dialog.getByText('2 commands last or cannot be undone')).toBeVisible()
  await expect(dialog.getByText('2 AT&W')).toBeVisible()
  // What stands there now is read before anything is sent.
  await expect(dialog.getByText('The device does not say.')).toBeVisible()
  await expect(dialog.getByText('+IPR: 115200')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row(page, 'ATE0')).toHaveCount(0)
  // That the device does not know the program's own question is no failure of what was sent.
  await expect(row(page, /\+CME ERROR|^ERROR/).first()).toBeVisible()
  await expect(terminal(page).getByRole('alert')).toHaveCount(0)
})

test('a line is repeated as often as asked, in sight, and stops on request', async ({ page }) => {
  const strip = page.getByTestId('sending')
  const repeat = async (times: string): Promise<void> => {
    await line(page).fill('AT+CSQ')
    await openMenu(page)
    await menu(page).getByRole('textbox', { name: 'Every' }).fill('100')
    await menu(page).getByRole('textbox', { name: 'Times (0: no end)' }).fill(times)
    await button(page, 'Repeat the line').click()
  }
  await repeat('3')
  await expect(strip).toContainText('3 of 3 times, every 100 ms')
  await expect(strip).toHaveAttribute('data-state', 'done')
  await repeat('0')
  await expect(strip).toContainText(/[4-9] times, every 100 ms/)
  await strip.getByRole('button', { name: 'Stop' }).click()
  await expect(strip).toHaveAttribute('data-state', 'stopped')
})

test('what was sent is found again by prefix, by words, and after a restart of the page', async ({ page }) => {
  for (const text of ['AT+CGPADDR=1', 'AT+CSQ', 'ATI']) {
    await send(page, text)
    await expect(line(page)).toHaveValue('')
  }
  await page.reload()
  await line(page).pressSequentially('AT+C')
  await line(page).press('ArrowUp')
  await expect(line(page)).toHaveValue('AT+CSQ')
  await line(page).press('ArrowUp')
  await expect(line(page)).toHaveValue('AT+CGPADDR=1')
  await line(page).fill('')
  await line(page).press('Control+r')
  await line(page).pressSequentially('addr')
  await expect(suggestions(page).getByRole('option')).toHaveText(['AT+CGPADDR=1'])
  await line(page).press('Enter')
  await expect(line(page)).toHaveValue('AT+CGPADDR=1')
})

test('commands of the modem are completed with words, by keyboard alone', async ({ page }) => {
  await line(page).pressSequentially('AT+QMTO')
  await expect(suggestions(page).getByRole('option').first()).toContainText('AT+QMTOPEN')
  await line(page).press('Tab')
  await expect(line(page)).toHaveValue('AT+QMTOPEN')
  await line(page).fill('')
  await line(page).pressSequentially('AT+CFUN=')
  await expect(suggestions(page).getByRole('option')).toHaveText(['AT+CFUN=0radio and SIM off (minimum functionality)', 'AT+CFUN=1radio on (full functionality)', 'AT+CFUN=4flight mode: radio off'])
  await line(page).press('ArrowDown')
  await line(page).press('ArrowDown')
  await line(page).press('Enter')
  await expect(line(page)).toHaveValue('AT+CFUN=1')
  await expect(suggestions(page)).toContainText('radio on (full functionality)')
  await line(page).press('Enter')
  await expect(row(page, 'AT+CFUN=1').first()).toBeVisible()
  await expect(line(page)).toHaveValue('')
})

test('a lasting command is asked about with the value of now, and goes out only on yes', async ({ page }) => {
  await send(page, 'AT+IPR=9600')
  const dialog = page.getByTestId('confirm-command')
  await expect(dialog.getByText('Stays after power-off.')).toBeVisible()
  await expect(dialog.getByText('+IPR: 115200')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  // The line is to be mended: the keyboard is there again.
  await expect(line(page)).toBeFocused()
  await expect(row(page, 'AT+IPR?').first()).toBeVisible()
  await expect(row(page, 'AT+IPR=9600')).toHaveCount(0)

  await send(page, 'AT&W')
  await dialog.getByRole('checkbox', { name: /Do not ask any more/ }).check()
  await dialog.getByRole('button', { name: 'Send it' }).click()
  await expect(row(page, 'AT&W').first()).toBeVisible()
  await send(page, 'AT&F')
  await expect(row(page, 'AT&F').first()).toBeVisible()
})

test('several lines pasted into the screen are looked at first; local echo shows what was sent where the device does not', async ({ page }) => {
  await send(page, 'ATE0')
  await page.getByText('Screen', { exact: true }).click()
  const screen = terminal(page).locator('.xterm-rows')
  await expect(screen).toContainText('ATE0')
  await terminal(page).locator('.xterm-helper-textarea').evaluate((input) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'AT+CSQ\nAT+CREG?\n')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  const dialog = page.getByTestId('lines-dialog')
  await expect(dialog.getByRole('textbox', { name: '2 lines' })).toHaveValue('AT+CSQ\nAT+CREG?')
  // Nothing has gone out.
  await expect(screen).not.toContainText('+CSQ:')
  await dialog.getByRole('button', { name: 'Send 2 lines' }).click()
  await expect(screen).toContainText('+CREG: ')
  // ATE0: the module does not echo, the screen does.
  await expect(screen).toContainText('AT+CREG?')
  await openMenu(page)
  await menu(page).getByRole('switch', { name: 'Local echo on the screen' }).uncheck({ force: true })
  await page.keyboard.press('Escape')
  await send(page, 'ATI')
  await expect(screen).toContainText('Revision')
  await expect(screen).not.toContainText('ATI')
})
