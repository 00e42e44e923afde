import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../ui/format.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { oneLine } from '../../ui/payload-text.ts'
import { explainRow } from '../terminal/explain-row.ts'
import { VisibleBytes } from '../terminal/log-row-view.tsx'
import logStyles from '../terminal/log-view.module.css'
import { noteWords } from '../terminal/note-words.ts'
import { rowSigns } from '../terminal/row-sign.ts'
import { leadingLineEnds } from '../terminal/visible-text.ts'
import type { ShownRow } from './shown-row.ts'
import type { OfferedSource } from './timeline-sources.ts'
import styles from './timeline.module.css'

type Props = {
  readonly row: ShownRow
  readonly source: OfferedSource | undefined
  /** ms from the row that times are counted from: the chosen one, else the one before. */
  readonly since: number | undefined
  readonly isSelected: boolean
  readonly onSelect: (row: number | null) => void
}

const arrows = { in: '←', out: '→', note: '·' } as const

/** `+0.4`, `+12`, `−3.20 s`: what a bench reads at a glance. */
export function formatSince(ms: number): string {
  const sign = ms < 0 ? '−' : '+'
  const size = Math.abs(ms)
  if (size < 10) return `${sign}${size.toFixed(1)} ms`
  if (size < 1000) return `${sign}${Math.round(size)} ms`
  return size < 60_000 ? `${sign}${(size / 1000).toFixed(2)} s` : `${sign}${(size / 60_000).toFixed(1)} min`
}

function Content({ row }: { readonly row: ShownRow }) {
  const { t } = useTranslation('timeline')
  const language = useLanguage()
  if (row.kind === 'gone') return <i className={styles['gone']}>{t('gone')}</i>
  if (row.kind === 'message') {
    return (
      <>
        <span className={styles['topic']}>{row.message.topic}</span>
        {row.message.payload.length === 0 ? <i className={styles['gone']}>{t('emptyPayload')}</i> : oneLine(row.message.payload)}
      </>
    )
  }
  if (row.line.direction === 'note') return noteWords(row.log?.text ?? '', language)
  return <VisibleBytes bytes={row.line.bytes.subarray(leadingLineEnds(row.line.bytes))} />
}

/** A line of a port or a message of a broker, on the one clock. */
export const TimelineRowView = memo(function TimelineRowView({ row, source, since, isSelected, onSelect }: Props) {
  const { t } = useTranslation('timeline')
  const { passed } = row
  const direction = row.kind === 'line' ? row.line.direction : row.kind === 'message' ? row.message.direction : 'note'
  const kind = row.log ? explainRow(row.log, undefined).kind : undefined
  return (
    <div
      className={`${logStyles['row']} ${styles['row']}`}
      role="row"
      data-kind={kind}
      data-direction={direction}
      data-source={source?.key}
      data-selected={isSelected || undefined}
      onClick={() => onSelect(isSelected ? null : row.row)}
    >
      <span role="cell" className={logStyles['time']}>
        {formatTime(row.at)}
      </span>
      <span role="cell" className={styles['since']}>
        {since !== undefined && !isSelected && formatSince(since)}
      </span>
      <span role="cell" className={styles['source']} data-colour={source?.colour} title={source?.name}>
        {source?.name}
      </span>
      <span role="cell" className={logStyles['arrow']} aria-label={t(`direction.${direction}`)}>
        {arrows[direction]}
      </span>
      <span role="cell" className={logStyles['sign']}>
        {kind && rowSigns[kind]}
      </span>
      <span role="cell" className={logStyles['text']}>
        <Content row={row} />
      </span>
      <span role="cell" className={logStyles['remark']}>
        {passed && (
          <button
            type="button"
            className={styles['origin']}
            title={t('toOrigin')}
            onClick={(event) => {
              event.stopPropagation()
              onSelect(passed.from)
            }}
          >
            {t(row.kind === 'message' ? 'seenAtBroker' : 'reportedByModem', { at: formatTime(row.at - passed.ms), since: formatSince(passed.ms) })}
          </button>
        )}
      </span>
    </div>
  )
})
