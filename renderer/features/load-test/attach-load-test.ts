import type { Disposer } from '../../../shared/contract/failure.ts'
import { intentsStore, takeIntent } from '../../app/intents.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { isIncomplete } from '../mqtt/connections/broker-form.ts'
import { withBroker } from './load-form.ts'
import { loadTestStore, setLoadTest } from './load-test-store.ts'
import { takeSaved } from './saved-broker.ts'

function takeBroker(): void {
  const wish = takeIntent('loadTest')
  if (!wish) return
  loadTestStore.setState(({ form }) => ({ form: withBroker(form, wish.options), missing: [], failure: null }))
  // After a reload, or in another window, the page no longer knows them.
  if (wish.savedId !== undefined && isIncomplete(wish.options)) void takeSaved(wish.savedId)
}

/** Follows the test under way while the panel is there; one that another page started is shown too. */
export function attachLoadTest(from: Bridge): Disposer {
  const ask = (): void => void from.call('loadTest.state').then((test) => setLoadTest({ test }), () => {})
  ask()
  takeBroker()
  const disposers = [
    from.on('loadTest.didChange', (test) => setLoadTest({ test })),
    from.onLinkState((state) => {
      if (state === 'connected') ask()
    }),
    intentsStore.subscribe(takeBroker),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
