import type { Failure, Result } from '../../../shared/contract/failure.ts'

/** Connections under way at once: brokers and their firewalls take a thousand at one moment for an attack. */
const atOnce = 20
/** So many failures with nothing that succeeded: it will not get better. */
const hopeless = 5

/** Opens so many clients, some at a time. Ends early when nothing works at all, or when it is stopped; those that opened are in `opened` at once. */
export async function openClients<T>(count: number, open: (index: number) => Promise<Result<T>>, signal: AbortSignal, opened: (client: T, index: number) => void): Promise<Failure[]> {
  const failures: Failure[] = []
  let next = 0
  let good = 0
  const lane = async (): Promise<void> => {
    while (next < count && !signal.aborted && (good > 0 || failures.length < hopeless)) {
      const index = next++
      const result = await open(index)
      if (result.ok) {
        good++
        opened(result.value, index)
      } else failures.push(result.failure)
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, lane))
  return failures
}
