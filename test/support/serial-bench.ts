import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SerialPort } from 'serialport'
import { openRecording, RecordingService, type Frame } from '../../electron/services/recording/index.ts'
import { createSystemProvider, createTcpProvider, SerialService, type SystemProviderOptions } from '../../electron/services/serial/index.ts'
import type { Result } from '../../shared/contract/failure.ts'
import type { SessionInfo } from '../../shared/contract/serial.ts'
import { concat } from '../../shared/text/bytes.ts'
import { valueOf } from './value-of.ts'
import { eventually, openPtyPair, type PtyPair } from './pty-pair.ts'

/** What to undo after each test, newest first. */
export const disposers: (() => unknown)[] = []
let current = ''

/** Of the test under way, for its recordings and whatever else it writes. */
export const folder = (): string => current

export function makeFolder(): void {
  const made = mkdtempSync(join(tmpdir(), 'serial-session-'))
  current = made
  disposers.push(() => rmSync(made, { recursive: true, force: true }))
}

export async function disposeAll(): Promise<void> {
  for (const dispose of disposers.splice(0).toReversed()) await dispose()
}

export function service(options?: SystemProviderOptions): SerialService {
  const created = new SerialService({ providers: [createTcpProvider(), createSystemProvider(options)], recordings: new RecordingService(folder()) })
  disposers.push(() => created.dispose())
  return created
}

export async function ptyPair(): Promise<PtyPair> {
  const pair = await openPtyPair()
  disposers.push(() => pair.dispose())
  return pair
}

/** The far end of a cable, with bare serialport. */
export async function farEnd(path: string): Promise<{ port: SerialPort; received: () => Buffer }> {
  const port = new SerialPort({ path, baudRate: 115200, autoOpen: false })
  const parts: Buffer[] = []
  port.on('data', (bytes: Buffer) => parts.push(bytes))
  // Its cable is pulled in the middle of writes.
  port.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()))
  })
  disposers.push(() => (port.isOpen ? new Promise((resolve) => port.close(resolve)) : undefined))
  return { port, received: () => Buffer.concat(parts) }
}

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

export async function recorded(info: SessionInfo): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const frame of valueOf(await openRecording(info.recording.file)).frames()) frames.push(frame)
  return frames
}
export const bytesOf = (frames: readonly { direction: string; bytes: Uint8Array }[], direction: string): Uint8Array =>
  concat(frames.filter((frame) => frame.direction === direction).map((frame) => frame.bytes))
export const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export const infoOf = async (serial: SerialService, id: string): Promise<SessionInfo | undefined> => (await serial.sessions()).find((info) => info.id === id)
export const inState = (serial: SerialService, id: string, state: SessionInfo['state']): Promise<SessionInfo> =>
  eventually(`session ${state}`, async () => {
    const info = await infoOf(serial, id)
    return info?.state === state && info
  })
