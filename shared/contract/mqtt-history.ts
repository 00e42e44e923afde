import { z } from 'zod'
import type { Result } from './failure.ts'

const id = z.string().min(1).max(64)

export const mqttHistoryInputs = {
  'mqtt.neighbourOfMessage': z.tuple([id, z.int().min(0), z.enum(['before', 'after'])]),
}

export type MqttHistoryApi = {
  // queries
  /** The message before or after a message on the same topic in the same direction; null: there is none among those that are kept. */
  'mqtt.neighbourOfMessage': (connectionId: string, seq: number, side: 'before' | 'after') => Promise<Result<number | null>>
}
