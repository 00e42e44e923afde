import { text, type Text } from '../../text/local-text.ts'
import type { Plan } from '../plan.ts'
import { outlineOf, type Outline, type OutlineStep } from './outline.ts'

export type PlanExportOptions = {
  /** Left out: placeholders stand where secrets are. A private key's bytes are never in the text. */
  readonly withSecrets?: boolean
  /** Of the comments; the formats of other programs that are no UTF-8 have English ones. */
  readonly language?: 'en' | 'zh'
}

export type ExportedPlan = { readonly text: string; readonly fileName: string; readonly notes: readonly Text[] }

export type PlanExporter = (plan: Plan, options?: PlanExportOptions) => ExportedPlan

export type Words = (text: Text) => string

/** Letters, digits, dot, hyphen, underscore: safe on every system and in every shell. */
export const fileNameOf = ({ modem, cloud, variant }: Plan, extension: string): string =>
  `${[modem, cloud, variant].flatMap((part) => (part === undefined ? [] : [part.replace(/[^A-Za-z0-9_-]+/g, '-')])).join('_')}.${extension}`

/** What every format begins with: the plan with placeholders put in, and words in one language. */
export const begin = (plan: Plan, { withSecrets = false, language = 'en' }: PlanExportOptions = {}): { readonly outline: Outline; readonly say: Words } => ({
  outline: outlineOf(plan, withSecrets),
  say: (text) => text[language],
})

/** One line, whatever the words hold: a comment must not end early. */
export const oneLine = (words: string): string => words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const lasting = { 'writes-nvm': text('stays in the modem', '断电后仍保留'), irreversible: text('cannot be undone', '不可撤销') } as const

/** The step's title, and a word where it leaves something behind in the modem's own memory. */
export function titleOf({ title, risk }: Pick<OutlineStep, 'title' | 'risk'>, say: Words): string {
  return risk === 'writes-nvm' || risk === 'irreversible' ? `${say(title)} [${say(lasting[risk])}]` : say(title)
}
