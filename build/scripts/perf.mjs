import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { ensureBuilt } from './lib/ensure-built.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { ensurePrograms } from './lib/ensure-programs.mjs'

/** `npm run perf`: prints figures and ratios. Not a test: nothing fails for being slow. picocom and tio are measured where they are installed. */
ensureInstalled()
const programs = await ensurePrograms()
ensureBuilt()
process.stdout.write(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`)
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '-c', 'build/vitest.config.ts', '--project', 'perf', '--reporter', 'dot', '--disable-console-intercept'], { stdio: 'inherit', env: { ...process.env, ...programs, ATELIER_NO_OPEN: '1' } })
process.exitCode = status ?? 1
