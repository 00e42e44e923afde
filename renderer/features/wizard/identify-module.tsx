import { Button } from '@mantine/core'
import { IconZoomQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { Identification } from '../../../shared/modems/identify.ts'
import { useActiveSession } from '../../app/open-session.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { useText } from '../../ui/local-text.ts'
import { chooseModem } from './form-actions.ts'
import styles from './wizard.module.css'

/** Asks the module at the open port what it is, chooses its profile, and says so where that is not the module's own. */
export function IdentifyModule() {
  const { t } = useTranslation('wizard')
  const text = useText()
  const session = useActiveSession()
  const [isAsking, setAsking] = useState(false)
  const [answer, setAnswer] = useState<{ readonly session: string; readonly found?: Identification; readonly failure?: Failure }>()
  if (session?.state !== 'open') return null
  const { id } = session

  const ask = async (): Promise<void> => {
    setAsking(true)
    const result = await attempt(() => bridge().call('wizard.identify', id))
    setAsking(false)
    setAnswer({ session: id, ...(result.ok ? { found: result.value } : { failure: result.failure }) })
    if (result.ok && result.value.modem !== undefined) chooseModem(result.value.modem)
  }

  const said = answer?.session === id ? answer : undefined
  return (
    <>
      <div className={styles.identify}>
        <Button variant="default" size="compact-xs" leftSection={<IconZoomQuestion size={13} />} loading={isAsking} onClick={() => void ask()} data-testid="wizard-identify">
          {t('setup.identify')}
        </Button>
        <output data-fit={said?.found?.fit} data-testid="wizard-identified">
          {said?.found ? text(said.found.words) : ''}
        </output>
      </div>
      {said?.failure && <FailureCard failure={said.failure} onDismiss={() => setAnswer(undefined)} />}
    </>
  )
}
