import { runBeside, tool } from './run.mjs'

const projects = ['shared', 'electron', 'electron/desktop', 'electron/preload', 'renderer', 'test']

/** Types and lint, side by side: `{ name, ok, output }` each. */
export async function runChecks() {
  const types = async () => {
    const results = await Promise.all(projects.map((project) => runBeside(...split(tool('typescript', 'bin', 'tsc'), '-p', `${project}/tsconfig.json`, '--pretty', 'false'))))
    return { name: 'types', ok: results.every(({ code }) => code === 0), output: results.map(({ output }) => output).join('') }
  }
  const lint = async () => {
    const { code, output } = await runBeside(...split(tool('oxlint', 'bin', 'oxlint'), '-c', 'build/oxlint.json', '--type-aware', '--quiet', '.'))
    return { name: 'lint', ok: code === 0, output }
  }
  return Promise.all([types(), lint()])
}

const split = ([file, ...args], ...more) => [file, [...args, ...more]]
