import { parseArgs } from 'node:util'
import { runServer } from './run-server.ts'
import { RemoteNotAllowed } from './serve.ts'

/**
 * The browser workbench as a process of its own: `node out/main/server.js`. Prints one line with its address once it answers.
 * Ends on SIGINT, SIGTERM and when its terminal is closed, within about 3 s.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const abort = (message: string, code: number): never => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

const options = (() => {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'allow-remote': { type: 'boolean', default: false },
        open: { type: 'boolean', default: true },
        data: { type: 'string' },
      },
      allowNegative: true,
    }).values
  } catch (error) {
    return abort(`${(error as Error).message}\nUsage: server.js [--port N] [--host ADDRESS --allow-remote] [--no-open] [--data FOLDER]`, 2)
  }
})()

const port = options.port === undefined ? undefined : Number(options.port)
if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65535)) abort('--port takes a number from 0 to 65535', 2)

const { env } = process
const running = runServer({
  ...(port !== undefined && { port }),
  ...(options.host !== undefined && { host: options.host }),
  ...(options.data !== undefined && { dataDir: options.data }),
  allowRemote: options['allow-remote'],
  open: options.open && !env['ATELIER_NO_OPEN'] && !env['CI'],
  print,
})
running.catch((error: unknown) => abort(error instanceof Error ? error.message : String(error), error instanceof RemoteNotAllowed ? 2 : 1))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    const giveUp = setTimeout(() => process.exit(1), 4000)
    void running.then(({ stop }) => stop()).finally(() => {
      clearTimeout(giveUp)
      process.exit(0)
    })
  })
}
