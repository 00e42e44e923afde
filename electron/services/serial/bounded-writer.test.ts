import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultLineSettings, type LineSettings } from '../../../shared/contract/serial.ts'
import type { Result } from '../../../shared/contract/failure.ts'
import { BoundedWriter } from './bounded-writer.ts'

type Done = (error?: Error | null) => void

function writer(settings: LineSettings | null = defaultLineSettings): { writer: BoundedWriter; sent: number[]; done: Done[]; unblocked: () => number } {
  const sent: number[] = []
  const done: Done[] = []
  let unblocked = 0
  const made = new BoundedWriter({
    path: 'COM1',
    settings: () => settings,
    isGone: () => false,
    send: (bytes, finished) => {
      sent.push(bytes.length)
      done.push(finished)
    },
    unblock: () => unblocked++,
  })
  return { writer: made, sent, done, unblocked: () => unblocked }
}
const codeOf = async (result: Promise<Result<null>>): Promise<string> => result.then((value) => (value.ok ? 'ok' : value.failure.code))

describe('BoundedWriter', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('sends large writes slice by slice, each after the one before', async () => {
    const { writer: made, sent, done } = writer()
    const result = codeOf(made.write(new Uint8Array(10_000)))
    for (const expected of [[4096], [4096, 4096], [4096, 4096, 1808]]) {
      expect(sent).toEqual(expected)
      done.at(-1)?.()
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(await result).toBe('ok')
  })

  it('counts small pieces as they leave, where somebody watches and the line has a speed', async () => {
    const counts: number[] = []
    const watched = writer()
    const result = codeOf(watched.writer.write(new Uint8Array(600), (count) => counts.push(count)))
    for (const expected of [[], [256], [256, 512]]) {
      expect(counts).toEqual(expected)
      watched.done.at(-1)?.()
      await vi.advanceTimersByTimeAsync(0)
    }
    const network = writer(null)
    const onNetwork = codeOf(network.writer.write(new Uint8Array(600), (count) => counts.push(count)))
    network.done.at(-1)?.()
    expect([await result, await onNetwork, counts, watched.sent, network.sent]).toEqual(['ok', 'ok', [256, 512, 600, 600], [256, 256, 88], [600]])
  })

  it('gives up after 10 s without progress, refuses more meanwhile, and recovers when the driver lets go', async () => {
    const { writer: made, sent, done, unblocked } = writer()
    const first = codeOf(made.write(new Uint8Array(3)))
    await vi.advanceTimersByTimeAsync(9990)
    expect(unblocked()).toBe(0)
    await vi.advanceTimersByTimeAsync(20)
    expect([await first, unblocked(), made.isBusy]).toEqual(['port.write-stuck', 1, true])
    expect(await codeOf(made.write(new Uint8Array(3)))).toBe('port.write-stuck')
    expect(sent).toEqual([3])
    done[0]?.()
    const next = codeOf(made.write(new Uint8Array(5)))
    done[1]?.()
    expect([await next, sent, made.isBusy]).toEqual(['ok', [3, 5], false])
  })

  it('waits for a slow line', async () => {
    const { writer: made, done } = writer({ ...defaultLineSettings, baudRate: 300 })
    const result = codeOf(made.write(new Uint8Array(4096)))
    // 4096 bytes of 10 bits at 300 bit/s: 137 s.
    await vi.advanceTimersByTimeAsync(137_000)
    done[0]?.()
    expect(await result).toBe('ok')
  })

  it('tells a device that went away from one that refused', async () => {
    for (const [message, code] of [
      ['Canceled', 'port.vanished'],
      ['EIO: i/o error, write', 'port.vanished'],
      ['read ECONNRESET', 'port.vanished'],
      ['No buffer space', 'port.write-failed'],
    ] as const) {
      const { writer: made, done } = writer(null)
      const result = codeOf(made.write(new Uint8Array(1)))
      done[0]?.(new Error(message))
      expect(await result).toBe(code)
    }
  })
})
