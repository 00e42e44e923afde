import { Loader } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { symptomsOfNotice } from '../../../shared/diagnosis/step-symptoms.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { connectionWith } from '../mqtt/connections/same-client.ts'
import { useMqtt } from '../mqtt/mqtt-store.ts'
import { PossibleCauses } from '../field-failures/possible-causes.tsx'
import { ProbeResult } from './probe-result.tsx'
import { hasEnded } from './run-actions.ts'
import { hasBegun, newNotice } from './run-progress.ts'
import { StartOverButton } from './start-over-button.tsx'
import { TryLoginButton } from './try-login.tsx'
import styles from './run-alert.module.css'
import type { Session } from '../../app/session-list.ts'

type Props = { readonly run: WizardRun; readonly session: Session | undefined }

/** What happened to the run from outside: the device went and came back, or the modem reported that the link is gone. */
export function RunAlert({ run, session }: Props) {
  const { t } = useTranslation('wizard')
  const [wasLost, setWasLost] = useState(false)
  const isLost = session?.state === 'waiting'
  // Set while rendering, so that no frame shows the old state: what was lost stays said until the run goes on.
  if (isLost && !wasLost) setWasLost(true)
  if (!isLost && wasLost && run.status === 'running') setWasLost(false)
  const notice = newNotice(run)
  // Only one of the two can be on the broker: it is this PC that is there.
  const rival = useMqtt(({ connections }) => (notice?.stage === 'mqtt' || notice?.stage === 'net' ? connectionWith(connections, run.plan.job.credential) : undefined))
  // The program itself takes a run back to its first command where it saw the device go in the middle of one.
  const isAtTop = run.position === 0

  if (isLost && run.status !== 'stopped') {
    return (
      <div className={styles.alert} role="status" data-alert="lost">
        <Loader size={14} type="oval" color="orange" />
        <div>
          <b>{t('alert.lost.what')}</b>
          <p>{t('alert.lost.next')}</p>
        </div>
      </div>
    )
  }
  if (wasLost && session?.state === 'open' && !hasEnded(run)) {
    return (
      <div className={styles.alert} role="status" data-alert="back">
        <IconPlugConnected size={16} aria-hidden />
        <div>
          <b>{t('alert.back.what')}</b>
          <p>{t(`alert.back.${hasBegun(run) ? (isAtTop ? 'top' : notice ? 'rebooted' : 'next') : 'nextFresh'}`)}</p>
        </div>
        {!isAtTop && <StartOverButton run={run} />}
      </div>
    )
  }
  if (!notice) return null
  return (
    <div className={styles.card}>
      <FailureCard
        failure={notice}
        actions={
          <>
            {run.status !== 'running' && !isAtTop && <StartOverButton run={run} />}
            {run.status === 'done' && !rival && <TryLoginButton run={run} />}
          </>
        }
      />
      {rival && (
        <p className={styles.rival} role="status" data-testid="wizard-rival">
          {t('alert.rival', { name: rival.options.name, clientId: rival.options.clientId })}
        </p>
      )}
      {run.probe && <ProbeResult probe={run.probe} />}
      <PossibleCauses failures={symptomsOfNotice(run.plan, run.steps, notice)} modem={run.plan.modem} />
    </div>
  )
}
