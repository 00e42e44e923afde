import type { Result } from '../../shared/contract/failure.ts'

/** The value of what must have succeeded; else an error with the failure's words and its proof. */
export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}
