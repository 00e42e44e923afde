import { expect, it, vi } from 'vitest'
import type { PortHandle } from './provider.ts'
import { ReadBrake } from './read-brake.ts'

function bench() {
  const held: boolean[] = []
  const handle = { hold: (isHeld: boolean) => held.push(isHeld) } as unknown as PortHandle
  let finish = (): void => {}
  const recorder = {
    backlog: 0,
    failure: undefined as never,
    written: () => new Promise<void>((resolve) => (finish = resolve)),
  }
  return { held, handle, recorder, brake: new ReadBrake(recorder), finish: () => finish() }
}

const much = 40 * 1024 * 1024

it('a source faster than the disk waits until the disk has caught up', async () => {
  const { held, handle, recorder, brake, finish } = bench()
  brake.check(handle)
  expect(held).toEqual([])
  recorder.backlog = much
  brake.check(handle)
  brake.check(handle)
  expect(held).toEqual([true])
  finish()
  await vi.waitFor(() => expect(held).toEqual([true, false]))
})

it('a disk that hangs holds a source up once, for five seconds', async () => {
  vi.useFakeTimers()
  try {
    const { held, handle, recorder, brake } = bench()
    recorder.backlog = much
    brake.check(handle)
    await vi.advanceTimersByTimeAsync(5000)
    expect(held).toEqual([true, false])
    brake.check(handle)
    expect(held).toEqual([true, false])
    recorder.backlog = 0
    brake.check(handle)
    recorder.backlog = much
    brake.check(handle)
    expect(held).toEqual([true, false, true])
  } finally {
    vi.useRealTimers()
  }
})

it('a serial line is never held: it would lose its bytes', () => {
  const { recorder, brake } = bench()
  recorder.backlog = much
  expect(() => brake.check({} as unknown as PortHandle)).not.toThrow()
})
