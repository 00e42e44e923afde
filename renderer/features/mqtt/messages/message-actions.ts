import type { MessageExtent } from '../../../../shared/contract/mqtt.ts'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { notice, noticeFailure } from '../../../app/notices.tsx'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { messagesOf, mqttStore } from '../mqtt-store.ts'
import { noFilter, type ListFilter } from './list-filter.ts'
import { withExtent } from './message-pages.ts'

const { getState, setState } = mqttStore

export function noteExtent(id: string, extent: MessageExtent): void {
  const known = getState().messages[id]
  const pages = withExtent(known, id, extent)
  // The pages tell whoever shows them that they have grown; here only that there are some.
  if (pages !== known) setState((state) => ({ messages: { ...state.messages, [id]: pages }, clearedBefore: { ...state.clearedBefore, [id]: 0 } }))
}

export const selectMessage = (id: string, seq: number | null): void => setState((state) => ({ selected: { ...state.selected, [id]: seq } }))

/** Brings a message of a connection to the front, whatever was shown of it. */
export const showMessage = (id: string, seq: number): void =>
  setState((state) => ({
    activeId: id,
    views: { ...state.views, [id]: 'list' },
    filters: { ...state.filters, [id]: noFilter },
    clearedBefore: { ...state.clearedBefore, [id]: Math.min(state.clearedBefore[id] ?? 0, seq) },
    selected: { ...state.selected, [id]: seq },
  }))

/** Chooses the message before or after one on the same topic; says `none` where there is none. */
export async function stepOnTopic(id: string, seq: number, side: 'before' | 'after', none: string, choose: (seq: number) => void): Promise<void> {
  const result = await attempt(() => bridge().call('mqtt.neighbourOfMessage', id, seq, side))
  if (!result.ok) noticeFailure(result.failure)
  else if (result.value === null) notice(none)
  else choose(result.value)
}

/** Empties the view; what is kept stays kept. */
export function clearMessages(id: string): void {
  const { end } = messagesOf(getState(), id).extent()
  setState((state) => ({ clearedBefore: { ...state.clearedBefore, [id]: end }, selected: { ...state.selected, [id]: null } }))
}

export const changeFilter = (id: string, filter: ListFilter): void => setState((state) => ({ filters: { ...state.filters, [id]: filter } }))

export const showView = (id: string, view: string): void => setState((state) => ({ views: { ...state.views, [id]: view } }))

export const showTopicAs = (topic: string, format: PayloadFormat): void =>
  setState((state) => ({ formats: { ...state.formats, [topic]: format } }))
