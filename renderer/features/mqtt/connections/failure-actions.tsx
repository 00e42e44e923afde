import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { useMqtt, usedOptions } from '../mqtt-store.ts'
import { CheckLoginButton } from './check-login-button.tsx'
import { loginToCheck } from './check-login.ts'
import { reconnect } from './connection-actions.ts'
import { changeForm, freshClientId } from './form-actions.ts'
import { RetryNotice } from './retry-notice.tsx'
import { editConnection } from './saved/saved-actions.ts'

/** Thrown off by another client of the same ID. A cloud's rules say that the ID belongs to the device: another one would be refused. */
const mayShareClientId = ({ failure, options }: ConnectionInfo): boolean => failure !== undefined && takenOver.has(failure.code) && options.cloud === undefined
const takenOver: ReadonlySet<string> = new Set(['mqtt.client-id-taken', 'mqtt.client-id-shared', 'mqtt.disconnected.142'])

/** What can be done about a connection that is not up. */
export function FailureActions({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const isConnecting = useMqtt((state) => state.isConnecting)
  if (connection.retry) return <RetryNotice connection={connection} />
  return (
    <>
      <Button size="compact-sm" loading={isConnecting} onClick={() => void reconnect(connection)}>
        {t('connection.reconnect')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void editConnection(connection)}>
        {t('connection.edit')}
      </Button>
      {mayShareClientId(connection) && (
        <Button size="compact-sm" variant="default" onClick={() => void editConnection(connection).then(() => changeForm((form) => ({ ...form, clientId: freshClientId() })))}>
          {t('connection.otherClientId')}
        </Button>
      )}
      {connection.failure && <CheckLoginButton login={loginToCheck(connection.failure, usedOptions.get(connection.id))} />}
    </>
  )
}
