import { readFile } from 'node:fs/promises'
import { explainLog } from '../../shared/diagnosis/explain-log.ts'
import type { Output } from './output.ts'
import { speaker } from './plan-choice.ts'
import { exitCode, UsageError } from './usage-error.ts'

export type ExplainOptions = { readonly json?: boolean; readonly lang?: string }

/** Terminals on a Chinese Windows write GBK, of which GB 18030 is the whole. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function bytesOf(file: string, stdin: () => Promise<Uint8Array>): Promise<Uint8Array> {
  if (file === '-') return stdin()
  try {
    return await readFile(file)
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Explains a log; a failure that no login came after is this command's failure too. */
export async function explainCommand(file: string, options: ExplainOptions, out: Output, stdin: () => Promise<Uint8Array>): Promise<number> {
  const say = speaker(options.lang)
  const found = explainLog(decode(await bytesOf(file, stdin)))
  const { verdict } = found
  if (options.json) out.line(JSON.stringify(found))
  else {
    if (found.modem !== undefined || found.cloud !== undefined) out.line([found.modem, found.cloud].filter((id) => id !== undefined).join(' → '))
    for (const { number, text, words, isFailure } of found.lines) {
      if (text !== '') out.line(`${String(number).padStart(4)}  ${text}${words ? `   ${isFailure ? '✗' : '·'} ${say(words)}` : ''}`)
    }
    if (verdict) out.line(`✗ [${verdict.stage}] ${verdict.line}: ${say(verdict.what)}\n  → ${say(verdict.next)}`)
  }
  return verdict ? exitCode.failed : exitCode.done
}
