import { useEffect, useMemo, useState } from 'react'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { MessageFilter, MessageSelection } from '../../../../shared/contract/mqtt-messages.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { RowPages } from '../../log/row-pages.ts'
import { listed, type ListedMessage } from './listed-message.ts'
import { previewBytes, type MessagePages } from './message-pages.ts'

/** A typed filter is asked for when typing has paused, ms. */
const typingMs = 200

export type SelectedMessages = {
  readonly connectionId: string
  readonly pages: MessagePages
  /** Changes as `pages` does. 0 to 1: how much of what is kept has been looked through. */
  readonly progress: () => number
}

export type SelectedMessagesState = {
  /** Null: not there yet, or all messages are shown. */
  readonly selection: SelectedMessages | null
  /** Why the filter is not in force. */
  readonly failure: Failure | null
}

const none: SelectedMessagesState = { selection: null, failure: null }

/** What a filter leaves of a connection's messages, while they grow. The one before stays until the next is there. */
export function useSelectedMessages(connectionId: string, filter: MessageFilter | null): SelectedMessagesState {
  const [state, setState] = useState(none)
  /** Counts up when the program has lost the selection. */
  const [round, setRound] = useState(0)
  // The same filter is the same selection, whoever made the object.
  const key = JSON.stringify(filter)
  const wanted = useMemo(() => JSON.parse(key) as MessageFilter | null, [key])
  // Set while rendering: what was left by a filter that was taken away is nothing to begin with.
  if (state !== none && (wanted === null || (state.selection !== null && state.selection.connectionId !== connectionId))) setState(none)
  useEffect(() => {
    if (wanted === null) return undefined
    let isOver = false
    let own: { readonly id: string; readonly take: (state: MessageSelection) => void } | undefined
    // A short history is looked through before the answer is here.
    const early = new Map<string, MessageSelection>()

    const begin = async (): Promise<void> => {
      const result = await attempt(() => bridge().call('mqtt.selectMessages', connectionId, wanted))
      if (!result.ok) {
        if (!isOver) setState((before) => ({ ...before, failure: result.failure }))
        return
      }
      const id = result.value.selectionId
      if (isOver) return void attempt(() => bridge().call('mqtt.unselectMessages', id))
      let latest = early.get(id) ?? result.value
      const pages = new RowPages<ListedMessage>(
        async (place, count) => {
          const messages = await bridge().call('mqtt.selectedMessages', id, place, count, previewBytes)
          if (!messages.ok && messages.failure.code === 'mqtt.no-selection' && !isOver) setRound((before) => before + 1)
          return messages.ok ? messages.value.map(listed) : []
        },
        async (seq) => {
          const place = await bridge().call('mqtt.placeOfMessage', id, seq)
          return place.ok ? place.value : 0
        },
      )
      const take = (next: MessageSelection): void => {
        latest = next
        pages.grew({ first: next.first, end: next.places })
        if (next.failure) setState((before) => ({ ...before, failure: next.failure ?? null }))
      }
      own = { id, take }
      setState({ selection: { connectionId, pages, progress: () => latest.progress }, failure: null })
      take(latest)
    }

    const timer = setTimeout(() => void begin(), typingMs)
    const disposers = [
      bridge().on('mqtt.didSelect', (next) => {
        if (next.selectionId === own?.id) own.take(next)
        else if (!own && next.connectionId === connectionId) early.set(next.selectionId, next)
      }),
      bridge().onLinkState((link) => {
        if (link === 'connected') setRound((before) => before + 1)
      }),
    ]
    return () => {
      isOver = true
      clearTimeout(timer)
      disposers.forEach((dispose) => dispose())
      const id = own?.id
      if (id !== undefined) void attempt(() => bridge().call('mqtt.unselectMessages', id))
    }
    // A new round asks for the same again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [connectionId, wanted, round])
  return wanted === null ? none : state
}
