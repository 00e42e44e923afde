import { stat } from 'node:fs/promises'
import { exportFormats, type ExportFormat } from '../../shared/contract/recordings.ts'
import { exportRecording, exportSuffix, openRecording, readCharset } from '../services/recording/index.ts'
import { charsetNames, charsets } from '../../shared/text/charset.ts'
import type { Output } from './output.ts'
import { exitCode, UsageError } from './usage-error.ts'
import { speaker } from './words.ts'

export type ExportOptions = {
  readonly format: string
  readonly out?: string
  /** Rows as a person counts them: from 1, both included. */
  readonly from?: number
  readonly to?: number
  readonly unmasked?: boolean
  readonly charset?: string
  readonly lang?: string
}

/** Writes a recording into another program's format, beside it unless told otherwise. An existing file is written over only where `--out` names it. */
export async function exportCommand(file: string, options: ExportOptions, out: Output, signal: AbortSignal): Promise<number> {
  const say = speaker(options.lang)
  const format = exportFormats.find((each): each is ExportFormat => each === options.format)
  if (!format) throw new UsageError(`unknown format “${options.format}”; there is ${exportFormats.join(', ')}`)
  const named = options.charset?.toLowerCase()
  const charset = charsets.find((each) => each === named || charsetNames[each].toLowerCase() === named)
  if (named !== undefined && !charset) throw new UsageError(`unknown encoding “${options.charset}”; there is ${charsets.join(', ')}`)
  const { from = 1, to = Infinity } = options
  if (to < from) throw new UsageError('--to lies before --from')
  const target = options.out ?? file.replace(/\.atrec$/, '') + exportSuffix[format]
  if (options.out === undefined && (await stat(target).then(() => true, () => false))) throw new UsageError(`${target} exists; name another file with --out`)
  const opened = await openRecording(file)
  if (!opened.ok) throw new UsageError([`${file}: ${say(opened.failure.what)}`, `  → ${say(opened.failure.next)}`].join('\n'))
  const { header, headerBytes } = opened.value
  if (target === file) throw new UsageError('the recording itself cannot be written over')
  try {
    const { bytes, rows } = await exportRecording({ file, header, headerBytes }, { format, from: from - 1, to: to - 1, unmasked: options.unmasked ?? false, charset: charset ?? (await readCharset(file)) }, target, { signal })
    out.remark(say({ en: `${target}: ${rows} lines, ${bytes} bytes`, zh: `${target}：${rows} 行，${bytes} 字节` }))
    return exitCode.done
  } catch (error) {
    out.remark(`atelier: ${target}: ${signal.aborted ? say({ en: 'stopped; nothing was kept', zh: '已中止，未保留任何内容' }) : ((error as NodeJS.ErrnoException).code ?? String(error))}`)
    return exitCode.failed
  }
}
