import type { Socket } from 'node:net'
import type { Page } from '@playwright/test'
import { listenFarEnd } from './far-end.ts'

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
  const end = await listenFarEnd()
  const name = `127.0.0.1:${end.port}`
  await page.getByRole('button', { name: 'Open a port', exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Or type a path' }).fill(`tcp://${name}`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  const far = await end.arrived
  let heard = ''
  far.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  far.on('error', () => {})
  return {
    name,
    far,
    heard: () => heard,
    close: () => {
      far.destroy()
      end.close()
    },
  }
}
