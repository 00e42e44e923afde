import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'
import { tcpDevice, type TcpDevice } from '../support/tcp-device.ts'
import { writeRecording } from '../support/write-recording.ts'

const terminal = (page: Page) => page.getByTestId('terminal')
const rows = (page: Page) => page.getByTestId('terminal-rows')
const counts = (page: Page) => page.getByTestId('log-counts')
const only = (page: Page) => page.getByRole('textbox', { name: 'Show only lines that contain' })
const except = (page: Page) => page.getByRole('textbox', { name: 'Hide lines that contain' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Line ends are shown as `\\r\\n`. */
const numbered = (list: Locator, number: number) => list.getByText(new RegExp(`^\\+N: ${number}\\\\r`))

/** px from the top. Found and measured at once: the element that shows a row may show another one in the next picture. */
const placeOf = (list: Locator, number: number): Promise<number | undefined> =>
  list.evaluate((element, text) => [...element.querySelectorAll('[role="row"]')].find((row) => row.textContent.includes(text))?.getBoundingClientRect().y, `+N: ${number}\\r`)

const toShare = (list: Locator, share: number): Promise<void> =>
  list.evaluate((element, part) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) * part
  }, share)

test('ten million lines: any place is scrolled to, and a filter goes through all of them', async ({ page, server }) => {
  test.setTimeout(180_000)
  const lines = 10_000_000
  // Hundreds of lines a frame, as a fast port gives them.
  function* frames() {
    for (let i = 0; i < lines; i += 500) yield ['in', i, Array.from({ length: 500 }, (_, k) => `+N: ${i + k}\r\n`).join('')] as const
  }
  await writeRecording(join(server.dataDir, 'recordings', 'flood.atrec'), frames())
  await page.locator('[data-rail="recordings"]').click()
  await page.getByTestId('recordings').getByRole('button', { name: 'flood' }).click()
  await expect(page.getByText('10,000,000 lines')).toBeVisible({ timeout: 60_000 })
  const list = page.getByTestId('recording-rows')
  await list.press('End')
  await expect(numbered(list, 9999999)).toBeVisible()
  for (const share of [0.25, 0.5, 0.9]) {
    await toShare(list, share)
    await expect.poll(async () => Math.round(Number(/\d+/.exec((await list.getByText(/^\+N: /).first().textContent()) ?? '')?.[0]) / 100_000) / 100).toBeCloseTo(share, 1)
  }
  await list.press('Home')
  await expect(numbered(list, 0)).toBeVisible()

  await page.getByRole('button', { name: 'Show only lines that contain: regular expression' }).click()
  await only(page).fill('77777$')
  await expect(counts(page)).toHaveText('100 lines', { timeout: 60_000 })
  await expect(numbered(list, 77777)).toBeVisible()
  await list.press('End')
  await numbered(list, 9977777).click()
  // Without the filter the chosen line is among its neighbours.
  await only(page).fill('')
  await expect(numbered(list, 9977776)).toBeVisible()
  await expect(numbered(list, 9977778)).toBeVisible()
})

