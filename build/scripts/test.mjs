import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './lib/checks.mjs'
import { ensureBuilt } from './lib/ensure-built.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { ensurePrograms } from './lib/ensure-programs.mjs'
import { runPlaywright, runVitest } from './lib/suites.mjs'

/**
 * `npm test`: all set-up, then types, lint, unit, integration and browser tests. Types and lint count as one check each.
 * The last line is `N passed, N failed`, with a line before it where some were skipped; the exit code is 0 only when none failed.
 */
const total = { passed: 0, failed: 0, skipped: 0 }
let isFinished = false
// Set-up that fails ends the process where it stands; whoever reads the last line is told then as well.
process.on('exit', () => {
  if (!isFinished) total.failed++
  if (total.skipped > 0) process.stdout.write(`\n${total.skipped} skipped: what they need is not on this machine (see above)`)
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
})

ensureInstalled()
const programs = await ensurePrograms()
ensureBuilt()

const scratch = mkdtempSync(join(tmpdir(), 'atelier-test-'))
// Nothing that a test starts may open a browser or touch the settings and recordings of whoever runs it.
const env = { ...programs, ATELIER_NO_OPEN: '1', ATELIER_DATA: join(scratch, 'data') }

const add = (counts) => {
  for (const kind of Object.keys(total)) total[kind] += counts[kind]
}
const title = (name) => process.stdout.write(`\n== ${name}\n`)

try {
  title('types and lint')
  for (const { name, ok, output } of await runChecks()) {
    if (!ok) process.stdout.write(output)
    process.stdout.write(`${name}: ${ok ? 'passed' : 'failed'}\n`)
    add({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
  }
  for (const project of ['unit', 'integration*']) {
    title(project.replace('*', ''))
    add(await runVitest(project, { env, reports: scratch }))
  }
  title('browser')
  add(await runPlaywright({ env, reports: scratch }))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

isFinished = true
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
