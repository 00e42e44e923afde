import type { App } from '../app/create-app.ts'
import { defaultDataDir } from '../app/data-dir.ts'
import { findRenderer } from '../app/find-renderer.ts'
import { Downloads } from './downloads.ts'
import { isLoopback } from './guard.ts'
import { openBrowser } from './open-browser.ts'
import { startServer, type RunningServer, type ServerOptions } from './serve.ts'
import { createHeadlessHost } from '../app/headless-host.ts'

export type RunOptions = {
  /** Left out: 7780, or any free one when that is taken. 0: any free one. */
  readonly port?: number
  readonly host?: string
  readonly allowRemote?: boolean
  /** Opens the system's browser; the address is printed in any case. */
  readonly open: boolean
  readonly dataDir?: string
  readonly print: (line: string) => void
}

export const usualPort = 7780

/**
 * The server host, from start to stop: pages first, then the services (they take longer to load than the page needs to arrive).
 * Rejects when the page was not built or the port cannot be had.
 */
export async function runServer(options: RunOptions): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const rendererDir = findRenderer()
  if (!rendererDir) throw new Error('The page has not been built; run `npm run build` first.')

  // Promise.withResolvers is not in Node 20.
  let start: (app: Promise<App>) => void = () => {}
  const app = new Promise<App>((resolve) => (start = resolve))
  const dataDir = options.dataDir ?? defaultDataDir()
  const downloads = new Downloads(dataDir)
  const server = await listenOn(options, { app, rendererDir, downloads })
  options.print(`ATelier is open at ${server.url}`)
  if (options.host !== undefined && !isLoopback(options.host)) {
    options.print('Warning: other machines can reach this address, unencrypted. Whoever reads the traffic controls the workbench.')
    options.print('警告：其他机器也能访问该地址，且传输未加密；能截获流量的人就能控制这个工作台。')
  }
  start(import('../app/create-app.ts').then(({ createApp }) => createApp({ dataDir, host: createHeadlessHost(), chooseExportTarget: downloads.chooseTarget })))
  app.catch((error: unknown) => options.print(`ATelier could not start: ${error instanceof Error ? error.message : String(error)}`))

  if (options.open && !(await openBrowser(server.url))) {
    options.print('No browser could be opened here; open the address above in one.')
  }
  return {
    url: server.url,
    stop: async () => {
      await server.close()
      await app.then((ready) => ready.dispose()).catch(() => {})
    },
  }
}

async function listenOn(options: RunOptions, rest: Pick<ServerOptions, 'app' | 'rendererDir' | 'downloads'>): Promise<RunningServer> {
  const { host, allowRemote } = options
  const at = (port: number): Promise<RunningServer> =>
    startServer({ ...rest, port, ...(host !== undefined && { host }), ...(allowRemote !== undefined && { allowRemote }) })
  try {
    return await at(options.port ?? usualPort)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (options.port === undefined && (code === 'EADDRINUSE' || code === 'EACCES')) return at(0)
    throw code === undefined ? error : new Error(inWords(code, options))
  }
}

function inWords(code: string, { port, host }: RunOptions): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program; choose another with --port.`
  if (code === 'EACCES') return `Port ${port} may not be used by this user; choose one above 1023 with --port.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine; choose another with --host.`
  return `The server cannot listen: ${code}.`
}
