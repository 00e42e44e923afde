import type { Disposer } from '../../../shared/contract/failure.ts'
import { intentsStore, takeIntent } from '../../app/intents.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { fillForm, restoreForm } from './form-actions.ts'
import { noteRun, refreshRuns } from './run-actions.ts'

const refresh = (): void => void refreshRuns().catch(() => {})

function takeFill(): void {
  const fill = takeIntent('fillWizard')
  if (fill) fillForm(fill)
}

/** Follows the program's runs and the rest of the page's wishes for the form, while the panel is there. */
export function attachWizard(from: Bridge): Disposer {
  restoreForm()
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
