import { link, mkdir, open, rm, utimes, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { fail, ok, type Failure, type Result } from '../../../../shared/contract/failure.ts'
import type { ImportedLog, LogForm, LogProblem } from '../../../../shared/contract/recording-imports.ts'
import { defaultLineSettings } from '../../../../shared/contract/serial.ts'
import { LogSecrets } from '../../../../shared/diagnosis/log-secrets.ts'
import { fromLatin1, latin1, utf8 } from '../../../../shared/text/bytes.ts'
import { decodeText, wideEncodingOf } from '../../../../shared/text/decode-text.ts'
import { textOfHexDump } from '../../../../shared/text/hex-dump.ts'
import { encodeHeader, frameHeaderBytes, magic, maxFrameBytes, writeFrame, type Direction, type Frame } from '../format.ts'
import { cannotImport, emptyLog, noLog } from './import-failures.ts'
import { LogCalendar, Midnights } from './log-calendar.ts'
import type { LogEntry } from './log-entries.ts'
import { readLogFile } from './read-log-file.ts'

const headBytes = 64 * 1024
/** A hex dump is read as a whole; larger ones are taken for lines. */
const largestDump = 8 * 1024 * 1024
/** Problems that are written into the recording and told; the rest is counted. */
const toldProblems = 20

export type ImportWork = { readonly signal?: AbortSignal; /** 0 to 1. */ readonly onProgress?: (progress: number) => void }

export type ImportSource = {
  readonly file: string
  /** What the log is called; the recording takes its name. */
  readonly name: string
  /** When the log was last written, ms since the epoch: the day of a log without dates. */
  readonly writtenAt: number
}

const problemWords: Readonly<Record<LogProblem['kind'], string>> = {
  unreadable: 'is neither UTF-8 nor GBK; its bytes stand here as they were.',
  'impossible-time': 'has a time that cannot be; that of the line before it was taken.',
}

type FirstPass = {
  readonly secrets: LogSecrets
  readonly nights: number
  readonly firstAt: LogEntry['at']
  readonly tellsDirections: boolean
  readonly entries: number
  readonly lines: number
  readonly form: LogForm
  readonly problems: readonly LogProblem[]
  readonly isDated: boolean
}

/**
 * Makes a recording in `folder` out of a terminal's log of any size; a file that is a recording already is copied. Two passes, a megabyte at a time: secrets are known
 * before the first byte is written. What the log does not tell (dates, times, directions) and lines that could not be taken as they stand are said in remarks.
 */
export async function importLog(source: ImportSource, folder: string, work: ImportWork = {}): Promise<Result<ImportedLog>> {
  const partial = join(folder, `.import-${randomUUID()}`)
  let input: FileHandle | undefined
  let output: FileHandle | undefined
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    input = await open(source.file, 'r')
    const head = Buffer.alloc(headBytes)
    const { bytesRead } = await input.read(head, 0, headBytes, 0)
    const start = head.subarray(0, bytesRead)
    output = await open(partial, 'wx', 0o600)
    const isRecording = fromLatin1(start.subarray(0, magic.length)) === magic
    const refused = isRecording ? undefined : notText(source.name, start)
    if (refused) return fail(refused)
    const made = isRecording ? await copy(input, output, work) : await convert(source, input, output, work)
    if (!made) return fail(emptyLog(source.name))
    await output.close()
    output = undefined
    if (made.lastAt !== undefined) await utimes(partial, new Date(), new Date(made.lastAt))
    const { form, lines, problems } = made
    return ok({ name: await settle(partial, folder, source.name), form, lines, problems: problems.slice(0, toldProblems), problemCount: problems.length })
  } catch (error) {
    work.signal?.throwIfAborted()
    return fail(cannotImport(source.name, error))
  } finally {
    await output?.close().catch(() => {})
    await input?.close()
    await rm(partial, { force: true })
  }
}

type Made = Pick<ImportedLog, 'form' | 'lines' | 'problems'> & { readonly lastAt: number | undefined }

/** Text has no zero bytes; a log with a modem's noise has few. */
function notText(name: string, start: Uint8Array): Failure | undefined {
  if (start.length === 0) return emptyLog(name)
  if (wideEncodingOf(start)) return undefined
  const zeros = start.filter((byte) => byte === 0).length
  if (zeros * 20 < start.length) return undefined
  const lines = start.subarray(0, start.indexOf(0)).filter((byte) => byte === 0x0a).length
  return noLog(name, lines + 1)
}

async function copy(input: FileHandle, output: FileHandle, { signal, onProgress }: ImportWork): Promise<Made> {
  const buffer = Buffer.alloc(1024 * 1024)
  const { size } = await input.stat()
  for (let position = 0; ; ) {
    signal?.throwIfAborted()
    const { bytesRead } = await input.read(buffer, 0, buffer.length, position)
    // Its file is new here, whatever stands in it: how long it is kept counts from now.
    if (bytesRead === 0) return { form: 'recording', lines: 0, problems: [], lastAt: undefined }
    await output.writeFile(buffer.subarray(0, bytesRead))
    position += bytesRead
    onProgress?.(position / size)
  }
}

async function convert(source: ImportSource, given: FileHandle, output: FileHandle, work: ImportWork): Promise<Made | undefined> {
  const dump = await dumpOf(given)
  const input = dump ? await textFile(`${source.file}.${randomUUID()}`, dump) : given
  try {
    return await write(source, input, output, work, dump !== undefined)
  } finally {
    if (input !== given) await input.close()
  }
}

async function dumpOf(input: FileHandle): Promise<string | undefined> {
  const { size } = await input.stat()
  // From the file's beginning: all other reads name their place and move nothing.
  return size > largestDump ? undefined : textOfHexDump(decodeText(await input.readFile()).text)
}

