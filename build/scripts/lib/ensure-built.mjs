import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, say } from './paths.mjs'
import { runQuietly, tool } from './run.mjs'

const stampFile = at('out', '.stamp')

/** Builds when any source is not the one that was built last. Ends the process, with the build's output, when that fails. */
export function ensureBuilt() {
  const sources = fingerprint()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return
  say('Building (a few seconds) ...')
  build(sources)
}

/** Builds in any case. */
export function build(sources = fingerprint()) {
  try {
    mkdirSync(at('out'), { recursive: true })
    rmSync(stampFile, { force: true })
  } catch (error) {
    say(`The build cannot be written to ${at('out')} (${error.code}); make that folder writable.`)
    process.exit(1)
  }
  const [file, ...args] = tool('electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = runQuietly(file, [...args, 'build', '-c', 'build/electron.vite.config.ts', '--logLevel', 'warn'])
  if (code !== 0) {
    process.stderr.write(output)
    say('The build failed: see the lines above.')
    process.exit(1)
  }
  writeFileSync(stampFile, sources)
}

/** Names, sizes and times of all that goes into the build: a few milliseconds, and a deleted file counts too. */
function fingerprint() {
  const hash = createHash('sha256')
  const add = (path) => {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (!/\.test\.tsx?$/.test(entry.name)) add(path)
    }
  }
  for (const folder of ['electron', 'renderer', 'shared']) walk(at(folder))
  for (const file of ['package.json', 'package-lock.json', 'build/electron.vite.config.ts', 'build/tsconfig.base.json']) add(at(file))
  return hash.digest('hex')
}
