import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesOf, useMqtt } from '../mqtt-store.ts'
import { messageFilter, type ListFilter } from './list-filter.ts'
import { MessageBar } from './message-bar.tsx'
import { MessageList } from './message-list.tsx'
import type { MessagePages } from './message-pages.ts'
import { useSelectedMessages } from './use-selected-messages.ts'

type Props = {
  readonly connectionId: string
  /** Only messages that one of these filters matches; all where there are none. */
  readonly within?: readonly string[]
  readonly filter: ListFilter
  readonly onFilter: (filter: ListFilter) => void
  /** The first message that is shown. */
  readonly from: number
  readonly onClear: () => void
  /** Said where there is no message, without a filter. */
  readonly empty: string
  readonly selected: number | null
  readonly onSelect: (seq: number | null) => void
  /** What else can be done with what is shown. */
  readonly actions?: ReactNode
}

const everywhere: readonly string[] = []

/** A connection's messages, with what is shown of them chosen above. */
export function FilteredMessages({ connectionId, within = everywhere, filter, onFilter, from, onClear, empty, selected, onSelect, actions }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const all = useMqtt((state) => messagesOf(state, connectionId))
  const wanted = useMemo(() => messageFilter(filter, within, from), [filter, within, from])
  const state = useSelectedMessages(connectionId, wanted)
  const { selection } = state
  const source = selection?.pages ?? all
  const [paused, setPaused] = useState<{ readonly source: MessagePages; readonly end: number } | null>(null)
  const pausedEnd = paused?.source === source ? paused.end : null
  const isPaused = paused !== null
  // A filter that is changed meanwhile stands still as soon as it has gone through what there is.
  useEffect(() => {
    if (!isPaused || pausedEnd !== null) return undefined
    const hold = (): void => {
      if (!selection || selection.progress() >= 1) setPaused({ source, end: source.extent().end })
    }
    const first = setTimeout(hold, 0)
    const unsubscribe = source.subscribe(hold)
    return () => {
      clearTimeout(first)
      unsubscribe()
    }
  }, [isPaused, pausedEnd, source, selection])
  return (
    <>
      <MessageBar
        all={all}
        selection={selection}
        from={from}
        pausedEnd={pausedEnd}
        filter={filter}
        onFilter={onFilter}
        state={state}
        onPause={(isToPause) => setPaused(isToPause ? { source, end: source.extent().end } : null)}
        onClear={onClear}
      >
        {actions}
      </MessageBar>
      <MessageList
        name={connectionId}
        source={source}
        from={selection ? 0 : from}
        pausedEnd={pausedEnd}
        empty={wanted === null ? empty : t('noMatch')}
        selected={selected}
        onSelect={onSelect}
      />
    </>
  )
}
