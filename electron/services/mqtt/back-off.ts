import type { Reconnecting } from '../../../shared/contract/mqtt.ts'

export const usualReconnecting: Reconnecting = { isOn: true, firstWait: 1, greatestWait: 60 }

/**
 * How long to wait before the `attempt`th try (from 1), in ms: doubled from one to the next up to the greatest. Up to a quarter is taken off at random (`random` from 0
 * to 1), so that many clients of a broker that was restarted do not come back all at once.
 */
export function waitBefore(attempt: number, { firstWait, greatestWait }: Reconnecting, random: number): number {
  const seconds = Math.min(greatestWait, firstWait * 2 ** Math.min(attempt - 1, 30))
  return Math.round(seconds * 1000 * (1 - random / 4))
}
