import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultLineSettings, type Chunk } from '../../../shared/contract/serial.ts'
import { fromLatin1, latin1 } from '../../../shared/text/bytes.ts'
import { Recorder } from '../recording/recorder.ts'
import { RecordingService } from '../recording/recording-service.ts'
import { markedSecrets, SessionLog } from './session-log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-log-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

type Seen = { log: SessionLog; batches: string[][]; order: string[]; hang: () => void; tick: (ms: number) => Promise<void> }

/** A log with what its listener was told, and, in `order`, what was in the file at that moment. */
function start(): Seen {
  const recorder: Recorder = new RecordingService(folder).start({ path: 'COM1', kind: 'system', label: '' }, defaultLineSettings)
  const order: string[] = []
  const batches: string[][] = []
  let now = 1000
  let isHanging = false
  const onChunks = (chunks: Chunk[]): void => {
    batches.push(chunks.map(({ seq, at, direction, bytes }) => `${seq} ${at} ${direction} ${fromLatin1(bytes)}`))
    const inFile = readFileSync(recorder.file, 'latin1')
    for (const { bytes } of chunks) order.push(`${fromLatin1(bytes)} told, ${inFile.includes(fromLatin1(bytes)) ? '' : 'not '}in the file`)
  }
  const tick = async (ms: number): Promise<void> => {
    now += ms
    vi.advanceTimersByTime(ms)
    if (!isHanging) await recorder.flush()
    // What waited for the file is told in a turn of its own.
    await new Promise(setImmediate)
  }
  const hang = (): void => {
    isHanging = true
    vi.spyOn(recorder, 'written').mockReturnValue(new Promise(() => {}))
  }
  return { log: new SessionLog({ recorder, clock: () => now, onChunks }), batches, order, hang, tick }
}

const command = latin1('AT+CPIN="1234"')
const secrets = markedSecrets(command, [{ start: 9, end: 13 }])

describe('SessionLog', () => {
  it('tells in batches what is in the file by then', async () => {
    const { log, batches, order, tick } = start()
    log.received(latin1('first'), 1)
    log.received(latin1('second'), 2)
    vi.advanceTimersByTime(8)
    expect(order).toEqual([])
    await tick(0)
    log.received(latin1('third'), 3)
    await tick(8)
    expect(batches).toEqual([['0 1 in first', '1 2 in second'], ['2 3 in third']])
    expect(order).toEqual(['first told, in the file', 'second told, in the file', 'third told, in the file'])
    vi.useRealTimers()
    await log.close()
  })

  it('holds half a secret for 200 ms at most, then shows it masked; the rest is masked too', async () => {
    const { log, batches, tick } = start()
    log.sent(command, secrets)
    log.received(latin1('AT+CPIN="12'), 5)
    await tick(199)
    expect(batches.flat()).toEqual(['0 1000 out AT+CPIN="****"', '1 5 in AT+CPIN="'])
    await tick(1)
    await tick(8)
    log.received(latin1('34"\r\nOK'), 6)
    await tick(8)
    expect(batches.flat().slice(2)).toEqual(['2 5 in **', '3 6 in **"\r\nOK'])
    vi.useRealTimers()
    await log.close()
  })

  it('keeps what is held before what is sent after it, and gives it out at the end', async () => {
    const { log, batches } = start()
    log.sent(command, secrets)
    log.received(latin1('AT+CPIN="1'), 5)
    log.sent(latin1('AT\r'), markedSecrets(latin1('AT\r'), []))
    log.received(latin1('2'), 6)
    vi.useRealTimers()
    await log.close()
    expect(batches.flat()).toEqual(['0 1000 out AT+CPIN="****"', '1 5 in AT+CPIN="', '2 5 in *', '3 1000 out AT\r', '4 6 in *'])
  })

  it('gives a snapshot once it is in the file', async () => {
    const { log, order } = start()
    log.received(latin1('asked for'), 1)
    const asked = log.from(0)
    log.received(latin1('later'), 2)
    expect((await asked).chunks.map(({ bytes }) => fromLatin1(bytes))).toEqual(['asked for'])
    expect([(await asked).nextSeq, order]).toEqual([1, []])
    vi.useRealTimers()
    await log.close()
  })

  it('tells after a second what a disk that hangs has not taken', async () => {
    const { log, batches, hang, tick } = start()
    hang()
    log.received(latin1('a'), 1)
    await tick(8)
    await tick(999)
    expect(batches).toEqual([])
    await tick(1)
    expect(batches).toEqual([['0 1 in a']])
    vi.useRealTimers()
    await log.close()
  })
})
