import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingEntry } from '../../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { modems } from '../../../shared/modems/index.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { decodeHeader, FrameDecoder } from './format.ts'
import { cannotRead } from './library-failures.ts'

/** Enough for the header and for the first answers of the module. */
const peekBytes = 64 * 1024

export type FoundRecording = { readonly entry: RecordingEntry; readonly headerBytes: number }

const named = modems.filter(({ reach }) => reach === undefined)

/** What the module called itself near the beginning. */
function modemIn(bytes: Uint8Array): string | undefined {
  const said = new FrameDecoder().push(bytes).filter(({ direction }) => direction === 'in')
  const lines = said.map((frame) => fromUtf8(frame.bytes)).join('')
  return named.find(({ identity }) => identity.test(lines))?.name
}

/** Looks at one file's beginning. `undefined`: there is no such file. */
export async function peekRecording(folder: string, name: string, isLive: boolean): Promise<FoundRecording | undefined> {
  const file = join(folder, name)
  const unreadable = (cause: unknown, bytes: number, endedAt: number): FoundRecording => ({
    headerBytes: 0,
    entry: { name, port: { path: '', kind: 'system', label: '' }, settings: defaultLineSettings, startedAt: endedAt, endedAt, bytes, isLive, failure: cannotRead(name, cause) },
  })
  try {
    const { size, mtimeMs } = await stat(file)
    const handle = await open(file, 'r')
    try {
      const start = Buffer.alloc(Math.min(size, peekBytes))
      await handle.read(start, 0, start.length, 0)
      const decoded = decodeHeader(start)
      if (!decoded) return unreadable(undefined, size, mtimeMs)
      const { header, length } = decoded
      const modem = modemIn(start.subarray(length))
      return {
        headerBytes: length,
        entry: { name, port: header.port, settings: header.settings, startedAt: header.startedAt, endedAt: mtimeMs, bytes: size, isLive, ...(modem !== undefined && { modem }), ...(header.importedAt !== undefined && { importedAt: header.importedAt }) },
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : unreadable(error, 0, 0)
  }
}

/** Names of the recordings in a folder; none where there is no folder. */
export async function recordingNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => name.endsWith('.atrec') && !name.startsWith('.'))
}
