import { say } from './paths.mjs'
import { findProgram, hasChineseFont, programs } from './programs.mjs'
import { runShown } from './run.mjs'

/**
 * Finds every program that the tests drive and answers with the environment variables that hand their paths down.
 * As root on Debian it installs what is missing; elsewhere it names the packages in one line and ends the process.
 */
export async function ensurePrograms() {
  let found = await look()
  if (found.missing.length > 0 && (await canInstall())) {
    const packages = [...new Set(found.missing.map(({ debian }) => debian))]
    say(`Installing what the tests drive: ${packages.join(' ')} ...`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runShown('apt-get', ['update', '-qq'], { env })
    await runShown('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
    found = await look()
  }
  if (found.missing.length > 0) {
    const kind = process.platform === 'linux' ? 'debian' : 'other'
    say(`The tests drive other programs; please install: ${[...new Set(found.missing.map((packages) => packages[kind]))].join(' ')}`)
    process.exit(1)
  }
  return found.env
}

async function look() {
  const env = {}
  const missing = []
  for (const [name, { variable, packages, platforms }] of Object.entries(programs)) {
    if (platforms && !platforms.includes(process.platform)) continue
    const path = await findProgram(name)
    if (path) env[variable] = path
    else missing.push(packages)
  }
  if (!hasChineseFont()) missing.push({ debian: 'fontconfig' }, { debian: 'fonts-noto-cjk' })
  return { env, missing }
}

async function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const { spawnSync } = await import('node:child_process')
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
}
