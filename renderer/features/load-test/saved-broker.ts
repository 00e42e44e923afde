import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import type { SecretOption } from '../../../shared/mqtt/saved/option-secrets.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { withBroker } from './load-form.ts'
import { loadTestStore, setLoadTest } from './load-test-store.ts'

/** Puts a saved connection's broker, login and certificates into the form, with the secrets that were kept. */
export async function takeSaved(id: string): Promise<void> {
  const loaded = await attempt(() => bridge().call('savedConnections.load', id))
  if (!loaded.ok) return setLoadTest({ failure: loaded.failure })
  const { options, missing } = loaded.value
  loadTestStore.setState(({ form }) => ({ form: withBroker(form, options), missing, failure: null }))
}

/** Those of the secrets that were not kept and that nobody has filled in since. */
export const stillMissing = (missing: readonly SecretOption[], broker: BrokerOptions): readonly SecretOption[] =>
  missing.filter((key) => {
    const value = broker[key]
    if (key === 'path') return !broker.path.includes('?')
    if (key === 'userProperties') return broker.userProperties?.some((one) => one.value === '') ?? true
    return value === undefined || value === null || value === ''
  })
