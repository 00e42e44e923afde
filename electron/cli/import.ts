import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { defaultDataDir } from '../app/data-dir.ts'
import { importLog, RecordingService } from '../services/recording/index.ts'
import type { Output } from './output.ts'
import { cannotRead } from './read-log.ts'
import { exitCode, UsageError } from './usage-error.ts'
import { speaker } from './words.ts'

export type ImportOptions = { readonly out?: string; readonly data?: string; readonly json?: boolean; readonly lang?: string }

const problemWords = {
  unreadable: { en: 'is neither UTF-8 nor GBK; kept as bytes', zh: '既不是 UTF-8 也不是 GBK，按原始字节保留' },
  'impossible-time': { en: 'has a time that cannot be; that of the line before was taken', zh: '的时间不合法，沿用上一行的时间' },
} as const

/** Makes a recording out of a terminal's log, in the folder of recordings or in `--out`; prints its path. */
export async function importCommand(file: string, options: ImportOptions, out: Output, signal: AbortSignal): Promise<number> {
  const say = speaker(options.lang)
  const found = await stat(file).catch(cannotRead(file))
  if (!found.isFile()) throw new UsageError(`cannot read ${file}: it is no file`)
  const folder = options.out === undefined ? new RecordingService(options.data ?? defaultDataDir()).folder : resolve(options.out)
  const imported = await importLog({ file, name: basename(file), writtenAt: found.mtimeMs }, folder, { signal })
  if (!imported.ok) {
    const { what, next, evidence } = imported.failure
    out.remark([`atelier: ${say(what)}`, ...(evidence === undefined ? [] : [`  ${evidence}`]), `  → ${say(next)}`].join('\n'))
    return exitCode.failed
  }
  const { name, problems, problemCount } = imported.value
  for (const { line, kind } of problems) out.remark(say({ en: `line ${line} ${problemWords[kind].en}`, zh: `第 ${line} 行${problemWords[kind].zh}` }))
  if (problemCount > problems.length) out.remark(say({ en: `and ${problemCount - problems.length} more lines`, zh: `另有 ${problemCount - problems.length} 行` }))
  out.line(options.json ? JSON.stringify(imported.value) : join(folder, name))
  return exitCode.done
}
