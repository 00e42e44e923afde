import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExplainedRow } from '../../../shared/diagnosis/explain-line.ts'
import { toHex } from '../../../shared/text/bytes.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { formatTime } from '../../ui/format.ts'
import { useMarks } from '../log/marks-context.ts'
import { RowGutter } from '../log/row-mark.tsx'
import { useSettings } from '../settings/settings-store.ts'
import { useCharset } from './charset-context.ts'
import { explainRow } from './explain-row.ts'
import { findMarks, markParts, type MarkedPart } from './highlight.ts'
import type { LogRow } from './log-rows.ts'
import styles from './log-view.module.css'
import { noteWords } from './note-words.ts'
import { enterRow, leaveRow } from './row-hover.ts'
import { rowSigns } from './row-sign.ts'
import { useRowModem } from './session-modem.ts'
import { leadingLineEnds, visibleText, withoutLineEnds } from './visible-text.ts'

/** More would never fit beside the text; the strip below shows a chosen row whole. */
const hexBytesShown = 32

/** From here on a line is cut short on the screen, and its length is worth saying. */
const longRowBytes = 120

const arrows = { in: '←', out: '→', note: '·' } as const

/** Bytes as text, with what the person's rules mark in it. */
export function VisibleBytes({ bytes }: { readonly bytes: Uint8Array }) {
  const charset = useCharset()
  const rules = useSettings((settings) => settings.highlights)
  const end = withoutLineEnds(bytes)
  const parts = visibleText(bytes.subarray(0, end), charset)
  // A rule's `$` is the end of the text, not of the line ends behind it.
  const marks = rules.length === 0 ? [] : findMarks(rules, parts.map(({ text }) => text).join(''))
  const shown: readonly MarkedPart[] = [...markParts(parts, marks), ...visibleText(bytes.subarray(end))]
  return shown.map((part, index) => {
    const text = part.isControl ? (
      <i key={index} className={styles['control']}>
        {part.text}
      </i>
    ) : (
      part.text
    )
    return part.mark ? (
      <mark key={index} className={styles['mark']} data-colour={part.mark.colour} title={part.mark.name}>
        {text}
      </mark>
    ) : (
      text
    )
  })
}

type Props = { readonly row: LogRow; readonly isHexShown: boolean; readonly isSelected: boolean; readonly onSelect: (id: number | null) => void }

export const LogRowView = memo(function LogRowView({ row, isHexShown, isSelected, onSelect }: Props) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const language = useLanguage()
  const modem = useRowModem()
  const explained = explainRow(row, modem)
  const remark = rowRemark(explained)
  const note = useMarks()?.of(row.id)?.note ?? ''
  const facts = row.elapsedMs !== undefined ? t('log.elapsed', { ms: formatElapsed(row.elapsedMs) }) : row.bytes.length >= longRowBytes && t('detail.bytes', { count: row.bytes.length })
  const lead = row.direction === 'note' ? 0 : leadingLineEnds(row.bytes)
  return (
    <div
      className={styles['row']}
      role="row"
      data-kind={explained.kind}
      data-direction={row.direction}
      data-hex={isHexShown || undefined}
      data-selected={isSelected || undefined}
      onClick={() => {
        leaveRow()
        onSelect(isSelected ? null : row.id)
      }}
      onMouseEnter={(event) => !isSelected && enterRow(event.currentTarget, event.clientX, event.buttons, () => explainRow(row, modem))}
      onMouseLeave={leaveRow}
    >
      <RowGutter row={row.id} />
      <span role="cell" className={styles['time']}>
        {formatTime(row.at)}
      </span>
      <span role="cell" className={styles['arrow']} aria-label={t(`log.direction.${row.direction}`)}>
        {arrows[row.direction]}
      </span>
      <span role="cell" className={styles['sign']} aria-label={t(`log.kind.${explained.kind}`)}>
        {rowSigns[explained.kind]}
      </span>
      <span role="cell" className={styles['text']}>
        {/* In a gutter of its own, so that answers stand under one another. */}
        <span className={styles['lead']}>
          <VisibleBytes bytes={row.bytes.subarray(0, lead)} />
        </span>
        {row.direction === 'note' ? noteWords(row.text, language) : <VisibleBytes bytes={row.bytes.subarray(lead)} />}
      </span>
      {isHexShown && (
        <span role="cell" className={styles['hex']}>
          {row.direction === 'note' ? '' : toHex(row.bytes.subarray(0, hexBytesShown), ' ') + (row.bytes.length > hexBytesShown ? ' …' : '')}
        </span>
      )}
      <span role="cell" className={styles['remark']}>
        {row.repeats !== undefined && <b className={styles['repeats']}>{t('log.repeats', { shown: row.repeats.toLocaleString() })}</b>}
        {/* A person's own words before the program's. */}
        {note !== '' ? <span className={styles['note']}>{note}</span> : remark ? text(remark) : facts}
      </span>
    </div>
  )
})

/** Beside what needs words most: what failed, came by itself or answered; not beside commands and their OK, which a bench reads by itself. */
const rowRemark = ({ kind, words, fields, isFailure }: ExplainedRow): Text | undefined =>
  isFailure || kind === 'urc' || kind === 'boot' || (kind === 'answer' && fields.length > 0) ? words : undefined

const formatElapsed = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))
