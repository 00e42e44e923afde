import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { attachLoadTest } from './attach-load-test.ts'
import { BrokerFields } from './broker-fields.tsx'
import { ConfirmHost } from './confirm-host.tsx'
import { LoadFields } from './load-fields.tsx'
import { setLoadTest, useLoadTest } from './load-test-store.ts'
import { Results } from './results.tsx'
import { StartBar } from './start-bar.tsx'
import styles from './load-test.module.css'

/** How much a broker of one's own takes: many clients for a while, and what became of their messages. */
export function LoadTestPanel() {
  const { t } = useTranslation('load-test')
  const test = useLoadTest((state) => state.test)
  const failure = useLoadTest((state) => state.failure)
  useEffect(() => attachLoadTest(bridge()), [])
  return (
    <section className={styles['panel']} data-testid="load-test">
      <div className={styles['form']}>
        <BrokerFields />
        <LoadFields />
        <StartBar />
      </div>
      <div className={styles['results']}>
        {failure && <FailureCard failure={failure} onDismiss={() => setLoadTest({ failure: null })} />}
        {test ? (
          <Results test={test} />
        ) : (
          <div className={styles['empty']}>
            <p>{t('empty.what')}</p>
            <p className={styles['muted']}>{t('empty.limits')}</p>
          </div>
        )}
      </div>
      <ConfirmHost />
    </section>
  )
}
