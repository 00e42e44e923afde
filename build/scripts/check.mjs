import { runChecks } from './lib/checks.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'

/** `npm run check`: types and lint. */
ensureInstalled()
const checks = await runChecks()
for (const { name, ok, output } of checks) {
  if (!ok) process.stdout.write(output)
  process.stdout.write(`${name}: ${ok ? 'passed' : 'failed'}\n`)
}
// Not process.exit: that would cut off what a pipe has not taken yet.
process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1
