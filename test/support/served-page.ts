import { test as base } from '@playwright/test'
import { launchServer, type LaunchedServer } from './launch-server.ts'

/** Every test has a program of its own, on a fresh folder, and opens it in its page. */
export const test = base.extend<{ server: LaunchedServer }>({
  server: [
    async ({ page }, use) => {
      const server = await launchServer()
      await page.goto(server.url)
      await use(server)
      await server.stop()
    },
    { auto: true },
  ],
})
