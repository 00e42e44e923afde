import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BusyPings } from './busy-pings.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const client = () => ({ keepalive: 10, sendPing: vi.fn(), reschedulePing: vi.fn() })

it('pings while messages come, are held, or a large packet is under way, and leaves a quiet line to the library', () => {
  const pinged = client()
  const pings = new BusyPings()
  let isHolding = false
  let arrived = 0
  pings.start(pinged, { isHolding: () => isHolding, arrived: () => arrived })
  const sent = (): number => {
    vi.advanceTimersByTime(5000)
    return pinged.sendPing.mock.calls.length
  }
  expect(sent()).toBe(0)
  pings.heard()
  expect([sent(), sent()]).toEqual([1, 1])
  isHolding = true
  expect([sent(), sent()]).toEqual([2, 3])
  isHolding = false
  arrived = 1000
  expect(sent()).toBe(4)
  arrived = 2000
  expect(sent()).toBe(5)
  // Silence inside a packet is silence, and so are answers to pings that go into it.
  expect([sent(), sent()]).toEqual([5, 5])
  arrived += 4
  expect(sent()).toBe(5)
  arrived = 0
  expect(sent()).toBe(5)
  expect(pinged.reschedulePing.mock.calls).toEqual(Array.from({ length: 5 }, () => [true]))
  pings.stop()
  pings.heard()
  expect(sent()).toBe(5)
})

it('does nothing where there is no keep-alive', () => {
  const quiet = { ...client(), keepalive: 0 }
  const pings = new BusyPings()
  pings.start(quiet, { isHolding: () => true, arrived: () => 0 })
  vi.advanceTimersByTime(100_000)
  expect(quiet.sendPing).not.toHaveBeenCalled()
})
