import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'
import { tcpDevice, type TcpDevice } from '../support/tcp-device.ts'

let bench: TcpDevice
test.beforeEach(async () => {
  bench = await tcpDevice()
})
test.afterEach(() => bench.close())

const terminal = (page: Page) => page.getByTestId('terminal')

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open a port', exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Or type a path' }).fill(bench.path)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(terminal(page).getByText(`Opened ${bench.path}`)).toBeVisible()
}

async function chooseCharset(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'How it is shown' }).click()
  await page.getByRole('combobox', { name: 'Text encoding' }).click()
  await page.getByRole('option', { name, exact: true }).click()
  await page.keyboard.press('Escape')
}

test('a port that speaks GB18030 is read and written in it, in lines and on the screen, also after a reload', async ({ page }) => {
  await open(page)
  const said = Buffer.from('2b544d503a20cec2b6c820323543 0d0a'.replaceAll(' ', ''), 'hex')
  // Cut inside a character.
  await bench.say(said.subarray(0, 7))
  await expect(terminal(page).getByText('+TMP: ')).toBeVisible()
  await bench.say(said.subarray(7))
  await expect(terminal(page).getByText('\\xCE¶\\xC8')).toBeVisible()
  await chooseCharset(page, 'GB18030')
  await expect(terminal(page).getByText('+TMP: 温度 25C')).toBeVisible()

  const line = terminal(page).getByRole('combobox', { name: 'Line to send' })
  await line.fill('AT+NAME=水表')
  await line.press('Escape')
  await line.press('Enter')
  await expect.poll(bench.heard).toBe(`${Buffer.from('AT+NAME=').toString('hex')}cbaeb1ed0d`)
  await page.getByText('Screen', { exact: true }).click()
  await page.getByRole('textbox', { name: /Terminal screen/ }).focus()
  await page.keyboard.insertText('表')
  await expect.poll(bench.heard).toMatch(/0db1ed$/)

  await page.reload()
  await expect(terminal(page).getByText('+TMP: 温度 25C')).toBeVisible()
  await chooseCharset(page, 'Latin-1')
  await line.fill('水')
  await expect(terminal(page).getByText('水 does not exist in Latin-1, the encoding of this port.')).toBeVisible()
})

