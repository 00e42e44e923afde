import { spawnSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { launchServer } from '../support/launch-server.ts'
import { watchBroker } from '../support/watched-broker.ts'

// A limit on the size of files stands in for a disk that is full: it needs no rights, ends writes in the same places, and can be lifted from outside.
const hasLimits = spawnSync('prlimit', ['--version']).status === 0
const limit = 300_000

test('a full disk is told beside the messages, which go on coming, and are kept again by themselves once there is room', async ({ page }) => {
  test.skip(!hasLimits)
  const server = await launchServer({ under: ['prlimit', `--fsize=${limit}:unlimited`] })
  try {
    const bench = await watchBroker(server.url)
    await page.goto(server.url)
    await page.locator('[data-rail="mqtt"]').click()
    for (let index = 0; index < 99; index++) bench.device.publish('dev/1/up', `${index} `.padEnd(10_000, '.'))
    await bench.device.publishAsync('dev/1/up', 'the last', { qos: 1 })
    const told = page.locator('[data-failure="mqtt.history-failed"]')
    await expect(told).toContainText('The disk is full: receiving goes on, and only the newest messages of this connection are kept, in memory')
    await expect(told).toContainText('EFBIG')
    await expect(told).toContainText('Free disk space: what is in memory is then written, and messages are kept as before.')
    await expect(page.getByTestId('mqtt-count')).toHaveText('100')
    await expect(page.getByTestId('mqtt-messages').getByRole('option').last()).toContainText('the last')

    spawnSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited:unlimited'])
    await expect(told).toHaveCount(0)
    await bench.device.publishAsync('dev/1/up', 'kept again', { qos: 1 })
    await expect(page.getByTestId('mqtt-messages').getByRole('option').last()).toContainText('kept again')
    await bench.stop()
  } finally {
    await server.stop()
  }
})
