import type { Stage } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'

export type Family = 'quectel' | 'lierda' | 'luat' | 'simcom' | 'esp' | 'nrf'

/**
 * One way in which a field failure shows itself: everything given must hold at one line. Regular expression sources; lines come without line
 * ends, stamps and secrets, empty ones are left out.
 */
export type Sign = {
  /** Holds too where the modem is not known: most lines belong to one family by themselves. */
  readonly families?: readonly Family[]
  /** Ids of cloud profiles. Does not hold where the cloud is not known. */
  readonly clouds?: readonly string[]
  /** The code of the failure that was found at the line, or that the wizard's step ended with. */
  readonly code?: string
  readonly line?: string
  /** Who wrote the line. `host` holds too where the log has no arrows; `modem` does not. */
  readonly from?: 'host' | 'modem'
  /** The last command before the line. */
  readonly answers?: string
  /** Earlier lines, in this order. */
  readonly before?: readonly string[]
  /** Stands nowhere between the first of `before` and the line; without `before`, nowhere before the line. */
  readonly unless?: string
  /** No such line follows before the next command, or the end. */
  readonly lacks?: string
  /** Stands nowhere at all, before or after. */
  readonly never?: string
  /** The line comes at least so often, each time without `lacks`. */
  readonly times?: number
  /** A hint that fits sessions without this failure too: never before anything else. */
  readonly weak?: true
}

export type Cause = {
  readonly text: Text
  /** Manual and section, address, or title of the article. Without one the cause is worded as a hypothesis. */
  readonly source?: string
}

/** What an answer says about the causes. `pattern`: regular expression source on one line of the answer. */
export type Answer = { readonly pattern: string; readonly means: Text; readonly verdict: 'confirms' | 'rules-out' }

export type Check = {
  /**
   * A command that only reads, for any modem or by family; left out where a person has to look. `{host}` and `{port}` stand for the broker's,
   * `{ctx}` for the TLS context in use.
   */
  readonly send?: string | Readonly<Partial<Record<Family, string>>>
  /** ms until the final result; left out: 5 s. */
  readonly timeoutMs?: number
  /** The answer comes as a URC with this prefix after the final result. */
  readonly urc?: string
  readonly tells: Text
  readonly answers?: readonly Answer[]
}

/** A failure that engineers meet in the field: how it looks, what may be behind it, which check tells the causes apart, what mends it. */
export type FieldFailure = {
  /** Stable, dotted, for programs and searches. */
  readonly id: string
  readonly stage: Stage
  readonly symptom: Text
  /** The families it is confined to, for the list's filter. */
  readonly families?: readonly Family[]
  readonly clouds?: readonly string[]
  /** Any one of them. Empty where the bytes alone do not show it: then a person chooses it from the list. */
  readonly when: readonly Sign[]
  readonly causes: readonly Cause[]
  readonly checks: readonly Check[]
  readonly fix: Text
}

/** A cause that a manual, a cloud's document or a recorded session shows. */
export const known = (source: string, en: string, zh: string): Cause => ({ text: text(en, zh), source })

/** A cause from experience alone; the words say how to tell. */
export const possible = (en: string, zh: string): Cause => ({ text: text(`Possible: ${en}`, `可能：${zh}`) })

/** Something that a person looks at. */
export const look = (en: string, zh: string): Check => ({ tells: text(en, zh) })

export const ask = (send: NonNullable<Check['send']>, en: string, zh: string, answers: readonly Answer[] = [], rest: Pick<Check, 'timeoutMs' | 'urc'> = {}): Check => ({
  send,
  tells: text(en, zh),
  ...(answers.length > 0 && { answers }),
  ...rest,
})

export const confirms = (pattern: string, en: string, zh: string): Answer => ({ pattern, means: text(en, zh), verdict: 'confirms' })
export const rulesOut = (pattern: string, en: string, zh: string): Answer => ({ pattern, means: text(en, zh), verdict: 'rules-out' })
