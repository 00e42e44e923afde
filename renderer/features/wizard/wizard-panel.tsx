import { useEffect } from 'react'
import { useActiveSession, useActiveSessionId } from '../../app/open-session.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { attachWizard } from './attach-wizard.ts'
import { dismissFailure, dismissPortFailure } from './form-actions.ts'
import { PlanPreview } from './plan-preview.tsx'
import { hasEnded } from './run-actions.ts'
import { runOfSession } from './run-progress.ts'
import { RunView } from './run-view.tsx'
import { SetupView } from './setup-view.tsx'
import { useWatchOffer } from './use-watch-offer.ts'
import { useWizard } from './wizard-store.ts'
import styles from './wizard.module.css'

/** Set-up, preview, run: a run that has not ended stays in front, for it has connections open on the modem. */
export function WizardPanel() {
  const sessionId = useActiveSessionId()
  const isWaiting = useActiveSession()?.state === 'waiting'
  const run = useWizard((state) => runOfSession(state.runs, sessionId))
  const view = useWizard((state) => state.view)
  const failure = useWizard((state) => state.failure)

  useEffect(() => attachWizard(bridge()), [])
  useWatchOffer(run)
  // What was said about a port that was away is of no use once it is back.
  useEffect(() => (isWaiting ? dismissPortFailure : undefined), [isWaiting])

  return (
    <section className={styles.panel} data-testid="wizard">
      {failure && (
        <div className={styles.failure}>
          <FailureCard failure={failure} onDismiss={dismissFailure} />
        </div>
      )}
      {run && (view === 'run' || !hasEnded(run)) ? <RunView key={run.id} run={run} /> : view === 'preview' ? <PlanPreview /> : <SetupView />}
    </section>
  )
}
