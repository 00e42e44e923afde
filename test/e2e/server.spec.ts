import { expect, test } from '@playwright/test'
import { launchServer, type LaunchedServer } from '../support/launch-server.ts'

let server: LaunchedServer
test.beforeEach(async () => {
  server = await launchServer()
})
test.afterEach(() => server.stop())

test('opens the workbench from the printed address, without a token left in it and without a complaint', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(server.url)
  await expect(page.getByRole('button').first()).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
  await page.reload()
  await expect(page.getByRole('button').first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('explains itself to an address without the token', async ({ page }) => {
  const response = await page.goto(new URL('/', server.url).href)
  expect(response?.status()).toBe(403)
  await expect(page.getByText('地址中缺少令牌')).toBeVisible()
  await expect(page.getByText('This address lacks its token')).toBeVisible()
})

test('lets no other page on this machine in', async ({ page, context }) => {
  await page.goto(server.url)
  const foreign = await launchServer()
  try {
    // Same host, another port: a different origin, though cookies do not tell them apart.
    const other = await context.newPage()
    await other.goto(foreign.url)
    const address = new URL('/rpc', server.url).href.replace('http', 'ws')
    const outcome = await other.evaluate(
      (url) =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve('forbidden by the page’s own policy'), { once: true })
          try {
            const socket = new WebSocket(url)
            socket.addEventListener('open', () => resolve('open'))
            socket.addEventListener('close', () => resolve('refused'))
          } catch {
            resolve('forbidden')
          }
        }),
      address,
    )
    expect(outcome).not.toBe('open')
  } finally {
    await foreign.stop()
  }
})
