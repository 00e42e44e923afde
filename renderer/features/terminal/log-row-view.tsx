import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { toHex } from '../../../shared/text/bytes.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { formatTime } from '../../ui/format.ts'
import type { LogRow } from './log-rows.ts'
import styles from './log-view.module.css'
import { noteWords } from './note-words.ts'
import { rowRemark } from './row-remark.ts'
import { leadingLineEnds, visibleText } from './visible-text.ts'

/** More would never fit beside the text; the strip below shows a chosen row whole. */
const hexBytesShown = 32

/** From here on a line is cut short on the screen, and its length is worth saying. */
const longRowBytes = 120

const arrows = { in: '←', out: '→', note: '·' } as const

export function VisibleBytes({ bytes }: { readonly bytes: Uint8Array }) {
  return visibleText(bytes).map((part, index) =>
    part.isControl ? (
      <i key={index} className={styles['control']}>
        {part.text}
      </i>
    ) : (
      part.text
    ),
  )
}

type Props = { readonly row: LogRow; readonly isHexShown: boolean; readonly isSelected: boolean; readonly onSelect: (id: number | null) => void }

export const LogRowView = memo(function LogRowView({ row, isHexShown, isSelected, onSelect }: Props) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const language = useLanguage()
  const remark = rowRemark(row)
  const lead = row.direction === 'note' ? 0 : leadingLineEnds(row.bytes)
  return (
    <div
      className={styles['row']}
      role="row"
      data-tone={row.tone}
      data-direction={row.direction}
      data-hex={isHexShown || undefined}
      data-selected={isSelected || undefined}
      onClick={() => onSelect(isSelected ? null : row.id)}
    >
      <span role="cell" className={styles['time']}>
        {formatTime(row.at)}
      </span>
      <span role="cell" className={styles['arrow']} aria-label={t(`log.direction.${row.direction}`)}>
        {arrows[row.direction]}
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
      <span role="cell" className={styles['remark']} title={remark && text(remark)}>
        {remark
          ? text(remark)
          : row.elapsedMs !== undefined
            ? t('log.elapsed', { ms: formatElapsed(row.elapsedMs) })
            : row.bytes.length >= longRowBytes && t('detail.bytes', { count: row.bytes.length })}
      </span>
    </div>
  )
})

const formatElapsed = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))
