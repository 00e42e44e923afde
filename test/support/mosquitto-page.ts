import { startMosquitto, type Mosquitto } from './mosquitto.ts'
import { test as base } from './served-page.ts'

/** A program in its page, and a mosquitto for it. */
export const test = base.extend<{ broker: Mosquitto }>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright wants a pattern here
  broker: async ({}, use) => {
    const broker = await startMosquitto()
    await use(broker)
    await broker.stop()
  },
})
