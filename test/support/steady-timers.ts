/** ms that a timer may be late on a machine that has the time. */
const usualMs = 20

/**
 * Time in which this process got no core does not count: a timer that fires late waits as long as it was late, once, so that bytes which came
 * meanwhile are read first. Node runs timers before input, and after a pause every limit of modem and wizard would be over at once. Answers how to
 * end it.
 */
export function steadyTimers(): () => void {
  const { setTimeout: arm, clearTimeout: disarm } = globalThis
  const second = new WeakMap<object, NodeJS.Timeout>()
  const steady = (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): NodeJS.Timeout => {
    const due = performance.now() + ms
    const timer = arm(() => {
      const late = performance.now() - due
      if (late > usualMs) second.set(timer, arm(run, late, ...values))
      else run(...values)
    }, ms)
    return timer
  }
  globalThis.setTimeout = Object.assign(steady, { __promisify__: arm.__promisify__ }) as typeof setTimeout
  globalThis.clearTimeout = (timer) => {
    disarm(timer)
    const again = typeof timer === 'object' && timer ? second.get(timer) : undefined
    if (again) disarm(again)
  }
  return () => Object.assign(globalThis, { setTimeout: arm, clearTimeout: disarm })
}
