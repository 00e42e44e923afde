import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { noteAnswer } from './connection-answer.ts'
import styles from '../mqtt.module.css'

/** A lost connection: which try comes next and when, and what a person may do about it. */
export function RetryNotice({ connection: { id, retry } }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt-connections')
  const seconds = useSecondsUntil(retry?.at ?? null)
  if (!retry) return null
  return (
    <>
      <span className={styles.retry} data-testid="mqtt-retry" data-attempt={retry.attempt}>
        {retry.at === null ? t('retry.trying', { attempt: retry.attempt }) : t('retry.waiting', { attempt: retry.attempt, seconds })}
      </span>
      <Button size="compact-sm" disabled={retry.at === null} onClick={() => void tryNow(id)} data-testid="mqtt-try-now">
        {t('retry.now')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void stopTrying(id)} data-testid="mqtt-stop-trying">
        {t('retry.stop')}
      </Button>
    </>
  )
}

const tryNow = async (id: string): Promise<void> => void noteAnswer(await attempt(() => bridge().call('mqtt.tryNow', id)))
const stopTrying = async (id: string): Promise<void> => void noteAnswer(await attempt(() => bridge().call('mqtt.stopTrying', id)))

/** Rounded up, so that it says 1 until it is over. */
function useSecondsUntil(at: number | null): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return at === null ? 0 : Math.max(1, Math.ceil((at - now) / 1000))
}