/** A file that is gone when it is closed. */
async function textFile(path: string, content: string): Promise<FileHandle> {
  const file = await open(path, 'wx+', 0o600)
  await rm(path, { force: true })
  await file.writeFile(content)
  return file
}

async function write(source: ImportSource, input: FileHandle, output: FileHandle, { signal, onProgress }: ImportWork, isDump: boolean): Promise<Made | undefined> {
  const { size } = await input.stat()
  const head = Buffer.alloc(headBytes)
  const { bytesRead } = await input.read(head, 0, headBytes, 0)
  const encoding = wideEncodingOf(head.subarray(0, bytesRead))
  const tell = (pass: number, position: number): void => {
    signal?.throwIfAborted()
    onProgress?.((pass + Math.min(1, position / Math.max(1, size))) / 2)
  }
  const first = await firstPass((take) => readLogFile(input, encoding, take), (position) => tell(0, position))
  if (first.entries === 0) return undefined

  const calendar = new LogCalendar(source.writtenAt, first.nights)
  const startedAt = first.firstAt ? new LogCalendar(source.writtenAt, first.nights).at(first.firstAt) : source.writtenAt
  let at = startedAt
  const frames = new FrameWriter(output)
  await output.writeFile(encodeHeader({ version: 1, port: { path: basename(source.name), kind: 'system', label: 'log' }, settings: defaultLineSettings, startedAt, importedAt: Date.now() }))
  for (const remark of openingRemarks(source, first, isDump)) await frames.put('note', at, utf8(remark))
  const problems = first.problems.slice(0, toldProblems)
  await readLogFile(input, encoding, async (entries, position) => {
    for (const entry of entries) {
      if (entry.at) at = calendar.at(entry.at)
      for (let problem = problems[0]; problem && problem.line <= entry.line; problem = problems[0]) {
        problems.shift()
        await frames.put('note', at, utf8(`Line ${problem.line} of the log ${problemWords[problem.kind]}`))
      }
      await frames.put(entry.direction, at, latin1(first.secrets.mask(fromLatin1(entry.bytes))))
    }
    tell(1, position)
  })
  if (first.problems.length > toldProblems) await frames.put('note', at, utf8(`${first.problems.length - toldProblems} more lines of the log could not be taken as they stand.`))
  await frames.flush()
  return { form: isDump ? 'hex-dump' : first.form, lines: first.lines, problems: first.problems, lastAt: at }
}

async function firstPass(read: (take: (entries: readonly LogEntry[], position: number) => void) => ReturnType<typeof readLogFile>, tell: (position: number) => void): Promise<FirstPass> {
  const secrets = new LogSecrets()
  const midnights = new Midnights()
  const found: { firstAt: LogEntry['at']; entries: number; asksPassword: boolean } = { firstAt: undefined, entries: 0, asksPassword: false }
  const { problems, tellsDirections, lines, form } = await read((entries, position) => {
    for (const { direction, at, bytes } of entries) {
      found.entries++
      if (at) midnights.take(at)
      found.firstAt ??= at
      const text = fromLatin1(bytes)
      for (const line of text.split(/[\r\n]+/)) secrets.take(line)
      if (direction !== 'out') continue
      // ESP-AT: the password comes as data after the prompt.
      if (found.asksPassword && !/^AT/i.test(text)) secrets.add(text.trim())
      found.asksPassword = /^AT\+MQTTLONGPASSWORD/i.test(text)
    }
    tell(position)
  })
  return { ...found, secrets, nights: midnights.count, tellsDirections, lines, form, problems, isDated: found.firstAt?.dated === true }
}

function openingRemarks({ name, writtenAt }: ImportSource, { firstAt, tellsDirections, isDated }: FirstPass, isDump: boolean): readonly string[] {
  const day = new Date(writtenAt - new Date(writtenAt).getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
  return [
    `Imported from ${name}`,
    ...(isDump ? ['The log was a hex dump: what it stands for is here.'] : []),
    ...(!firstAt ? ['The log has no times: only the order of its lines is known.'] : isDated ? [] : [`The log has no dates: its file was last written on ${day}, which is taken for its last line.`]),
    ...(tellsDirections ? [] : ['The log does not tell directions: commands are taken for sent, the rest for received.']),
  ]
}

/** Frames gathered to large writes. */
class FrameWriter {
  readonly #output: FileHandle
  #waiting: Frame[] = []
  #size = 0

  constructor(output: FileHandle) {
    this.#output = output
  }

  async put(direction: Direction, at: number, bytes: Uint8Array): Promise<void> {
    this.#waiting.push({ direction, at, bytes })
    this.#size += frameHeaderBytes + bytes.length
    if (this.#size > maxFrameBytes / 32) await this.flush()
  }

  async flush(): Promise<void> {
    const block = new Uint8Array(this.#size)
    let offset = 0
    for (const frame of this.#waiting) offset = writeFrame(block, offset, frame)
    this.#waiting = []
    this.#size = 0
    await this.#output.writeFile(block)
  }
}

/** Gives the finished recording its name, the next free one where it is taken. */
async function settle(partial: string, folder: string, logName: string): Promise<string> {
  const stem =
    basename(logName)
      .replace(/\.(?:txt|log|dat|atrec|csv)$/i, '')
      .replace(/[\\/:*?"<>|\x00-\x1f]+/g, '-')
      .replace(/^[.\s]+|[.\s]+$/g, '')
      .slice(0, 150) || 'log'
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? `${stem}.atrec` : `${stem}-${attempt}.atrec`
    try {
      // A link fails where the name is taken; a rename would put that recording out of the world.
      await link(partial, join(folder, name))
      return name
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt >= 1000) throw error
    }
  }
}