test('a highlight rule marks at once, the upper one first, says what is wrong with it, and is there again after a reload', async ({ page }) => {
  await open(page)
  await bench.say('\r\n+QMTSTAT: 0,1\r\n+CSQ: 26,99\r\n')
  await expect(terminal(page).getByText('+CSQ: 26,99')).toBeVisible()
  await page.getByRole('button', { name: 'How it is shown' }).click()
  await page.getByRole('button', { name: 'Highlight rules…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Highlight rules' })
  const rule = (index: number) => dialog.getByTestId('highlight-rule').nth(index)
  await dialog.getByRole('button', { name: 'Add a rule' }).click()
  await rule(0).getByRole('textbox', { name: 'Name' }).fill('link lost')
  await rule(0).getByRole('textbox', { name: 'What to mark' }).fill('QMTSTAT: 0')
  await dialog.getByRole('button', { name: 'Add a rule' }).click()
  await rule(1).getByRole('combobox', { name: 'Look for' }).click()
  await page.getByRole('option', { name: 'Regex' }).click()
  await rule(1).getByRole('textbox', { name: 'What to mark' }).fill('(\\d+)+')
  await expect(rule(1).getByText(/^A repeated group holds/)).toBeVisible()
  await rule(1).getByRole('textbox', { name: 'What to mark' }).fill('\\d,\\d+$')
  const mark = (text: string) => terminal(page).locator('mark').filter({ hasText: text })
  await expect(mark('QMTSTAT: 0')).toHaveAttribute('title', 'link lost')
  await expect(mark('6,99')).toHaveAttribute('data-colour', 'green')
  await expect(mark('0,1')).toBeHidden()
  await rule(1).getByRole('button', { name: 'Move up' }).click()
  await expect(mark('0,1')).toBeVisible()
  await expect(mark('QMTSTAT: 0')).toBeHidden()
  await rule(0).getByRole('switch', { name: 'On' }).uncheck({ force: true })
  await expect(mark('QMTSTAT: 0')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await expect(mark('QMTSTAT: 0')).toBeVisible()
  await expect(mark('6,99')).toBeHidden()
})

const onScreen = (page: Page) => terminal(page).locator('.xterm-rows')
const showScreen = (page: Page) => page.getByText('Screen', { exact: true }).click()

test('the screen is searched with a count, copied, and its web links open in a tab of their own', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await context.route('https://docs.example.com/**', (route) => route.fulfill({ body: 'the manual' }))
  await open(page)
  await showScreen(page)
  await bench.say('one OK\r\ntwo ok 中文\r\nthree OK\r\nsee https://docs.example.com/at?x=1 for more\r\n')
  await expect(onScreen(page)).toContainText('for more')

  await page.getByRole('textbox', { name: /Terminal screen/ }).press('Control+Shift+F')
  const find = page.getByRole('textbox', { name: 'Find on the screen' })
  await find.fill('ok')
  const found = page.getByTestId('screen-found')
  await expect(found).toHaveText('3 of 3')
  await find.press('Enter')
  await expect(found).toHaveText('1 of 3')
  await find.press('Shift+Enter')
  await expect(found).toHaveText('3 of 3')
  await page.getByRole('search').getByRole('button', { name: 'Aa' }).click()
  await expect(found).toHaveText('1 of 1')
  await find.fill('nothing')
  await expect(found).toHaveText('not found')
  await find.fill('OK')
  await expect(found).toHaveText('2 of 2')
  await find.press('Escape')
  await expect(find).toBeHidden()

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: /^Copy what is selected/ }).click()
  await expect.poll(clipboard).toContain('one OK\ntwo ok 中文\nthree OK\nsee https://docs.example.com/at?x=1 for more\n')

  const opened = context.waitForEvent('page')
  // xterm asks where the pointer is, and reads the line there.
  const box = await onScreen(page).getByText('docs.example.com').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 80, (box?.y ?? 0) + 8)
  await expect(terminal(page).locator('.xterm-cursor-pointer')).toBeVisible()
  await page.mouse.click((box?.x ?? 0) + 80, (box?.y ?? 0) + 8)
  const tab = await opened
  await tab.waitForURL('https://docs.example.com/at?x=1')
  expect(await tab.evaluate(() => window.opener)).toBe(null)
  expect(bench.heard()).toBe('')
})

test('what a device writes neither hangs the screen, nor reaches the clipboard, nor makes the page write to the modem, unless it may be answered', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page)
  await showScreen(page)
  await page.evaluate(() => navigator.clipboard.writeText('mine'))
  const most = 2147483647
  const questions = ['[c', '[>c', '[=c', '[5n', '[6n', '[?6n', '[?1$p', '[4$p', '[>q', '[18t', '[14t', 'P$qm\x1b\\', ']4;1;?\x07', ']10;?\x07', ']11;?\x1b\\', ']12;?\x07', 'Z'].map((each) => `\x1b${each}`)
  const bombs = ['I', 'Z', 'L', 'M', 'S', 'T', 'b', '@', 'P', 'X', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'd'].map((final) => `x\x1b[${most}${final}`)
  const titles = '\x1b]0;title\x07\x1b]2;title\x07'.repeat(2000)
  const clipboard = `\x1b]52;c;${Buffer.from('theirs').toString('base64')}\x07\x1b]52;c;?\x07`
  const mouse = '\x1b[?1000h\x1b[?1003;1006h\x1b[?1004h'
  await bench.say(Buffer.from([...questions, ...bombs, titles, clipboard, mouse, '\x1b[2J\x1b[Hstill here\r\n'].join(''), 'latin1'))
  await expect(onScreen(page)).toContainText('still here')
  expect(await page.title()).toBe('ATelier')
  await terminal(page).locator('.xterm-screen').hover()
  await page.getByRole('textbox', { name: /Terminal screen/ }).focus()
  await page.keyboard.type('A')
  await expect.poll(bench.heard).toBe('41')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine')

  await page.getByRole('button', { name: 'How it is shown' }).click()
  await page.getByRole('switch', { name: /^Answer the device’s questions/ }).check({ force: true })
  await page.keyboard.press('Escape')
  await bench.say('\x1b[5n')
  // "Ready, no malfunction" (ECMA-48, 8.3.35).
  await expect.poll(bench.heard).toBe(`41${Buffer.from('\x1b[0n').toString('hex')}`)
  // Questions of before are not asked again of a page that comes later.
  await page.reload()
  await showScreen(page)
  await expect(onScreen(page)).toContainText('still here')
  await page.getByRole('textbox', { name: /Terminal screen/ }).focus()
  await page.keyboard.type('B')
  await expect.poll(bench.heard).toBe(`41${Buffer.from('\x1b[0n').toString('hex')}42`)
})

