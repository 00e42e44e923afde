import { spawn, spawnSync } from 'node:child_process'
import { at, root } from './paths.mjs'

/** Runs a program to its end with its output kept: `{ code, output }`. Stops this process's other work meanwhile. */
export function runQuietly(file, args) {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] })
  return { code: status ?? 127, output: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}` }
}

/** The same beside other work. `code` is null when the program was ended by the time limit. */
export function runBeside(file, args, { timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts = []
    let isLate = false
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => (isLate = child.kill('SIGKILL')), timeoutMs)
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    const settle = (answer) => {
      clearTimeout(timer)
      resolve(answer)
    }
    child.on('error', (error) => settle({ code: 127, output: error.message }))
    child.on('close', (code) => settle({ code: isLate ? null : (code ?? 1), output: Buffer.concat(parts).toString() }))
  })
}

/** Runs a program with its output shown as it comes. Resolves with its exit code. */
export function runShown(file, args, { env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(127))
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** A tool of node_modules as arguments for this same Node: works without a shell on every system. */
export const tool = (...script) => [process.execPath, at('node_modules', ...script)]
