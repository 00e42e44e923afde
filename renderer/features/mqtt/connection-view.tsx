import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { CheckLoginButton } from './connections/check-login-button.tsx'
import { loginToCheck } from './connections/check-login.ts'
import { openForm } from './connections/form-actions.ts'
import { useExtent } from './messages/use-extent.ts'
import { reconnect } from './connections/connection-actions.ts'
import { messagesOf, useMqtt, usedOptions } from './mqtt-store.ts'
import { CardRow } from './cards/card-row.tsx'
import styles from './mqtt.module.css'

export function ConnectionView({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const isConnecting = useMqtt((state) => state.isConnecting)
  const { first, end } = useExtent(useMqtt((state) => messagesOf(state, connection.id)))
  // One that never came up has nothing to publish to and nothing to show but its reason.
  const isUsable = connection.state !== 'failed' || end > first
  return (
    <>
      {connection.failure && connection.state !== 'connected' && (
        <div className={styles.failure}>
          <FailureCard
            failure={connection.failure}
            actions={
              <>
                <Button size="compact-sm" loading={isConnecting} onClick={() => void reconnect(connection)}>
                  {t('connection.reconnect')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => openForm(usedOptions.get(connection.id) ?? connection.options)}>
                  {t('connection.edit')}
                </Button>
                <CheckLoginButton login={loginToCheck(connection.failure, usedOptions.get(connection.id))} />
              </>
            }
          />
        </div>
      )}
      {connection.historyFailure && (
        <div className={styles.failure}>
          <FailureCard failure={connection.historyFailure} />
        </div>
      )}
      {connection.remark && (
        <div className={styles.failure}>
          <FailureCard failure={connection.remark} />
        </div>
      )}
      {isUsable && <CardRow connection={connection} />}
    </>
  )
}
