import { mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LineSettings, PortInfo } from '../../../shared/contract/serial.ts'
import { encodeHeader } from './format.ts'
import { Recorder, recordingFailed } from './recorder.ts'

/** Starts recordings in `<dataDir>/recordings`. The folder and files are for their owner only: they show what a bench does. */
export class RecordingService {
  readonly folder: string

  constructor(dataDir: string) {
    this.folder = resolve(dataDir, 'recordings')
  }

  /** Never throws: a file that cannot be created gives a recorder with a `failure`, and the session runs without. */
  start(port: PortInfo, settings: LineSettings, startedAt: number = Date.now()): Recorder {
    const header = encodeHeader({ version: 1, port, settings, startedAt })
    const stem = join(this.folder, `${fileTime(startedAt)}-${fileName(port.path)}`)
    for (let attempt = 1; ; attempt++) {
      const file = attempt === 1 ? `${stem}.atrec` : `${stem}-${attempt}.atrec`
      try {
        mkdirSync(this.folder, { recursive: true, mode: 0o700 })
        return new Recorder(file, header, { fd: openSync(file, 'ax', 0o600) })
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