test('in hex, packets are parted by pauses, live and in the recording, and the pause is kept', async ({ page }) => {
  await open(page)
  const rows = page.getByTestId('terminal-rows')
  const hexRow = (hex: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name: hex, exact: true }) })
  await bench.say(Uint8Array.of(1, 3, 2))
  await expect(rows.getByText('\\x01\\x03\\x02')).toBeVisible()
  // Later than any pause below: what was said before has been drawn.
  await bench.say(Uint8Array.of(0x0d, 0x0a, 7))
  await page.getByRole('button', { name: 'Hex', exact: true }).click()
  await expect(hexRow('01 03 02 0d 0a')).toBeVisible()
  await page.getByRole('button', { name: 'How it is shown' }).click()
  await page.getByRole('switch', { name: /^Packets in hex/ }).check({ force: true })
  await page.getByRole('textbox', { name: 'Pause between packets' }).fill('2')
  await page.getByRole('textbox', { name: 'Pause between packets' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect(hexRow('01 03 02')).toBeVisible()
  await expect(hexRow('0d 0a 07')).toBeVisible()
  await bench.say(Uint8Array.of(0xff))
  await expect(hexRow('ff')).toBeVisible()

  await page.locator('[data-rail="recordings"]').click()
  await page.getByTestId('recordings').getByRole('button', { name: /tcp-127/ }).click()
  await expect(hexRow('0d 0a 07').last()).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'How it is shown' }).first().click()
  await expect(page.getByRole('textbox', { name: 'Pause between packets' })).toHaveValue('2 ms')
})

test('hex, Ctrl-Z and ESC go out as the bytes that they are, and half a byte does not', async ({ page }) => {
  await open(page)
  const line = terminal(page).getByRole('combobox', { name: 'Line to send' })
  const button = (name: string) => terminal(page).getByRole('button', { name, exact: true })
  await line.fill('still to be sent')
  await line.press('Escape')
  await button('Ctrl-Z').click()
  await button('ESC').click()
  await expect.poll(bench.heard).toBe('1a1b')
  // What is being typed stays.
  await expect(line).toHaveValue('still to be sent')
  await button('HEX').click()
  const hex = terminal(page).getByRole('combobox', { name: 'Bytes to send, in hex' })
  await hex.fill('41 54 0d 0')
  await expect(terminal(page).getByText('Whole bytes in hex, such as 41 54 0D')).toBeVisible()
  await expect(button('Send')).toBeDisabled()
  await hex.fill('4154 0D,00 ff')
  await hex.press('Enter')
  await expect.poll(bench.heard).toBe('1a1b41540d00ff')
  await expect(terminal(page).getByText('\\x00\\xFF')).toBeVisible()
})
