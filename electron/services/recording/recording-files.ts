import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingEntry } from '../../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { modems } from '../../../shared/modems/index.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { decodeHeader, FrameDecoder, type RecordingHeader } from './format.ts'
import { lastFrameAt } from './last-frame.ts'
import { cannotRead } from './library-failures.ts'

/** Enough for the header and for the first answers of the module. */
const peekBytes = 64 * 1024

export type FoundRecording = { readonly entry: RecordingEntry; readonly headerBytes: number; /** Where the file can be read. */ readonly header?: RecordingHeader }

const named = modems.filter(({ reach }) => reach === undefined)

/** What the module called itself near the beginning. */
function modemIn(bytes: Uint8Array): string | undefined {
  const said = new FrameDecoder().push(bytes).filter(({ direction }) => direction === 'in')
  const lines = said.map((frame) => fromUtf8(frame.bytes)).join('')
  return named.find(({ identity }) => identity.test(lines))?.name
}

type Beginning = { readonly header: RecordingHeader; readonly headerBytes: number; readonly modem: string | undefined; readonly lastAt: number | undefined }

async function readBeginning(file: string, size: number): Promise<Beginning | undefined> {
  const handle = await open(file, 'r')
  try {
    const start = Buffer.alloc(Math.min(size, peekBytes))
    await handle.read(start, 0, start.length, 0)
    const decoded = decodeHeader(start)
    if (!decoded) return undefined
    const { header, length: headerBytes } = decoded
    return { header, headerBytes, modem: modemIn(start.subarray(headerBytes)), lastAt: await lastFrameAt(handle, size, headerBytes, header.startedAt) }
  } finally {
    await handle.close()
  }
}

/** Looks at files' beginnings and ends, at each again only when the file has changed: a list of a thousand recordings is asked for again after every change. */
export class RecordingPeeks {
  readonly #seen = new Map<string, { readonly state: string; readonly beginning: Beginning }>()

  /** `undefined`: there is no such file. */
  async peek(folder: string, name: string, isLive: boolean): Promise<FoundRecording | undefined> {
    const file = join(folder, name)
    const unreadable = (cause: unknown, bytes: number, changedAt: number): FoundRecording => ({
      headerBytes: 0,
      entry: { name, port: { path: '', kind: 'system', label: '' }, settings: defaultLineSettings, startedAt: changedAt, endedAt: changedAt, changedAt, bytes, isLive, failure: cannotRead(name, cause) },
    })
    try {
      const { size, mtimeMs, ctimeMs } = await stat(file)
      // The last changes with permissions as well.
      const state = `${size} ${mtimeMs} ${ctimeMs}`
      const seen = this.#seen.get(file)
      const beginning = seen?.state === state ? seen.beginning : await readBeginning(file, size)
      if (!beginning) return unreadable(undefined, size, mtimeMs)
      this.#seen.set(file, { state, beginning })
      const { header, headerBytes, modem, lastAt = mtimeMs } = beginning
      return {
        header,
        headerBytes,
        entry: { name, port: header.port, settings: header.settings, startedAt: header.startedAt, endedAt: lastAt, changedAt: mtimeMs, bytes: size, isLive, ...(modem !== undefined && { modem }), ...(header.importedAt !== undefined && { importedAt: header.importedAt }) },
      }
    } catch (error) {
      this.#seen.delete(file)
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : unreadable(error, 0, 0)
    }
  }
}

/** Names of the recordings in a folder; none where there is no folder. */
export async function recordingNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => name.endsWith('.atrec') && !name.startsWith('.'))
}
