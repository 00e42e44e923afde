import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { findElectron, launchDesktop, type LaunchedDesktop } from '../support/launch-desktop.ts'

/** The desktop window itself, where Electron's binary is present; everything in the page is tested in the browser as well. */
const electron = findElectron()
test.skip('reason' in electron, 'reason' in electron ? `No desktop window here: ${electron.reason}` : '')

let desktop: LaunchedDesktop
test.beforeEach(async () => {
  if ('path' in electron) desktop = await launchDesktop(electron.path)
})
test.afterEach(() => desktop.stop())

test('opens the workbench from its own origin, with nothing of Node in the page', async () => {
  const { page } = desktop
  expect(page.url()).toBe('app://atelier/')
  await expect(page.getByRole('button').first()).toBeVisible()
  expect(
    await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), Object.keys(Reflect.get(globalThis, 'atelier') as object).toSorted()]),
  ).toEqual(['undefined', 'undefined', ['onMessage', 'post']])
})

test('keeps the page where it is, and alone', async () => {
  const { app, page } = desktop
  await page.evaluate(() => {
    location.href = 'https://example.invalid/'
  })
  expect(await page.evaluate(() => window.open('app://atelier/'))).toBe(null)
  expect(page.url()).toBe('app://atelier/')
  expect(app.windows()).toHaveLength(1)
})

test('runs no inline script', async () => {
  const { page } = desktop
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineScriptRan = true'
    document.head.append(script)
    return Reflect.get(globalThis, 'inlineScriptRan') ?? false
  })
  expect(ran).toBe(false)
})

test('remembers its place when it closes', async () => {
  const { app, dataDir } = desktop
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const file = join(dataDir, 'data', 'window.json')
  await expect.poll(() => existsSync(file)).toBe(true)
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual(['bounds', 'isMaximized'])
})
