import { z } from 'zod'
import { payloadFormats } from '../mqtt/payload-formats/payload-formats.ts'
import type { Failure, Result } from './failure.ts'
import { messageFilterSchema } from './mqtt-messages.ts'
import type { ExportPlace } from './recording-exports.ts'

const id = z.string().min(1).max(64)

export const messageExportSchema = z.object({
  kind: z.enum(['json', 'csv']),
  /** How payloads are written; one that is not of this format is written in Base64, and said to be. */
  payload: z.enum(payloadFormats),
  /** null: all messages that are kept. */
  filter: messageFilterSchema.nullable(),
  /** ms since the epoch: from this moment on, before that one. */
  since: z.number().nullable(),
  until: z.number().nullable(),
})
export type MessageExportRequest = z.infer<typeof messageExportSchema>

export type MessageExport = {
  readonly exportId: string
  readonly fileName: string
  /** 0 to 1. */
  readonly progress: number
  /** Done without `made` and `failure`: cancelled, and nothing was kept. */
  readonly isDone: boolean
  readonly made?: { readonly messages: number; readonly bytes: number; readonly place: ExportPlace }
  readonly failure?: Failure
}

export type HistoryInfo = {
  /** What is kept of a connection at this moment. */
  readonly messages: number
  readonly bytes: number
  readonly limitBytes: number
  /** It is a saved connection: its messages are there after the next start. */
  readonly isKept: boolean
}

export const mqttHistoryInputs = {
  'mqtt.historyInfo': z.tuple([id]),
  'mqtt.clearHistory': z.tuple([id]),
  'mqtt.neighbourOfMessage': z.tuple([id, z.int().min(0), z.enum(['before', 'after'])]),
  'mqtt.exportMessages': z.tuple([id, messageExportSchema]),
  'mqtt.cancelMessageExport': z.tuple([id]),
}

export type MqttHistoryApi = {
  // queries
  /** The message before or after a message on the same topic in the same direction; null: there is none among those that are kept. */
  'mqtt.neighbourOfMessage': (connectionId: string, seq: number, side: 'before' | 'after') => Promise<Result<number | null>>
  'mqtt.historyInfo': (connectionId: string) => Promise<Result<HistoryInfo>>
  // commands
  /** Deletes all messages that are kept of a connection. */
  'mqtt.clearHistory': (connectionId: string) => Promise<Result<null>>
  /** null: nobody chose a place. Answers when the work begins; `mqtt.didExportMessages` tells how it goes. What comes after that is not in the file. */
  'mqtt.exportMessages': (connectionId: string, request: MessageExportRequest) => Promise<Result<MessageExport | null>>
  'mqtt.cancelMessageExport': (exportId: string) => Promise<Result<null>>
}

export type MqttHistoryEvents = {
  /** At most ten times a second. */
  'mqtt.didExportMessages': (state: MessageExport) => void
}
