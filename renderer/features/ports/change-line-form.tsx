import { Button, Group } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failure.ts'
import { noteSession } from '../../app/open-session.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { findSpeed } from '../line-probe/probe-store.ts'
import { LineSettingsFields } from './line-settings-fields.tsx'
import { parseRate } from './parse-rate.ts'
import type { Session } from '../../app/session-list.ts'

/** Changes the line of an open port; the session and its recording go on. */
export function ChangeLineForm({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const { t } = useTranslation(['ports', 'line-probe'])
  const [line, setLine] = useState(session.settings)
  const [rate, setRate] = useState(String(session.settings.baudRate))
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const baudRate = parseRate(rate)

  const apply = async (): Promise<void> => {
    if (baudRate === null) return
    setBusy(true)
    setFailure(null)
    const result = await attempt(() => bridge().call('serial.configure', session.id, { ...line, baudRate }))
    setBusy(false)
    if (!result.ok) return setFailure(result.failure)
    noteSession(result.value)
    onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void apply()
  }

  return (
    <form onSubmit={submit}>
      <LineSettingsFields rate={rate} onRate={setRate} rateError={baudRate === null ? t('line.badRate') : null} value={line} onChange={setLine} />
      {failure && (
        <div style={{ marginTop: 10 }}>
          <FailureCard failure={failure} />
        </div>
      )}
      <Group justify="flex-end" mt="md">
        <Button
          variant="default"
          mr="auto"
          disabled={session.owner !== 'person' || session.state !== 'open'}
          onClick={() => {
            onDone()
            void findSpeed(session.id)
          }}
        >
          {t('line-probe:button')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('line.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={baudRate === null}>
          {t('line.apply')}
        </Button>
      </Group>
    </form>
  )
}
