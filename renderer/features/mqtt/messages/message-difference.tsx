import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { formatBytes, formatTime } from '../../../ui/format.ts'
import { payloadSize } from './listed-message.ts'
import { payloadDifference, type PayloadDifference } from './payload-difference.ts'
import table from '../table.module.css'
import styles from './messages.module.css'

/** Bytes of each payload that are compared. */
const comparedBytes = 64 * 1024

type Found = { readonly before: MqttMessage | null } | { readonly failure: Failure }

/** What a message has that the one before it on the same topic had not. */
export function MessageDifference({ connectionId, message, format }: { readonly connectionId: string; readonly message: MqttMessage; readonly format: PayloadFormat }) {
  const { t } = useTranslation('mqtt-messages')
  const { seq } = message
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    let isOver = false
    const find = async (): Promise<Found> => {
      const neighbour = await attempt(() => bridge().call('mqtt.neighbourOfMessage', connectionId, seq, 'before'))
      if (!neighbour.ok) return neighbour
      const at = neighbour.value
      if (at === null) return { before: null }
      const result = await attempt(() => bridge().call('mqtt.messages', connectionId, at, 1, comparedBytes))
      return result.ok ? { before: result.value.messages.find((each) => each.seq === at) ?? null } : result
    }
    void find().then((next) => {
      if (!isOver) setFound(next)
    })
    return () => {
      isOver = true
    }
  }, [connectionId, seq])
  const before = found && 'before' in found ? found.before : null
  const difference = useMemo(() => before && payloadDifference(before.payload, message.payload.subarray(0, comparedBytes), format), [before, message, format])
  if (found === null) return <div className={styles['difference']} />
  if ('failure' in found) return <FailureCard failure={found.failure} />
  if (!before || !difference) return <p className={table['none']}>{t('difference.first')}</p>
  const isCut = Math.max(payloadSize(before), payloadSize(message)) > comparedBytes
  return (
    <div className={styles['difference']} tabIndex={0} data-testid="mqtt-difference">
      <p>
        {t('difference.to', { time: formatTime(before.at) })}
        {isCut && ` · ${t('difference.cut', { shown: formatBytes(comparedBytes) })}`}
      </p>
      <Difference difference={difference} />
    </div>
  )
}

function Difference({ difference }: { readonly difference: PayloadDifference }) {
  const { t } = useTranslation('mqtt-messages')
  if (difference.kind === 'none') return <p>{t('difference.none')}</p>
  if (difference.kind === 'json') {
    return (
      <ul>
        {difference.changes.map((change) => (
          <li key={`${change.kind} ${change.path}`}>
            <code>{change.path === '' ? t('difference.whole') : change.path}</code>
            {change.kind !== 'added' && <del>{change.before}</del>}
            {change.kind !== 'removed' && <ins>{change.after}</ins>}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <pre data-view={difference.isDump ? 'hex' : 'text'}>
      {difference.lines.map(({ kind, line }, index) => {
        const Line = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
        // Lines have no name of their own but their place.
        return <Line key={`${index}`}>{`${signs[kind]}${line}\n`}</Line>
      })}
    </pre>
  )
}

const signs = { added: '+ ', removed: '- ', same: '  ', left: '' } as const
