import type { TFunction } from 'i18next'
import { charsetNames, type Charset } from '../../../shared/text/charset.ts'
import type { Draft } from './send-line.ts'

/** Why a line cannot go out as it stands. */
export function draftProblem(t: TFunction<'terminal'>, draft: Exclude<Draft, { ok: true }>, charset: Charset): string {
  if (draft.problem === 'hex') return t('send.badHex')
  if (draft.problem === 'charset') return t('send.badCharset', { found: draft.found, charset: charsetNames[charset] })
  return t('send.badEscape', { found: draft.found, at: draft.at + 1 })
}
