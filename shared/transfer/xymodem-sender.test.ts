import { expect, test } from 'vitest'
import { concat, utf8 } from '../text/bytes.ts'
import { control, frameBlock, headerData } from './xymodem-block.ts'
import { cancelBytes, XymodemSender, type SenderEnd, type XymodemKind } from './xymodem-sender.ts'

const { ACK, NAK, CAN, EOT, C, SUB } = control
const times = { startMs: 1000, settleMs: 10, answerMs: 100, stopMs: 50 }
const file = (name: string, length: number) => ({ name, bytes: Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff) })

/** The sender, driven by what a receiver says; a time goes by only where `wait` lets it. */
function bench(kind: XymodemKind, files = [file('a.bin', 200)]) {
  const sender = new XymodemSender(kind, files, times)
  const out: Uint8Array[] = []
  let now = 0
  let wakeAt = 0
  let end: SenderEnd | undefined
  const take = (step: ReturnType<XymodemSender['receive']>): void => {
    if (step.write) out.push(step.write)
    if (step.wakeAt !== undefined) wakeAt = step.wakeAt
    end ??= step.end
  }
  take(sender.begin(now))
  return {
    sender,
    hear: (...bytes: readonly number[]) => take(sender.receive(Uint8Array.from(bytes), now)),
    say: (words: string) => take(sender.receive(utf8(words), now)),
    /** Until the sender's own time is up; how long that was. */
    wait: () => {
      const waited = wakeAt - now
      now = wakeAt
      take(sender.timedOut(now))
      return waited
    },
    written: () => concat(out.splice(0)),
    end: () => end,
  }
}

const { bytes } = file('a.bin', 200)
const first = (check: 'crc' | 'checksum') => frameBlock(1, bytes.subarray(0, 128), check, SUB)
const second = (check: 'crc' | 'checksum') => frameBlock(2, bytes.subarray(128), check, SUB)

test.each([
  ['checksum', NAK],
  ['crc', C],
] as const)('sends with the %s the receiver asks for, one block an acknowledgement, and ends with its own', (check, ask) => {
  const it = bench('xmodem')
  it.hear(ask)
  expect([it.written(), it.wait()]).toStrictEqual([new Uint8Array(), 10])
  expect(it.written()).toStrictEqual(first(check))
  it.hear(ACK)
  expect(it.written()).toStrictEqual(second(check))
  it.hear(ACK)
  expect([it.written(), it.end()]).toStrictEqual([Uint8Array.of(EOT), undefined])
  it.hear(ACK)
  expect([it.written(), it.end(), it.sender.progress]).toStrictEqual([new Uint8Array(), { kind: 'done' }, { phase: 'ending', file: 0, sent: 200, again: 0, check }])
})

test('letters of a text before the transfer are no request', () => {
  const it = bench('xmodem')
  it.say('AT+LOAD\r\r\nCONNECT\r\n')
  it.say('C')
  it.say('ONNECT 115200\r\n')
  it.wait()
  expect([it.written(), it.end()]).toStrictEqual([cancelBytes, { kind: 'silent', while: 'start', block: 0 }])
  const other = bench('xmodem')
  other.say('Ready, send now\r\nCCC')
  other.wait()
  expect(other.written()).toStrictEqual(first('crc'))
})

test('a refused block goes out again, and is counted', () => {
  const it = bench('xmodem')
  it.hear(C)
  it.wait()
  it.hear(ACK, NAK)
  it.hear(NAK)
  expect(it.written()).toStrictEqual(concat([first('crc'), second('crc'), second('crc'), second('crc')]))
  it.hear(ACK, ACK)
  expect([it.end(), it.sender.progress.again]).toStrictEqual([{ kind: 'done' }, 2])
})

test('the tenth refusal of one block is the last: the receiver is told, and the block named', () => {
  const it = bench('xmodem')
  it.hear(C)
  it.wait()
  it.hear(ACK)
  for (let times = 0; times < 9; times++) it.hear(NAK)
  expect(it.end()).toBe(undefined)
  it.written()
  it.hear(NAK)
  expect([it.written(), it.end()]).toStrictEqual([cancelBytes, { kind: 'refused', block: 2 }])
})

test('a block that nobody answers goes out again twice; the third silence ends it', () => {
  const it = bench('xmodem')
  it.hear(C)
  it.wait()
  it.written()
  expect([it.wait(), it.written()]).toStrictEqual([100, first('crc')])
  expect([it.wait(), it.written()]).toStrictEqual([100, first('crc')])
  expect([it.wait(), it.written(), it.end()]).toStrictEqual([100, cancelBytes, { kind: 'silent', while: 'block', block: 1 }])
  it.hear(ACK)
  expect(it.written()).toStrictEqual(new Uint8Array())
})

