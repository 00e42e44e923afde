import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, say } from './paths.mjs'
import { runBeside } from './run.mjs'

const folder = at('node_modules', 'electron')
const downloadLimitMs = 5 * 60_000

/** A download that was too slow is not tried at every start: five minutes each time would be the end of `npm start`. */
const tooSlowFile = at('node_modules', '.atelier-electron-too-slow')
const tryAgainAfterMs = 24 * 3600_000
const tooSlow = 'it takes longer than 5 minutes; ELECTRON_MIRROR may name a nearer server'

/** Where the download cannot even begin, that shows within this: one line then says all. */
const announceAfterMs = 3000

/** Electron's executable when it is here. Never downloads. */
export function electronBinary() {
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8')
    const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** Electron's executable, downloaded when it is missing: `{ path }`, or `{ reason }` in a few words. */
export async function obtainElectron() {
  const present = electronBinary()
  if (present) return { path: present }
  const installer = join(folder, 'install.js')
  if (!existsSync(installer)) return { reason: 'the package is not installed' }
  if (isRecent(tooSlowFile) && !process.env.ELECTRON_MIRROR) return { reason: tooSlow }
  const announcement = setTimeout(() => say('Downloading Electron for the desktop window (once, about 120 MB; at most 5 minutes) ...'), announceAfterMs)
  const { code, output } = await runBeside(process.execPath, [installer], { timeoutMs: downloadLimitMs })
  clearTimeout(announcement)
  const path = electronBinary()
  if (path) return { path }
  if (code !== null) return { reason: reasonIn(output) }
  remember(tooSlowFile)
  return { reason: tooSlow }
}

/** A folder that may not be written to costs the memory, not the start. */
function remember(file) {
  try {
    writeFileSync(file, '')
  } catch {
    // Asked again at the next start.
  }
}

function isRecent(file) {
  try {
    return Date.now() - statSync(file).mtimeMs < tryAgainAfterMs
  } catch {
    return false
  }
}

/** The error's own words: its first line, without stack and without addresses. */
function reasonIn(output) {
  const line = output.split('\n').find((text) => /error/i.test(text)) ?? 'unknown reason'
  return line
    .replace(/^.*?Error: /, '')
    .replace(/https?:\/\/\S+/g, 'its address')
    .slice(0, 120)
}
