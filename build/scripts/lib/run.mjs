import { spawn, spawnSync } from 'node:child_process'
import { at, root } from './paths.mjs'

/** Runs a program to its end with its output kept: `{ code, output }`, code null when it was ended by the time limit. */
export function runQuietly(file, args, { timeoutMs, env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: timeoutMs,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { code: error && status === null ? (error.code === 'ETIMEDOUT' ? null : 127) : status, output: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}` }
}

/** The same without stopping this process's other work. */
export function runBeside(file, args, { env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString() }))
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
