import { mkdtempSync, rmSync } from 'node:fs'
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

type Seen = { log: SessionLog; batches: string[][]; order: string[]; tick: (ms: number) => void }

/** A log whose recorder and listener both note what reached them, in order. */
function start(): Seen {
  const recorder: Recorder = new RecordingService(folder).start({ path: 'COM1', kind: 'system', label: '' }, defaultLineSettings)
  const order: string[] = []
  const batches: string[][] = []
  const append = recorder.append.bind(recorder)
  vi.spyOn(recorder, 'append').mockImplementation((direction, at, bytes) => {
    order.push(`recorded ${fromLatin1(bytes)}`)
    append(direction, at, bytes)
  })
  let now = 1000
  const onChunks = (chunks: Chunk[]): void => {
    batches.push(chunks.map(({ seq, at, direction, bytes }) => `${seq} ${at} ${direction} ${fromLatin1(bytes)}`))
    order.push(...chunks.map((chunk) => `told ${fromLatin1(chunk.bytes)}`))
  }
  const tick = (ms: number): void => {
    now += ms
    vi.advanceTimersByTime(ms)
  }
  return { log: new SessionLog({ recorder, clock: () => now, onChunks }), batches, order, tick }
}

const command = latin1('AT+CPIN="1234"')
const secrets = markedSecrets(command, [{ start: 9, end: 13 }])

describe('SessionLog', () => {
  it('records before it tells, and tells in batches', async () => {
    const { log, batches, order, tick } = start()
    log.received(latin1('a'), 1)
    log.received(latin1('b'), 2)
    expect(order).toEqual(['recorded a', 'recorded b'])
    tick(16)
    log.received(latin1('c'), 3)
    tick(16)
    expect(batches).toEqual([['0 1 in a', '1 2 in b'], ['2 3 in c']])
    vi.useRealTimers()
    await log.close()
  })

  it('holds half a secret for 200 ms at most, then shows it masked; the rest is masked too', async () => {
    const { log, batches, tick } = start()
    log.sent(command, secrets)
    log.received(latin1('AT+CPIN="12'), 5)
    tick(199)
    expect(batches.flat()).toEqual(['0 1000 out AT+CPIN="****"', '1 5 in AT+CPIN="'])
    tick(1)
    tick(16)
    log.received(latin1('34"\r\nOK'), 6)
    tick(16)
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
})
