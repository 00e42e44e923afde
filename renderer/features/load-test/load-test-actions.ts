import { loadCsv } from '../../../shared/load-test/load-csv.ts'
import type { LoadTestState } from '../../../shared/contract/load-test.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { bridge } from '../../bridge/bridge.ts'
import { saveFile } from '../../ui/save-file.ts'
import { planOf } from './load-form.ts'
import { loadTestStore, setLoadTest } from './load-test-store.ts'

/** `confirmedHost`: a person has just said that this host may be loaded. */
export async function startLoadTest(confirmedHost: string | null = null): Promise<void> {
  const { form, isBusy } = loadTestStore.getState()
  const plan = planOf(form)
  if (!plan || isBusy) return
  setLoadTest({ isBusy: true, failure: null, question: null })
  try {
    const result = await bridge().call('loadTest.start', plan, confirmedHost)
    if (result.ok) setLoadTest({ test: result.value })
    else if (result.failure.code === 'load-test.confirm') setLoadTest({ question: { host: plan.broker.host, addresses: result.failure.evidence ?? '' } })
    else setLoadTest({ failure: result.failure })
  } finally {
    setLoadTest({ isBusy: false })
  }
}

export async function stopLoadTest(): Promise<void> {
  setLoadTest({ isBusy: true })
  try {
    await bridge().call('loadTest.stop')
  } finally {
    setLoadTest({ isBusy: false })
  }
}

export function exportLoadTest(test: LoadTestState): void {
  const when = new Date(test.startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  saveFile(`load-test-${when}.csv`, utf8(loadCsv(test)), 'text/csv')
}
