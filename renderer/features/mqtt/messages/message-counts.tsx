import { useTranslation } from 'react-i18next'
import type { MessagePages } from './message-pages.ts'
import type { SelectedMessages } from './message-selections.ts'
import { useExtent } from '../../log/use-extent.ts'
import styles from './messages.module.css'

export type CountsProps = {
  readonly all: MessagePages
  readonly selection: SelectedMessages | null
  /** The first of all messages that is shown. */
  readonly from: number
  /** Where the view stands still; null: it does not. */
  readonly pausedEnd: number | null
}

/** How many messages there are and how many are shown, drawn by itself: it changes with every batch. */
export function MessageCounts({ all, selection, from, pausedEnd }: CountsProps) {
  const { t } = useTranslation('mqtt-messages')
  const kept = useExtent(all)
  const shown = useExtent(selection?.pages ?? all)
  const total = Math.max(0, kept.end - Math.max(kept.first, from))
  const waiting = pausedEnd === null ? 0 : Math.max(0, shown.end - pausedEnd)
  const dropped = Math.max(0, kept.first - from)
  const progress = selection?.counts().progress ?? 1
  return (
    <span className={styles['counts']} aria-live="off">
      {progress < 1 && `${t('looking', { percent: Math.floor(progress * 100) })} `}
      <span data-testid="mqtt-count">
        {selection ? t('countLeft', { shown: (shown.end - shown.first).toLocaleString(), total: total.toLocaleString() }) : t('countAll', { shown: total.toLocaleString() })}
      </span>
      {dropped > 0 && <span title={t('droppedHint')}> {t('dropped', { shown: dropped.toLocaleString() })}</span>}
      {pausedEnd !== null && <strong>{t('waiting', { count: waiting, shown: waiting.toLocaleString() })}</strong>}
    </span>
  )
}
