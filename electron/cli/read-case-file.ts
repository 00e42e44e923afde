import { stat } from 'node:fs/promises'
import { caseLimits, type CaseFile } from '../../shared/casefile/format.ts'
import { caseTooLarge, readCase } from '../../shared/casefile/read-case.ts'
import type { Failure } from '../../shared/contract/failure.ts'
import type { Text } from '../../shared/text/local-text.ts'
import { readLog } from './read-log.ts'
import { UsageError } from './usage-error.ts'

type Say = (text: Text) => string

const refusal = (path: string, { what, next, evidence }: Failure, say: Say): UsageError =>
  new UsageError([`${path}: ${say(what)}`, ...(evidence === undefined ? [] : [`  ${evidence}`]), `  → ${say(next)}`].join('\n'))

/** A case file by its content; one that cannot be read is bad usage, said with its place. */
export function caseOf(content: string, path: string, say: Say): CaseFile {
  const read = readCase(content)
  if (!read.ok) throw refusal(path, read.failure, say)
  return read.value
}

/** A case file by its path, `-` being standard input. */
export async function readCaseFile(path: string, say: Say, stdin: () => Promise<Uint8Array>): Promise<CaseFile> {
  const size = path === '-' ? 0 : await stat(path).then((found) => found.size, () => 0)
  if (size > caseLimits.fileBytes) throw refusal(path, caseTooLarge(size), say)
  return caseOf(await readLog(path, stdin), path, say)
}
