import { connectAsync } from 'mqtt'
import { expect } from '@playwright/test'
import { connectPage } from '../support/connect-page.ts'
import { startTlsBroker } from '../support/mosquitto-tls.ts'
import { base } from '../support/mqtt-client-bench.ts'
import { test } from '../support/served-page.ts'
import { valueOf } from '../support/value-of.ts'

test('where the cloud takes no retained messages, clearing one says so before anything is sent', async ({ page, server }) => {
  const broker = await startTlsBroker()
  const device = await connectAsync(`mqtt://127.0.0.1:${broker.port}`)
  const { client, channel } = await connectPage(server.url)
  try {
    await device.publishAsync('dev/1/status', 'online', { qos: 1, retain: true })
    const { id } = valueOf(await client.call('mqtt.connect', { ...base, name: 'hub', port: broker.port, cloud: 'tencent-iothub' }))
    valueOf(await client.call('mqtt.subscribe', id, 'dev/#', 1))
    await page.locator('[data-rail="mqtt"]').click()
    const mqtt = page.getByTestId('mqtt')
    await mqtt.getByRole('tab', { name: 'Topics' }).click()
    await mqtt.getByRole('treeitem').filter({ hasText: 'online' }).click()
    await mqtt.getByRole('button', { name: 'Clear the retained message' }).click()
    const dialog = page.getByRole('dialog', { name: 'Clear retained messages' })
    await expect(dialog.getByRole('alert')).toContainText('Tencent Cloud IoT Hub / IoT Explorer keeps no retained messages')
    await expect(dialog.getByRole('alert')).toContainText('Clearing sends an empty retained message, which is refused like any other.')
    await expect(dialog).toContainText('1 message stays as it is; nothing is sent there.')
    await expect(dialog.getByRole('listitem')).toContainText(['dev/1/status'])
    await expect(dialog.getByTestId('clear-retained')).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await expect(dialog).toHaveCount(0)
    expect(valueOf(await client.call('mqtt.messages', id, 0, 10)).messages.map(({ direction }) => direction)).toEqual(['in'])
  } finally {
    channel.close()
    await device.endAsync(true)
    await broker.stop()
  }
})
