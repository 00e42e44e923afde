import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The switches keep a browser without network from looking for one; the sandbox does not work for root on Linux. */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
]

const executablePath = process.env['ATELIER_CHROMIUM']

/** Each test starts its own server on a fresh data folder (test/support/launch-server.ts), so none sees another's settings. */
export default defineConfig({
  testDir: `${root}test/e2e`,
  testMatch: '**/*.spec.ts',
  outputDir: `${root}test-results`,
  workers: 2,
  // Shared out test by test: the longest file would be what the last worker is busy with while the other has nothing to do.
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  // Starting the practice bench makes RSA keys: seconds where every core is busy.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // What moves on its way in and out costs an eighth of the time. The spec of the send line and its dialogs has it all the same.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Takes a quarter of the time of all tests, also of those that pass; a failure leaves its picture and the page's outline anyway.
    trace: process.env['ATELIER_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: { args, ...(executablePath && { executablePath }) },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
})
