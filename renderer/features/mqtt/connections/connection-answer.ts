import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import type { Failure, Result } from '../../../../shared/contract/failure.ts'
import { mqttStore } from '../mqtt-store.ts'
import { withConnection } from './connection-list.ts'

const { setState } = mqttStore

export const noteConnection = (info: ConnectionInfo): void => setState((state) => withConnection(state, info))

/** Whether what was asked of a connection was done. */
export function noteAnswer(result: Result<ConnectionInfo>): boolean {
  const failure: Failure | null = result.ok ? null : result.failure
  setState({ failure })
  if (result.ok) noteConnection(result.value)
  return result.ok
}
