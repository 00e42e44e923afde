import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { obtainElectron } from './lib/electron.mjs'
import { ensureBuilt } from './lib/ensure-built.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { at, root, say } from './lib/paths.mjs'

/**
 * `npm start`: installs, builds, opens the workbench. In Electron's window where that can be had, else in the browser.
 * ATELIER_HOST=browser skips Electron; further arguments go to whichever host opens.
 */
ensureInstalled()
ensureBuilt()

const reason = await openDesktop()
if (reason) {
  if (reason !== 'asked') say(`Electron's desktop window could not be ${reason}; opening the workbench in the browser instead.`)
  await import(pathToFileURL(at('out', 'main', 'server.js')).href)
}

/** Undefined once the window has been closed again; else what was in the way, as the end of a sentence. */
async function openDesktop() {
  if (process.env.ATELIER_HOST === 'browser') return 'asked'
  const electron = await obtainElectron()
  if (!electron.path) return `downloaded (${electron.reason})`
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'opened (no display)'
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'opened (its sandbox does not run as root)'

  const started = Date.now()
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(electron.path, [root, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' })
  // Ctrl-C reaches the window as well; this process waits until it has closed its ports.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (status) => resolve(status ?? 0))
  })
  // Missing libraries or a forbidden sandbox end Electron at once.
  if (code !== 0 && Date.now() - started < 5000) return `opened (Electron ended with code ${code})`
  return process.exit(code)
}
