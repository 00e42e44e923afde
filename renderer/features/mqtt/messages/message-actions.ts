import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { logOf, mqttStore } from '../mqtt-store.ts'
import { clearLog } from './message-log.ts'

const { setState } = mqttStore

export const selectMessage = (id: string, seq: number | undefined): void =>
  setState((state) => ({ selected: { ...state.selected, [id]: seq } }))

export function clearMessages(id: string): void {
  setState((state) => ({ logs: { ...state.logs, [id]: clearLog(logOf(state, id)) }, selected: { ...state.selected, [id]: undefined } }))
}

export const showTopicAs = (topic: string, format: PayloadFormat): void =>
  setState((state) => ({ formats: { ...state.formats, [topic]: format } }))
