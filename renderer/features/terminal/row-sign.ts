import type { LineKind } from '../../../shared/diagnosis/line-reader.ts'

/** A mark a kind, so that colour is never the only difference. Each is in the usual monospaced fonts, none has an emoji form. */
export const rowSigns: Readonly<Record<LineKind, string>> = {
  blank: '',
  sent: '»',
  echo: '≈',
  answer: '=',
  ok: '✓',
  error: '✗',
  urc: '◆',
  boot: '↻',
  prompt: '>',
  data: '≡',
  note: '#',
  unknown: '?',
}
