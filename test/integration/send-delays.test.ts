import { afterEach, beforeEach, expect, it } from 'vitest'
import { SendingService } from '../../electron/services/sending/index.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { utf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { disposeAll, disposers, farEnd, makeFolder, ptyPair, service } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

beforeEach(makeFolder)
afterEach(disposeAll)

it('characters and lines reach the far end of a line no closer than asked', async () => {
  const pair = await ptyPair()
  const far = await farEnd(pair.far)
  const serial = service()
  const { id } = valueOf(await serial.open(pair.near, defaultLineSettings))
  const sending = new SendingService(serial)
  disposers.push(() => sending.dispose())
  const arrivals: { readonly at: number; readonly words: string }[] = []
  far.port.on('data', (bytes: Buffer) => arrivals.push({ at: performance.now(), words: bytes.toString() }))
  const begun = performance.now()
  valueOf(await sending.start(id, { lines: [utf8('AT\r'), utf8('ATI\r')], wait: 'delay', answerTimeoutMs: 1000, stopsAtError: true, charDelayMs: 30, lineDelayMs: 200, repeat: null }))
  await eventually('both lines', () => arrivals.map(({ words }) => words).join('') === 'AT\rATI\r')
  // Two pauses, one between the lines, three more; a timer may be a millisecond early.
  expect((arrivals.at(-1)?.at ?? 0) - begun).toBeGreaterThanOrEqual(5 * 29 + 199)
  const second = arrivals.findIndex((_, index) => arrivals.slice(0, index).map(({ words }) => words).join('') === 'AT\r')
  // A busy machine may hand the last of the first line over late, so less than the pause may lie between; without one it would be nothing.
  expect((arrivals[second]?.at ?? 0) - (arrivals[second - 1]?.at ?? 0)).toBeGreaterThan(100)
  // One read a character: none came together with the next.
  expect(arrivals.map(({ words }) => words)).toStrictEqual(['A', 'T', '\r', 'A', 'T', 'I', '\r'])
})
