import { useEffect, useRef, useState } from 'react'
import { utf8 } from '../../../shared/text/bytes.ts'
import { endingNow, lineEndings } from './send-line.ts'
import { askDevice } from './use-sending.ts'
import { useSendOptions } from './use-send-options.ts'

/** What a device said to the question for an old value; `null`: nothing of use. */
export type OldValue = { readonly question: string; readonly answer: readonly string[] | null }

/** ms without a change before anything is asked: a list is being edited. */
const settledMs = 400
/** ms after which a question got no answer, not even an error. */
const silentMs = 2_500

/** Asks the device what stands there now, each question once, one after another: answers carry no command's name. `isReady`: every one has its answer. */
export function useOldValues(sessionId: string, path: string, questions: readonly string[], isFree: boolean): { readonly values: readonly OldValue[]; readonly isReady: boolean } {
  const options = useSendOptions(path)
  const [values, setValues] = useState<readonly OldValue[]>([])
  const known = useRef(new Set<string>())
  const wanted = questions.join('\n')
  useEffect(() => {
    let isLive = true
    const ask = async (): Promise<void> => {
      let isSilent = false
      for (const question of wanted.split('\n')) {
        if (question === '' || known.current.has(question)) continue
        // A device that did not answer one is not asked the others: each would take seconds.
        const askedAt = performance.now()
        const answer: OldValue['answer'] = isSilent ? null : await askDevice(sessionId, question, utf8(question + lineEndings[endingNow(options)]))
        if (!isLive) return
        isSilent ||= performance.now() - askedAt >= silentMs
        known.current.add(question)
        setValues((before) => [...before, { question, answer }])
      }
    }
    const timer = isFree ? setTimeout(() => void ask(), settledMs) : undefined
    return () => {
      isLive = false
      clearTimeout(timer)
    }
    // The line end is that of the first question.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [sessionId, wanted, isFree])
  return { values, isReady: !isFree || questions.every((question) => values.some((value) => value.question === question)) }
}
