import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportCommand } from '../../electron/cli/export.ts'
import { RecordingService } from '../../electron/services/recording/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { utf8 } from '../../shared/text/bytes.ts'

/** A recording exported for Wireshark, read by Wireshark's own tshark: another program's word on times, directions and bytes. */
const run = promisify(execFile)
const tshark = process.env['ATELIER_TSHARK'] ?? 'tshark'

let folder = ''
let capture = ''
const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)
const binary = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0d && byte !== 0x0a)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wireshark-'))
  const recorder = new RecordingService(folder).start({ path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }, defaultLineSettings, startedAt)
  recorder.append('note', startedAt, utf8('Opened /dev/ttyUSB2'))
  recorder.append('out', startedAt + 10.25, utf8('AT+CSQ\r'))
  // One line of the modem in two reads: the packet has the time of its first byte.
  recorder.append('in', startedAt + 13.5, utf8('\r\n+CSQ: 2'))
  recorder.append('in', startedAt + 14, utf8('0,99\r\n'))
  recorder.append('in', startedAt + 15.125, utf8('\r\nOK\r\n'))
  recorder.append('out', startedAt + 86_400_000.999, binary)
  recorder.append('note', startedAt + 86_400_001, utf8('拔出'))
  await recorder.close()
  capture = path.join(folder, 'capture.pcapng')
  const out = { line: () => {}, remark: () => {} }
  expect(await exportCommand(recorder.file, { format: 'pcapng', out: capture }, out, new AbortController().signal)).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

async function fields(...names: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { stdout } = await run(tshark, ['-r', capture, '-T', 'fields', '-E', 'separator=|', ...names.flatMap((name) => ['-e', name])])
  return stdout.replace(/\n$/, '').split('\n').map((line) => line.split('|'))
}

// `rtacser` in Wireshark's display filter reference: event 1 is the start of what was sent, 2 of what was received, 0 a change of the lines.
it('gives every frame its time to the microsecond, its direction and its bytes, without any setting', async () => {
  const read = await fields('frame.time_epoch', 'frame.packet_flags_direction', 'rtacser.eventtype', 'data.data')
  expect(read.map(([time, direction, event, data]) => [time, Number(direction), Number(event), data])).toStrictEqual([
    ['1795317067.010250000', 2, 1, hex(utf8('AT+CSQ\r'))],
    ['1795317067.013500000', 1, 2, hex(utf8('\r\n+CSQ: 20,99\r\n'))],
    ['1795317067.015125000', 1, 2, hex(utf8('\r\nOK\r\n'))],
    ['1795403467.000999000', 2, 1, hex(binary)],
    ['1795403467.001000000', 0, 0, ''],
  ])
})

it('has the remarks as comments of the next packet, and the port as its interface', async () => {
  const read = await fields('frame.comment', 'frame.interface_name', 'frame.interface_description')
  expect(read).toStrictEqual([
    ['Opened /dev/ttyUSB2', '/dev/ttyUSB2', 'EC20'],
    ['', '/dev/ttyUSB2', 'EC20'],
    ['', '/dev/ttyUSB2', 'EC20'],
    ['', '/dev/ttyUSB2', 'EC20'],
    ['拔出', '/dev/ttyUSB2', 'EC20'],
  ])
})

it('is a file that Wireshark finds nothing wrong with', async () => {
  const { stdout } = await run(tshark, ['-r', capture, '-q', '-z', 'expert,warn'])
  expect(stdout.trim()).toBe('')
})
