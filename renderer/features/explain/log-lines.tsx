import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LineKind } from '../../../shared/diagnosis/line-reader.ts'
import type { ExplainedLine } from '../../../shared/diagnosis/explain-log.ts'
import { useText } from '../../ui/local-text.ts'
import { selectLine, useExplain } from './explain-store.ts'
import styles from './explain.module.css'

/** Beside a line, so that its kind does not hang on its colour alone. */
const signs: Readonly<Record<LineKind, string>> = { blank: '', sent: '→', echo: '⇢', answer: '←', ok: '✓', error: '✗', urc: '!', boot: '↻', prompt: '…', data: '≡', note: '#', unknown: '?' }

/** px; a row that wraps is measured. */
const rowHeight = 20

/** The lines under their numbers in the log, empty ones left out, each with its words. Only those in sight exist. */
export function LogLines({ lines }: { readonly lines: readonly ExplainedLine[] }) {
  const { t } = useTranslation('explain')
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const selected = useExplain((state) => state.selected)
  const onlyFailures = useExplain((state) => state.onlyFailures)
  const shown = useMemo(() => lines.filter((line) => (onlyFailures ? line.isFailure : line.kind !== 'blank')), [lines, onlyFailures])
  // oxlint-disable-next-line react/incompatible-library -- its results go to no memoized component
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 20, paddingStart: 4, paddingEnd: 8 })
  const scroll = useRef(virtual.scrollToIndex)

  useEffect(() => {
    scroll.current = virtual.scrollToIndex
  })
  useEffect(() => {
    const index = selected === null ? -1 : shown.findIndex(({ number }) => number === selected)
    if (index >= 0) scroll.current(index, { align: 'center' })
  }, [selected, shown])

  if (onlyFailures && shown.length === 0) return <p className={styles['none']}>{t('noneOfThem')}</p>
  return (
    <div ref={scroller} className={styles['lines']} tabIndex={0} role="table" aria-label={t('lines')} aria-rowcount={shown.length} data-testid="explain-lines">
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = shown[index]
          return (
            line && (
              <div
                key={line.number}
                ref={virtual.measureElement}
                data-index={index}
                role="row"
                className={styles['row']}
                style={{ transform: `translateY(${start}px)` }}
                data-line={line.number}
                data-failure={line.isFailure || undefined}
                data-kind={line.kind}
                data-selected={line.number === selected || undefined}
                onClick={() => selectLine(line.number === selected ? null : line.number)}
              >
                <span role="rowheader" className={styles['number']}>
                  {line.number}
                </span>
                <span role="cell" className={styles['sign']} title={line.kind === 'blank' ? undefined : t(`kind.${line.kind}`)} aria-label={line.kind === 'blank' ? undefined : t(`kind.${line.kind}`)}>
                  {signs[line.kind]}
                </span>
                <code role="cell">{line.text}</code>
                {line.words && (
                  <span role="cell" className={styles['words']}>
                    {text(line.words)}
                  </span>
                )}
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}
