import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { at, root, say } from './paths.mjs'

const stampFile = at('node_modules', '.atelier-lock')

/** Installs the packages of package-lock.json when they are missing or are those of another lock. Ends the process when that fails. */
export function ensureInstalled() {
  requireNode()
  const lock = readFileSync(at('package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  if (read(stampFile) === hash) return
  if (!isInstalled(JSON.parse(lock))) {
    say('Installing packages (once; a minute or two) ...')
    const npm = npmCommand()
    const { status } = spawnSync(npm.file, [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell: npm.shell,
      // npm's own output goes to stderr: stdout belongs to the command that runs next.
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) {
      say('The packages could not be installed: see the lines above. A proxy or another registry is set with `npm config`.')
      process.exit(1)
    }
  }
  try {
    writeFileSync(stampFile, hash)
  } catch {
    // A clone that may only be read: what is installed is looked through again next time.
  }
}

/** Electron brings its own Node; everything else runs on this one. */
function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  say(`ATelier needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** npm writes down what it installed. Optional packages (other systems' binaries) may be missing. */
function isInstalled(lock) {
  const record = read(at('node_modules', '.package-lock.json'))
  if (record === undefined) return false
  const installed = JSON.parse(record).packages ?? {}
  return Object.entries(lock.packages).every(([path, { version, optional, link }]) => path === '' || optional || link || installed[path]?.version === version)
}

/** The npm that runs this script, if one does; else whichever is on the PATH (a .cmd on Windows, which needs a shell). */
function npmCommand() {
  const running = process.env.npm_execpath
  if (running && /npm-cli\.[cm]?js$/.test(running) && existsSync(running)) return { file: process.execPath, args: [running], shell: false }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
