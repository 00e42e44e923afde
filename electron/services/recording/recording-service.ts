import { mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LineSettings, PortInfo } from '../../../shared/contract/serial.ts'
import { encodeHeader } from './format.ts'
import { recordingFailed } from './recorder-failures.ts'
import { Recorder } from './recorder.ts'

/** Starts recordings, in `<dataDir>/recordings` unless told otherwise. The folder and files are for their owner only: they show what a bench does. */
export class RecordingService {
  readonly ownFolder: string
  readonly #live = new Set<Recorder>()
  #folder: string | undefined

  constructor(dataDir: string) {
    this.ownFolder = resolve(dataDir, 'recordings')
  }

  get folder(): string {
    return this.#folder ?? this.ownFolder
  }

  /** For recordings that start from now on; `null`: the program's own folder. */
  useFolder(folder: string | null): void {
    this.#folder = folder === null ? undefined : resolve(folder)
  }

  /** The recorder that still writes this file. */
  live(file: string): Recorder | undefined {
    for (const recorder of this.#live) if (!recorder.isOpen) this.#live.delete(recorder)
    return [...this.#live].find((recorder) => recorder.file === file)
  }

  /** Never throws: a file that cannot be created gives a recorder with a `failure`, and the session runs without. */
  start(port: PortInfo, settings: LineSettings, startedAt: number = Date.now()): Recorder {
    const header = encodeHeader({ version: 1, port, settings, startedAt })
    const stem = join(this.folder, `${fileTime(startedAt)}-${fileName(port.path)}`)
    for (let attempt = 1; ; attempt++) {
      const file = attempt === 1 ? `${stem}.atrec` : `${stem}-${attempt}.atrec`
      try {
        mkdirSync(this.folder, { recursive: true, mode: 0o700 })
        const recorder = new Recorder(file, header, { fd: openSync(file, 'ax', 0o600) })
        this.#live.add(recorder)
        return recorder
      } catch (error) {
        // Two sessions may start in one second; 1000 files of one second are not that.
        if ((error as NodeJS.ErrnoException).code === 'EEXIST' && attempt < 1000) continue
        return new Recorder(file, header, { failure: recordingFailed(file, error) })
      }
    }
  }
}

/** `20261122T031107Z`: sorts by time, and has no colon, which Windows refuses in names. */
const fileTime = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')

/** `/dev/ttyUSB2` → `ttyUSB2`, `tcp://host:23` → `tcp-host-23`. */
const fileName = (path: string): string =>
  path
    .replace(/^\/dev\//, '')
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(-80) || 'port'
