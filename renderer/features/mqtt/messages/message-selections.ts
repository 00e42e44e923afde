import type { MessageFilter, MessageSelection } from '../../../../shared/contract/mqtt-messages.ts'
import { bridge } from '../../../bridge/bridge.ts'
import type { Selection, SelectionCalls } from '../../log/follow-selection.ts'
import { listed, type ListedMessage } from './listed-message.ts'
import { previewBytes } from './message-pages.ts'

export type SelectedMessages = Selection<MessageSelection, ListedMessage>

/** Messages of connections. */
export const messageSelections: SelectionCalls<MessageFilter, MessageSelection, ListedMessage> = {
  select: (connectionId, filter) => bridge().call('mqtt.selectMessages', connectionId, filter),
  unselect: (id) => bridge().call('mqtt.unselectMessages', id),
  rows: async (id, place, count) => {
    const messages = await bridge().call('mqtt.selectedMessages', id, place, count, previewBytes)
    return messages.ok ? { ok: true, value: messages.value.map(listed) } : messages
  },
  placeOf: (id, seq) => bridge().call('mqtt.placeOfMessage', id, seq),
  onSelect: (listener) => bridge().on('mqtt.didSelect', listener),
  lostCode: 'mqtt.no-selection',
}
