import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from '../support/served-page.ts'
import { recordedAt, writeRecording, type WrittenFrame } from '../support/write-recording.ts'

const exchange: readonly WrittenFrame[] = [
  ['note', 0, 'Opened /dev/ttyUSB2'],
  ['out', 200, 'AT+CSQ\r'],
  ['in', 250, '\r\n+CSQ: 20,99\r\n\r\nOK\r\n'],
  ['in', 3_600_000, '\r\n+QMTSTAT: 0,1\r\n'],
]

const two = (value: number): string => String(value).padStart(2, '0')
const clock = (ms: number): string => {
  const at = new Date(recordedAt + ms)
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

test('a recording is replayed in the terminal, its gaps shortened, beside an open port that goes on', async ({ page, server }) => {
  await writeRecording(join(server.dataDir, 'recordings', 'water meter.atrec'), exchange)
  await page.getByRole('button', { name: 'Start practising' }).click()
  await expect(page.getByTestId('terminal').getByText('Opened practice:quectel-ec20')).toBeVisible()
  await page.locator('[data-rail="recordings"]').click()
  await page.locator('[data-recording="water meter.atrec"]').getByRole('button', { name: 'Replay' }).click()

  const rows = page.getByTestId('replay-rows')
  await expect(page.getByRole('tab', { name: /water meter/ })).toHaveAttribute('aria-selected', 'true')
  await expect(rows.getByText('+CSQ: 20,99')).toBeVisible()
  await expect(rows.getByText('+QMTSTAT: 0,1')).toBeHidden()
  const controls = page.getByTestId('replay-controls')
  await expect(controls.getByText('A replay: nothing is sent to any port.')).toBeVisible()
  // The send line of the session behind it is not to be reached from here.
  await expect(page.getByTestId('terminal')).toBeHidden()
  await controls.getByRole('switch', { name: 'Shorten gaps' }).click()
  await expect(rows.getByText('+QMTSTAT: 0,1')).toBeVisible()
  await expect(page.getByTestId('replay-clock')).toHaveText('60:00.000 / 60:00.000')

  await page.locator('[data-session]').getByRole('tab').click()
  await expect(page.getByTestId('terminal').getByText('Opened practice:quectel-ec20')).toBeVisible()
  await page.getByRole('tab', { name: /water meter/ }).click()
  await page.getByRole('button', { name: 'Close the replay of water meter' }).click()
  await expect(page.getByRole('tab', { name: /water meter/ })).toBeHidden()
  await expect(page.getByTestId('terminal')).toBeVisible()
})

test('a long recording is gone through by line, time and slider, in both views, as fast as possible to its end', async ({ page, server }) => {
  await writeRecording(
    join(server.dataDir, 'recordings', 'long.atrec'),
    Array.from({ length: 100_000 }, (_, i): WrittenFrame => [i % 2 === 0 ? 'out' : 'in', i * 100, i % 2 === 0 ? `AT+QMTPUB=0,${i}\r` : `\r\n+QMTPUB: 0,${i},0\r\n`]),
  )
  await page.locator('[data-rail="recordings"]').click()
  await page.getByTestId('recordings').getByRole('button', { name: 'long', exact: true }).click()
  await page.getByTestId('recording-rows').getByText('AT+QMTPUB=0,6', { exact: false }).first().click()
  await page.getByTestId('recordings').getByRole('button', { name: 'Replay from line 7' }).click()
  const controls = page.getByTestId('replay-controls')
  const rows = page.getByTestId('replay-rows')
  await expect(rows.getByText('AT+QMTPUB=0,8', { exact: false }).first()).toBeVisible()
  await controls.getByRole('button', { name: 'Pause' }).click()

  const goTo = async (place: string): Promise<void> => {
    await controls.getByRole('textbox', { name: 'Go to' }).fill(place)
    await controls.getByRole('button', { name: 'Go', exact: true }).click()
  }
  await goTo('50000')
  await expect(rows.getByText('+QMTPUB: 0,49999,0')).toBeVisible()
  await expect(page.getByTestId('replay-row')).toContainText('line 50,000 of 100,000')
  await goTo(clock(9_000_000))
  await expect(page.getByTestId('replay-clock')).toContainText(/^(149:59|150:00)\.\d{3} \//)
  await goTo('nowhere')
  await expect(controls.getByRole('alert')).toBeVisible()
  await controls.getByRole('slider').press('Home')
  await expect(page.getByTestId('replay-row')).toContainText('line 1 of 100,000')

  await page.getByText('Screen', { exact: true }).click()
  await goTo('40000')
  await expect(page.locator('.xterm-rows')).toContainText('+QMTPUB: 0,39999,0')
  await expect(page.locator('.xterm-rows')).not.toContainText('+QMTPUB: 0,40001,0')
  await controls.getByText('max', { exact: true }).click()
  await controls.getByRole('button', { name: 'Play' }).click()
  await expect(page.getByTestId('replay-row')).toContainText('line 100,000 of 100,000', { timeout: 20_000 })
  await expect(page.locator('.xterm-rows')).toContainText('+QMTPUB: 0,99999,0')
  await page.getByText('Lines', { exact: true }).click()
  await expect(rows.getByText('+QMTPUB: 0,99999,0')).toBeVisible()
  await controls.getByRole('button', { name: 'Stop, and back to the beginning' }).click()
  await expect(page.getByTestId('replay-row')).toContainText('line 1 of 100,000')
})

test('a replay goes on in another page and after a reload', async ({ page, server, context }) => {
  await writeRecording(join(server.dataDir, 'recordings', 'a.atrec'), exchange)
  await page.locator('[data-rail="recordings"]').click()
  await page.locator('[data-recording="a.atrec"]').getByRole('button', { name: 'Replay' }).click()
  await expect(page.getByTestId('replay-rows').getByText('+CSQ: 20,99')).toBeVisible()
  const other = await context.newPage()
  await other.goto(server.url)
  await other.getByRole('tab', { name: /^a/ }).click()
  await expect(other.getByTestId('replay-rows').getByText('+CSQ: 20,99')).toBeVisible()
  await other.getByTestId('replay-controls').getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByTestId('replay-controls').getByRole('button', { name: 'Play' })).toBeVisible()
  await page.reload()
  await page.getByRole('tab', { name: /^a/ }).click()
  await expect(page.getByTestId('replay-rows').getByText('+CSQ: 20,99')).toBeVisible()
})
