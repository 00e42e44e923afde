import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { Page } from '@playwright/test'

export type FarEnd = {
  /** As the page names it. */
  readonly name: string
  readonly far: Socket
  /** Everything that the far end has received. */
  readonly heard: () => string
  readonly close: () => void
}

/** A raw TCP port on loopback, opened by hand in the page; the far end is the test's. */
export async function openTcpPort(page: Page): Promise<FarEnd> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const arrived = once(server, 'connection') as Promise<[Socket]>
  const name = `127.0.0.1:${(server.address() as AddressInfo).port}`
  await page.getByRole('button', { name: 'Open a port', exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Or type a path' }).fill(`tcp://${name}`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  const [far] = await arrived
  let heard = ''
  far.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  far.on('error', () => {})
  return {
    name,
    far,
    heard: () => heard,
    close: () => {
      far.destroy()
      server.close()
    },
  }
}
