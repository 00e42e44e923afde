import type { Method } from '../../shared/contract/index.ts'

/** A fault of the program, for whoever started it: which call, which kind of error and where. Not its message, which may hold a secret. */
export function logFault(method: Method, error: unknown): void {
  const kind = error instanceof Error ? error.name : typeof error
  const place = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  process.stderr.write(`atelier: ${method} failed: ${kind}\n${place.slice(0, 6).join('\n')}\n`)
}
