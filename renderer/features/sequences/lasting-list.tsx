import { Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LastingStep } from '../../../shared/sequence/lasting-steps.ts'
import type { Sequence } from '../../../shared/sequence/schema.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { useText } from '../../ui/local-text.ts'
import { askDevice } from '../terminal/use-sending.ts'
import styles from './sequences.module.css'

/** Questions to the module before a run; a list of hundreds would keep a person waiting. */
const mostQuestions = 12

const ends = { cr: '\r', lf: '\n', crlf: '\r\n', none: '' } as const

type Props = { readonly lasting: readonly LastingStep[]; readonly sessionId: string; readonly lineEnd: Sequence['lineEnd']; /** The module owes no answer any more. */ readonly onReady: () => void }

/** The steps that stay over a power cycle or cannot be undone, with what stands there now. */
export function LastingList({ lasting, sessionId, lineEnd, onReady }: Props) {
  const { t } = useTranslation('sequences')
  const text = useText()
  const [before, setBefore] = useState<Readonly<Record<string, readonly string[] | null>>>({})
  const questions = [...new Set(lasting.flatMap(({ effects }) => effects.flatMap(({ read }) => read ?? [])))].slice(0, mostQuestions)

  useEffect(() => {
    let isLive = true
    // One after another: answers carry no command's name.
    const ask = async (): Promise<void> => {
      for (const question of questions) {
        const answer = await askDevice(sessionId, question, utf8(question + ends[lineEnd]))
        if (!isLive) return
        setBefore((known) => ({ ...known, [question]: answer }))
      }
      onReady()
    }
    void ask()
    return () => {
      isLive = false
    }
    // Asked once, when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return (
    <>
      <p className={styles.hint}>{t('ask.lasting', { count: lasting.length })}</p>
      <ul className={styles.lasting}>
        {lasting.map(({ step, line, effects }) => (
          <li key={`${step}:${line}`}>
            <span className={styles.stepNumber}>{step + 1}</span>
            <code>{line}</code>
            {effects.map(({ kind, words, read }) => (
              <div key={words.en} className={styles.effect} data-kind={kind}>
                <span>
                  <strong>{t(`ask.kind.${kind}`)}</strong> {text(words)}
                </span>
                {read !== undefined && questions.includes(read) && (
                  <span className={styles.before}>
                    {t('ask.before', { question: read })} {before[read] === undefined ? <Loader /> : before[read] === null ? t('ask.unknown') : <code>{before[read].join('  ')}</code>}
                  </span>
                )}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
