import { setTimeout as delay } from 'node:timers/promises'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { ProbeTry } from '../../../shared/contract/line-probe.ts'
import { classifyAnswer } from '../../../shared/line-probe/heard.ts'
import { concat, fromLatin1, utf8 } from '../../../shared/text/bytes.ts'
import type { SessionLink } from '../serial/link.ts'

/** ms for an answer to AT: a module that is awake needs some 10, behind a USB hub or a slow line 100. */
const usualAnswerMs = 400
/** ms in which what was on its way at the speed before has come; it is no answer to this one. */
const settleMs = 40
/** Bytes of an answer that are kept for showing. */
const shownBytes = 40
/** A flood is garbage as well after so many. */
const enoughBytes = 4096

export type ProbeTools = {
  readonly link: Pick<SessionLink, 'write' | 'onBytes'>
  readonly signal: AbortSignal
  readonly setRate: (baudRate: number) => Promise<Failure | undefined>
  readonly onTry: (tried: ProbeTry) => void
  /** Another time for an answer than `usualAnswerMs`. */
  readonly answerMs?: number
}

export type ProbeVerdict = { readonly kind: 'found'; readonly baudRate: number; readonly lineEnd: 'CR' | 'CRLF' } | { readonly kind: 'not-found' } | { readonly kind: 'failed'; readonly failure: Failure }

/**
 * A first AT may be lost in what a wrong speed left in the modem's line, or wake it. The third ends as ESP-AT and other Wi-Fi modules want it; they
 * answer ERROR then to all three together, and OK to the fourth.
 */
const ends = ['CR', 'CR', 'CRLF', 'CRLF'] as const
const endBytes = { CR: '\r', CRLF: '\r\n' } as const

/** Asks `AT` at each rate until somebody answers OK. Ends early, without a verdict, when `signal` is aborted. */
export async function probeLine(rates: readonly number[], { link, signal, setRate, onTry, answerMs = usualAnswerMs }: ProbeTools): Promise<ProbeVerdict> {
  for (const baudRate of rates) {
    if (signal.aborted) break
    const refused = await setRate(baudRate)
    if (refused) {
      onTry({ baudRate, lineEnd: 'CR', heard: 'refused', shown: (refused.evidence ?? refused.what.en).slice(0, 200) })
      continue
    }
    await delay(settleMs, undefined, { signal }).catch(() => {})
    let before: ProbeTry['heard'] | undefined
    for (const [index, lineEnd] of ends.entries()) {
      if (signal.aborted || (index === 3 && before !== 'text')) break
      const answer = await ask(`AT${endBytes[lineEnd]}`, link, signal, answerMs)
      if ('failure' in answer) return { kind: 'failed', failure: answer.failure }
      if (signal.aborted) break
      const heard = classifyAnswer(answer.bytes)
      before = heard
      // Two tries with the same end that brought the same are one to a person.
      if (index !== 0 || heard !== 'nothing') onTry({ baudRate, lineEnd, heard, shown: shown(answer.bytes) })
      if (heard === 'ok') return { kind: 'found', baudRate, lineEnd }
      if (heard === 'garbage') break
    }
  }
  return { kind: 'not-found' }
}

async function ask(line: string, link: ProbeTools['link'], signal: AbortSignal, answerMs: number): Promise<{ readonly bytes: Uint8Array } | { readonly failure: Failure }> {
  const parts: Uint8Array[] = []
  const enough = new AbortController()
  const off = link.onBytes((bytes) => {
    parts.push(bytes.slice())
    const all = concat(parts)
    if (classifyAnswer(all) === 'ok' || all.length > enoughBytes) enough.abort()
  })
  try {
    const written = await link.write(utf8(line))
    if (!written.ok) return { failure: written.failure }
    await delay(answerMs, undefined, { signal: AbortSignal.any([signal, enough.signal]) }).catch(() => {})
    return { bytes: concat(parts) }
  } finally {
    off()
  }
}

const shown = (bytes: Uint8Array): string =>
  fromLatin1(bytes.subarray(0, shownBytes)).replaceAll(/[^ -~]/g, (each) => ({ '\r': '\\r', '\n': '\\n' })[each] ?? `\\x${each.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
