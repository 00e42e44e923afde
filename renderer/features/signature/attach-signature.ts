import type { Disposer } from '../../../shared/contract/failure.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { intentsStore, takeIntent } from '../../app/intents.ts'
import { giveLogin } from './check-store.ts'
import { fillForm, openTab } from './signature-actions.ts'

function takeFill(): void {
  const fill = takeIntent('fillSignature')
  if (!fill) return
  fillForm(fill)
  showPanel('signature')
}

function takeCheck(): void {
  const given = takeIntent('checkLogin')
  if (!given) return
  giveLogin(given)
  openTab('check')
}

/** Takes up wishes for the calculator as long as the page lives: its panel may not be there yet. */
export const attachSignature = (): Disposer =>
  intentsStore.subscribe(() => {
    takeFill()
    takeCheck()
  })
