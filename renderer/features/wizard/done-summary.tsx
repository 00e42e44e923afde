import { IconCircleCheck, IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { useText } from '../../ui/local-text.ts'
import { durationText, runTime } from './run-progress.ts'
import { WatchButton } from './watch-button.tsx'
import { mayWatch } from './watch-run.ts'
import styles from './run.module.css'

/** The end of a good run: what now works, and where to see it. */
export function DoneSummary({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const { findCloud } = useCatalogue()
  if (run.status !== 'done') return null
  const { credential, exchange } = run.plan.job
  const isOver = run.notice !== undefined
  const skipped = run.steps.filter((step) => step.status === 'skipped').length
  const canWatch = mayWatch(run)
  const name = findCloud(run.plan.cloud)?.name
  const cloud = name ? text(name) : run.plan.cloud
  const next = (): string => {
    if (!canWatch) return t('done.oneConnection', { cloud })
    return exchange.subscribeTopic === undefined ? t('done.nextWatch') : t('done.nextSend', { topic: exchange.subscribeTopic })
  }
  return (
    <section className={styles.done} role="status" data-over={isOver} data-testid="wizard-done">
      {isOver ? <IconHistory size={20} aria-hidden /> : <IconCircleCheck size={20} aria-hidden />}
      <div>
        <h3>{t(isOver ? 'done.titleOver' : 'done.title')}</h3>
        <ul>
          <li>{t(credential.tls === 'none' ? 'done.connectedPlain' : 'done.connectedTls', { host: credential.host, port: credential.port })}</li>
          {exchange.subscribeTopic !== undefined && <li>{t('done.subscribed', { topic: exchange.subscribeTopic })}</li>}
          {exchange.publishTopic !== undefined && <li>{t('done.published', { topic: exchange.publishTopic })}</li>}
          <li>
            {t('done.time', { steps: run.steps.length, time: durationText(runTime(run)) })}
            {skipped > 0 && ` ${t('done.skipped', { count: skipped })}`}
          </li>
        </ul>
        {!isOver && <p>{next()}</p>}
        {canWatch && <WatchButton run={run} />}
      </div>
    </section>
  )
}
