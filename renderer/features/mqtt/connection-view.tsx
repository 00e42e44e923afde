import { useState } from 'react'
import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { CardRow } from './cards/card-row.tsx'
import { FailureActions } from './connections/failure-actions.tsx'
import { MendedFiles } from './connections/mended-files.tsx'
import { useExtent } from '../log/use-extent.ts'
import { messagesOf, useMqtt } from './mqtt-store.ts'
import styles from './mqtt.module.css'

export function ConnectionView({ connection }: { readonly connection: ConnectionInfo }) {
  const { first, end } = useExtent(useMqtt((state) => messagesOf(state, connection.id)))
  /** The remark that somebody has read, by its evidence: it is about one message, and the device goes on sending. */
  const [dismissed, setDismissed] = useState<string | null>(null)
  // One that never came up has nothing to publish to and nothing to show but its reason.
  const isUsable = connection.state !== 'failed' || end > first
  return (
    <>
      {connection.failure && connection.state !== 'connected' && (
        <div className={styles.failure}>
          <FailureCard
            failure={connection.failure}
            actions={<FailureActions connection={connection} />}
          />
        </div>
      )}
      <MendedFiles connection={connection} />
      {connection.historyFailure && (
        <div className={styles.failure}>
          <FailureCard failure={connection.historyFailure} />
        </div>
      )}
      {connection.diskDelay && (
        <div className={styles.failure}>
          <FailureCard failure={connection.diskDelay} />
        </div>
      )}
      {connection.remark && connection.remark.evidence !== dismissed && (
        <div className={styles.failure}>
          <FailureCard failure={connection.remark} onDismiss={() => setDismissed(connection.remark?.evidence ?? '')} />
        </div>
      )}
      {isUsable && <CardRow connection={connection} />}
    </>
  )
}
