import { Button, Modal, NumberInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { HistoryInfo } from '../../../../shared/contract/mqtt-history.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { formatBytes } from '../../../ui/format.ts'
import { changeSettings, useSettings } from '../../settings/settings-store.ts'
import styles from '../../../ui/export.module.css'
import { selectMessage } from './message-actions.ts'

type Props = { readonly connectionId: string; readonly isOpen: boolean; readonly onClose: () => void }

/** What is kept of a connection's messages, how much at most, and the way to be rid of it. */
export function HistoryDialog({ connectionId, isOpen, onClose }: Props) {
  const { t } = useTranslation('mqtt-messages')
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('history.title')} size="md" closeButtonProps={{ 'aria-label': t('history.close') }}>
      {isOpen && <History connectionId={connectionId} onClose={onClose} />}
    </Modal>
  )
}

function History({ connectionId, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('mqtt-messages')
  const { megabytes } = useSettings((settings) => settings.mqttKeep)
  const [info, setInfo] = useState<HistoryInfo | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isSure, setSure] = useState(false)
  useEffect(() => {
    let isOver = false
    const ask = (): void =>
      void attempt(() => bridge().call('mqtt.historyInfo', connectionId)).then((result) => {
        if (isOver) return
        if (result.ok) setInfo(result.value)
        else setFailure(result.failure)
      })
    ask()
    // More has come, or a lower limit has let some go.
    const off = bridge().on('mqtt.didGrow', (id) => {
      if (id === connectionId) ask()
    })
    return () => {
      isOver = true
      off()
    }
  }, [connectionId, megabytes])
  const clear = async (): Promise<void> => {
    const result = await attempt(() => bridge().call('mqtt.clearHistory', connectionId))
    if (!result.ok) return setFailure(result.failure)
    selectMessage(connectionId, null)
    onClose()
  }
  return (
    <div className={styles['form']}>
      {failure && <FailureCard failure={failure} />}
      {info && (
        <p>
          {t('history.kept', { count: info.messages, shown: info.messages.toLocaleString(), size: formatBytes(info.bytes) })} {t(info.isKept ? 'history.stays' : 'history.goes')}
        </p>
      )}
      <NumberInput
        label={t('history.limit')}
        description={t('history.limitHint')}
        min={10}
        max={1_000_000}
        allowDecimal={false}
        clampBehavior="strict"
        value={megabytes}
        onChange={(value) => typeof value === 'number' && value >= 10 && changeSettings({ mqttKeep: { megabytes: value } })}
      />
      {isSure && (
        <p role="alert" data-tone="warning">
          {t('history.sure')}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button color="red" variant={isSure ? 'filled' : 'default'} disabled={!info || info.messages === 0} onClick={() => (isSure ? void clear() : setSure(true))}>
          {t(isSure ? 'history.clearNow' : 'history.clear')}
        </Button>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('history.close')}
        </Button>
      </div>
    </div>
  )
}
