import { open, rm, type FileHandle } from 'node:fs/promises'
import type { ExportFormat } from '../../../../shared/contract/recordings.ts'
import type { Charset } from '../../../../shared/text/charset.ts'
import type { RecordingHeader } from '../format.ts'
import { readMarks } from '../marks/marks-file.ts'
import { beginningAt } from '../walk-frames.ts'
import { csvFormat } from './csv-format.ts'
import { IdentifierFinder, rowMask } from './mask-rows.ts'
import { NotesOfRows } from './notes-of-rows.ts'
import { pcapngFormat } from './pcapng-format.ts'
import { rawFormat } from './raw-format.ts'
import { localOffset, type FormatOptions, type RowFormat } from './row-format.ts'
import { sscomFormat } from './sscom-format.ts'
import { textFormat } from './text-format.ts'
import { walkRows, type RowRange } from './walk-rows.ts'

const formats: Readonly<Record<ExportFormat, (options: FormatOptions) => RowFormat>> = {
  text: textFormat,
  sscom: sscomFormat,
  csv: csvFormat,
  'raw-in': () => rawFormat('in'),
  'raw-out': () => rawFormat('out'),
  pcapng: pcapngFormat,
}

/** What each kind of file is called behind the recording's name. */
export const exportSuffix: Readonly<Record<ExportFormat, string>> = { text: '.txt', sscom: '.sscom.txt', csv: '.csv', 'raw-in': '.received.bin', 'raw-out': '.sent.bin', pcapng: '.pcapng' }

export type ExportRequest = RowRange & {
  readonly format: ExportFormat
  /** Identifiers are left as they are. Secrets are not in the file either way. */
  readonly unmasked?: boolean | undefined
  /** What its bytes mean as text; UTF-8 where left out. */
  readonly charset?: Charset | undefined
}

export type ExportSource = { readonly file: string; readonly header: RecordingHeader; readonly headerBytes: number }

export type ExportWork = { readonly signal?: AbortSignal; /** 0 to 1. */ readonly onProgress?: (progress: number) => void; readonly offset?: (at: number) => number }

export type Exported = { readonly bytes: number; readonly rows: number }

/**
 * Writes a recording, or rows of it, into another program's format, with what a person noted on them. A recording of any size: a megabyte is held at a time. Identifiers are looked for in the whole
 * recording first, so that a part has the same stand-ins as the whole. Rejects with the file system's error, or with the signal's reason; what was written is then gone.
 */
export async function exportRecording(source: ExportSource, request: ExportRequest, target: string, work: ExportWork = {}): Promise<Exported> {
  const input = await open(source.file, 'r')
  let output: FileHandle | undefined
  try {
    const { size } = await input.stat()
    output = await open(target, 'w', 0o600)
    return await write(input, output, source, request, work, size)
  } catch (error) {
    // A file that could not be opened is somebody else's, and stays.
    if (output) {
      await output.close().catch(() => {})
      output = undefined
      await rm(target, { force: true })
    }
    throw error
  } finally {
    await output?.close()
    await input.close()
  }
}

async function write(input: FileHandle, output: FileHandle, source: ExportSource, request: ExportRequest, { signal, onProgress, offset = localOffset }: ExportWork, size: number): Promise<Exported> {
  const start = beginningAt(source.headerBytes)
  const passes = request.unmasked ? 1 : 2
  const tell = (pass: number, position: number): void => {
    signal?.throwIfAborted()
    onProgress?.((pass + Math.min(1, position / size)) / passes)
  }
  const notes = new NotesOfRows(await readMarks(source.file))
  const finder = new IdentifierFinder()
  if (!request.unmasked) {
    finder.take(notes.asRows())
    await walkRows(input, start, { limit: size }, (rows, position) => {
      finder.take(rows)
      tell(0, position)
    })
  }
  const mask = rowMask(finder.identifiers)
  const format = formats[request.format]({ header: source.header, charset: request.charset ?? 'utf-8', offset })
  const count = { bytes: 0, rows: 0 }
  const append = async (parts: readonly (Uint8Array | string)[]): Promise<void> => {
    const bytes = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
    if (bytes.length > 0) await output.writeFile(bytes)
    count.bytes += bytes.length
  }
  await append([format.head()])
  // What a session has recorded meanwhile was not looked through for identifiers.
  await walkRows(input, start, { from: request.from, to: request.to, limit: size }, async (rows, position) => {
    await append(rows.map((row) => format.row(notes.with(row, mask))))
    count.rows += rows.length
    tell(passes - 1, position)
  })
  await append([format.end()])
  return count
}