test('nobody asks: it ends when the time for that is over, however much else is said', () => {
  const it = bench('ymodem')
  it.say('+CREG: 1\r\n')
  expect([it.wait(), it.written(), it.end()]).toStrictEqual([1000, cancelBytes, { kind: 'silent', while: 'start', block: 0 }])
})

test('two CAN in a row end it wherever it is; one is noise', () => {
  const it = bench('xmodem')
  it.hear(C)
  it.wait()
  it.hear(CAN, ACK)
  expect(it.end()).toBe(undefined)
  it.hear(CAN)
  it.hear(CAN)
  expect(it.end()).toStrictEqual({ kind: 'cancelled-by-receiver', block: 2 })
})

test('a person’s stop tells the receiver, once', () => {
  const it = bench('xmodem')
  it.hear(C)
  expect([it.sender.cancel(0), it.sender.cancel(0)]).toStrictEqual([{ write: cancelBytes, end: { kind: 'stopped' } }, {}])
  expect(it.sender.receive(Uint8Array.of(ACK), 0)).toStrictEqual({})
})

test('with a block out the stop waits for its answer, and a little for the receiver to read on; no further block goes out', () => {
  const it = bench('xmodem')
  it.hear(C)
  it.wait()
  expect(it.sender.cancel(20)).toStrictEqual({ wakeAt: 70 })
  expect(it.sender.receive(Uint8Array.of(ACK), 30)).toStrictEqual({ wakeAt: 40 })
  expect(it.sender.timedOut(40)).toStrictEqual({ write: cancelBytes, end: { kind: 'stopped' } })
})

test('a stop does not wait longer for a receiver that says nothing', () => {
  const it = bench('ymodem')
  it.hear(C)
  it.wait()
  expect(it.sender.cancel(20)).toStrictEqual({ wakeAt: 70 })
  expect(it.sender.timedOut(70)).toStrictEqual({ write: cancelBytes, end: { kind: 'stopped' } })
})

test('a batch: header, file, EOT refused once, the next file, and the empty header that ends it', () => {
  const it = bench('ymodem', [file('a.bin', 1100), file('b.bin', 1)])
  const [a, b] = [file('a.bin', 1100).bytes, file('b.bin', 1).bytes]
  const header = (data: Uint8Array) => frameBlock(0, data, 'crc', 0)
  it.hear(C)
  it.wait()
  expect(it.written()).toStrictEqual(header(headerData('a.bin', 1100)))
  it.hear(C)
  expect(it.written()).toStrictEqual(header(headerData('a.bin', 1100)))
  it.hear(ACK)
  expect(it.written()).toStrictEqual(new Uint8Array())
  it.hear(C, C)
  expect(it.written()).toStrictEqual(frameBlock(1, a.subarray(0, 1024), 'crc', SUB))
  it.hear(ACK)
  expect(it.written()).toStrictEqual(frameBlock(2, a.subarray(1024), 'crc', SUB))
  it.hear(ACK, NAK)
  expect(it.written()).toStrictEqual(Uint8Array.of(EOT, EOT))
  it.hear(ACK)
  expect([it.written(), it.sender.progress]).toStrictEqual([new Uint8Array(), { phase: 'ending', file: 1, sent: 1100, again: 0, check: 'crc' }])
  it.hear(C)
  expect(it.written()).toStrictEqual(header(headerData('b.bin', 1)))
  it.hear(ACK, C, ACK)
  expect(it.written()).toStrictEqual(concat([frameBlock(1, b, 'crc', SUB), Uint8Array.of(EOT)]))
  it.hear(ACK, C)
  expect(it.written()).toStrictEqual(header(new Uint8Array()))
  it.hear(ACK)
  expect([it.end(), it.sender.progress.sent]).toStrictEqual([{ kind: 'done' }, 1101])
})

test('the answers may be cut anywhere', () => {
  const answers = [ACK, C, ACK, NAK, ACK, NAK, ACK, C, ACK, C, ACK, NAK, ACK, ACK, C, ACK]
  const run = (cuts: readonly number[]): readonly [Uint8Array, SenderEnd | undefined] => {
    const it = bench('ymodem', [file('a.bin', 1100), file('b.bin', 128)])
    it.hear(C)
    it.wait()
    const places = [0, ...cuts, answers.length]
    places.slice(1).forEach((to, index) => it.hear(...answers.slice(places[index], to)))
    return [it.written(), it.end()]
  }
  const whole = run([])
  expect(whole[1]).toStrictEqual({ kind: 'done' })
  for (let one = 0; one <= answers.length; one++) {
    for (let two = one; two <= answers.length; two++) expect(run([one, two])).toStrictEqual(whole)
  }
})
