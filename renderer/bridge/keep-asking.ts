import type { Disposer } from '../../shared/contract/failure.ts'
import { bridge } from './bridge.ts'

/**
 * Asks at once, whenever `watch` says so and when the link is back: one question at a time, and however often it is told meanwhile, once more. `question` must not
 * reject. Nothing is heard after it is disposed of.
 */
export function keepAsking<Answer>(question: () => Promise<Answer>, heard: (answer: Answer) => void, watch: (ask: () => void) => Disposer): Disposer {
  let isOver = false
  let isAsking = false
  let isWanted = false
  const ask = async (): Promise<void> => {
    isWanted = true
    if (isAsking) return
    isAsking = true
    while (isWanted && !isOver) {
      isWanted = false
      const answer = await question()
      if (isOver) return
      heard(answer)
    }
    isAsking = false
  }
  const again = (): void => void ask()
  again()
  const unwatch = watch(again)
  const offLink = bridge().onLinkState((link) => {
    if (link === 'connected') again()
  })
  return () => {
    isOver = true
    unwatch()
    offLink()
  }
}