test.describe('a live session', () => {
  let bench: TcpDevice
  test.beforeEach(async ({ page }) => {
    bench = await tcpDevice()
    await button(page, 'Open a port').first().click()
    await page.getByRole('textbox', { name: 'Or type a path' }).fill(bench.path)
    await button(page, 'Open').click()
    await expect(terminal(page).getByText(`Opened ${bench.path}`)).toBeVisible()
  })
  test.afterEach(() => bench.close())

  const flood = async (from: number, count: number): Promise<void> => {
    for (let i = from; i < from + count; i += 1000) await bench.say(Array.from({ length: 1000 }, (_, k) => `+N: ${i + k}\r\n`).join(''))
  }

  test('its first line and its newest are both there after a flood; who scrolls up stays where they are', async ({ page }) => {
    await flood(0, 300_000)
    await expect(numbered(rows(page), 299999)).toBeVisible()
    // The newest line is seen whole.
    const last = rows(page).getByRole('row').last()
    await expect.poll(() => last.evaluate((element) => element.getBoundingClientRect().bottom <= (element.closest('[role="table"]')?.getBoundingClientRect().bottom ?? 0))).toBe(true)
    await rows(page).press('Home')
    await expect(numbered(rows(page), 0)).toBeVisible()
    await toShare(rows(page), 0.5)
    await expect(numbered(rows(page), 150_003)).toBeVisible()
    const before = await placeOf(rows(page), 150_003)
    await flood(300_000, 100_000)
    await expect(rows(page)).toHaveAttribute('aria-rowcount', '400001')
    expect(await placeOf(rows(page), 150_003)).toBe(before)
    await button(page, 'Newest').click()
    await expect(numbered(rows(page), 399999)).toBeVisible()
    await flood(400_000, 1000)
    await expect(numbered(rows(page), 400999)).toBeVisible()
  })

  test('only, except and collapsed repeats follow the log; what is no expression says so at its field', async ({ page }) => {
    await bench.say('+CSQ: 20,99\r\n+CREG: 1\r\n+CSQ: 20,99\r\n+CSQ: 20,99\r\n')
    await only(page).fill('csq')
    await expect(counts(page)).toHaveText('3 lines')
    await expect(rows(page).getByText('+CREG: 1')).toBeHidden()
    await bench.say('+CSQ: 20,99\r\n+CSQ: 31,99\r\n')
    await expect(counts(page)).toHaveText('5 lines')
    await button(page, 'Collapse').click()
    await expect(rows(page).getByRole('row', { name: /20,99.*× 4/ })).toBeVisible()
    await bench.say('+CSQ: 31,99\r\n')
    await expect(rows(page).getByRole('row', { name: /31,99.*× 2/ })).toBeVisible()
    await except(page).fill('20,')
    await expect(rows(page).getByText('+CSQ: 20,99')).toBeHidden()
    await page.getByRole('button', { name: 'Hide lines that contain: regular expression' }).click()
    await except(page).fill('(')
    await expect(page.getByTestId('log-bar').getByText('This is not a regular expression.')).toBeVisible()
    await except(page).fill('')
    await button(page, 'Collapse').click()
    await expect(counts(page)).toHaveText('6 lines')
    await only(page).fill('nothing like it')
    await expect(terminal(page).getByText('No line matches the filter.')).toBeVisible()
    await only(page).fill('')
    await expect(rows(page).getByText('+CREG: 1')).toBeVisible()
  })

  test('paused, the view stands still and says how many lines wait; cleared, it begins anew; the recording has all', async ({ page }) => {
    await bench.say('one\r\n')
    await expect(rows(page).getByText('one')).toBeVisible()
    await button(page, 'Pause').click()
    await bench.say('two\r\nthree\r\n')
    await expect(counts(page)).toHaveText('Paused: 2 lines wait')
    await expect(rows(page).getByText('three')).toBeHidden()
    await only(page).fill('t')
    await expect(rows(page).getByText('three')).toBeVisible()
    await bench.say('twenty\r\n')
    await expect(counts(page)).toContainText('Paused: 1 line waits')
    await only(page).fill('')
    await button(page, 'Resume').click()
    await expect(rows(page).getByText('three')).toBeVisible()
    await button(page, 'Clear the view (the recording keeps everything)').click()
    await expect(rows(page).getByText('three')).toBeHidden()
    await bench.say('four\r\n')
    await expect(rows(page).getByText('four')).toBeVisible()
    await expect(rows(page).getByText('two')).toBeHidden()
    await page.reload()
    await expect(rows(page).getByText('two')).toBeVisible()
  })

  test('a second page sees the same lines, chosen and copied there alone', async ({ page, context, server }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await bench.say('+CSQ: 20,99\r\n')
    const other = await context.newPage()
    await other.goto(server.url)
    await expect(rows(other).getByText('+CSQ: 20,99')).toBeVisible()
    await bench.say('+CREG: 1\r\n')
    await expect(rows(other).getByText('+CREG: 1')).toBeVisible()
    await expect(rows(page).getByText('+CREG: 1')).toBeVisible()
    await rows(other).focus()
    await rows(other).press('ArrowUp')
    await expect(other.getByRole('region', { name: 'Chosen line' })).toContainText('+CREG: 1')
    await rows(other).press('ArrowUp')
    await expect(other.getByRole('region', { name: 'Chosen line' })).toContainText('+CSQ: 20,99')
    await expect(page.getByRole('region', { name: 'Chosen line' })).toBeHidden()
    await rows(other).press('Escape')
    await button(other, 'Copy the lines shown').click()
    await expect(other.getByText('3 lines copied')).toBeVisible()
    expect(await other.evaluate(() => navigator.clipboard.readText())).toMatch(/<- \+CSQ: 20,99\n.*<- \+CREG: 1\n$/)
  })
})
