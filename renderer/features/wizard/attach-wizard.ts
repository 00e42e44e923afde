import type { Disposer } from '../../../shared/contract/failure.ts'
import { intentsStore, takeIntent } from '../../app/intents.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { fillForm, restoreInputs } from './form-actions.ts'
import { noteRun, refreshRuns } from './run-actions.ts'

/** Follows the program's runs and the rest of the page's wishes for the form, while the panel is there. */
export function attachWizard(from: Bridge): Disposer {
  const refresh = (): void => void refreshRuns().catch(() => {})
  const takeFill = (): void => {
    const fill = takeIntent('fillWizard')
    if (fill) fillForm(fill)
  }
  restoreInputs()
  refresh()
  takeFill()
  const disposers = [
    from.on('wizard.didChangeRun', noteRun),
    from.onLinkState((state) => {
      if (state === 'connected') refresh()
    }),
    intentsStore.subscribe(takeFill),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
