import type { RowFilter, RowPattern } from '../../../shared/contract/recordings.ts'
import type { Charset } from '../../../shared/text/charset.ts'

type Pattern = { readonly value: string; readonly isRegex: boolean }

/** What a person chose of a log's rows. */
export type LogFilter = { readonly only: Pattern; readonly except: Pattern; readonly collapse: boolean }

const nothing: Pattern = { value: '', isRegex: false }

export const noFilter: LogFilter = { only: nothing, except: nothing, collapse: false }

export const isFiltering = ({ only, except, collapse }: LogFilter): boolean => only.value !== '' || except.value !== '' || collapse

/** Case never counts: AT commands have none. */
const asked = ({ value, isRegex }: Pattern, charset: Charset): RowPattern | null =>
  value === '' ? null : { kind: isRegex ? 'regex' : 'text', value, ignoreCase: true, charset }

export const rowFilter = ({ only, except, collapse }: LogFilter, charset: Charset, from: number): RowFilter => ({
  only: asked(only, charset),
  except: asked(except, charset),
  collapse,
  from,
})
