import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePause } from '../../log/use-pause.ts'
import { useSelection } from '../../log/use-selection.ts'
import { messagesOf, useMqtt } from '../mqtt-store.ts'
import { messageFilter, type ListFilter } from './list-filter.ts'
import { MessageBar } from './message-bar.tsx'
import { MessageList } from './message-list.tsx'
import { messageSelections } from './message-selections.ts'

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
  const wanted = messageFilter(filter, within, from)
  const { selection, failure } = useSelection(messageSelections, connectionId, wanted)
  const source = selection?.pages ?? all
  const pause = usePause(source, selection)
  return (
    <>
      <MessageBar
        all={all}
        selection={selection}
        from={from}
        pausedEnd={pause.end}
        filter={filter}
        onFilter={onFilter}
        failure={failure}
        onPause={pause.set}
        onClear={onClear}
      >
        {actions}
      </MessageBar>
      <MessageList
        connectionId={connectionId}
        source={source}
        from={selection ? 0 : from}
        pausedEnd={pause.end}
        empty={wanted === null ? empty : t('noMatch')}
        selected={selected}
        onSelect={onSelect}
        onTopic={(topic) => onFilter({ ...filter, topic })}
      />
    </>
  )
}
