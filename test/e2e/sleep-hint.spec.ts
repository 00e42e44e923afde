import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import { test } from '../support/served-page.ts'

test('the first AT is lost and the second answered: the terminal says that the module was asleep, and what keeps it awake', async ({ page }) => {
  // A module that its first command only wakes.
  const server = createServer((socket: Socket) => {
    let isAwake = false
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      if (isAwake) socket.write(`${bytes.toString()}\r\nOK\r\n`)
      isAwake = true
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await page.getByRole('button', { name: 'Open a port' }).first().click()
  const form = page.getByRole('form', { name: 'Open a port' })
  await form.getByRole('textbox', { name: 'Or type a path' }).fill(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await form.getByRole('button', { name: 'Open', exact: true }).click()
  const line = page.getByTestId('terminal').getByRole('combobox', { name: 'Line to send' })
  const send = async (): Promise<void> => {
    await line.fill('AT')
    await line.press('Escape')
    await line.press('Enter')
  }
  await send()
  // Nothing is said of one silence alone.
  await expect(page.getByTestId('ending-hint')).toBeVisible()
  await expect(page.getByTestId('sleep-hint')).toHaveCount(0)
  await send()
  await expect(page.getByTestId('sleep-hint')).toContainText('AT+QSCLK=0 (Quectel AT manuals)')
  await page.getByTestId('sleep-hint').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByTestId('sleep-hint')).toHaveCount(0)
  server.close()
})
