import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runShown, tool } from './run.mjs'

/** `{ passed, failed, skipped }` of one vitest project (or of all that a `*` stands for), its output shown as it comes. */
export async function runVitest(project, { env, reports }) {
  const file = join(reports, `${project.replace('*', '')}.json`)
  const [node, ...args] = tool('vitest', 'vitest.mjs')
  const code = await runShown(
    node,
    [...args, 'run', '-c', 'build/vitest.config.ts', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { env },
  )
  return settle(code, () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
    // A file that does not even load has no failed test in it.
    const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
    return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests }
  })
}

/** The same of the browser tests. A test that passes only on a second try counts as failed. */
export async function runPlaywright({ env, reports }) {
  const file = join(reports, 'e2e.json')
  const [node, ...args] = tool('@playwright', 'test', 'cli.js')
  const code = await runShown(node, [...args, 'test', '-c', 'build/playwright.config.ts', '--reporter=list,json'], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  return settle(code, () => {
    const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
  })
}

/** A run that ended badly without naming a failed test, or without a report, is one failure. */
function settle(code, readCounts) {
  try {
    const counts = readCounts()
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
