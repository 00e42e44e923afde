import { useEffect } from 'react'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { setOffer } from '../../app/intents.ts'
import { mayWatch, watchRun } from './watch-run.ts'

/** Lets the MQTT panel offer the run's broker for as long as the run is there and was not stopped. */
export function useWatchOffer(run: WizardRun | undefined): void {
  useEffect(() => {
    if (!run || run.status === 'stopped' || !mayWatch(run)) return undefined
    const { host, port } = run.plan.job.credential
    setOffer('watch', { broker: `${host}:${port}`, open: () => watchRun(run) })
    return () => setOffer('watch', null)
  }, [run])
}
