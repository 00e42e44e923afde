import { Button } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { ProbeResult } from './probe-result.tsx'
import { probeRun } from './run-actions.ts'
import { useWizard } from './wizard-store.ts'
import styles from './run.module.css'

/** One click: the run's own endpoint and login from this PC, layer by layer. */
export function TryLoginButton({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const busy = useWizard((view) => view.busy)
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconDeviceDesktop size={14} />}
      loading={busy === 'probe'}
      onClick={() => void probeRun(run.id)}
      title={t('probe.hint')}
      data-testid="wizard-probe"
    >
      {t(run.probe ? 'probe.again' : 'probe.try')}
    </Button>
  )
}

/** Before anything goes to the modem and after a stop: the modem is not on the broker, which would throw it off. After a failed step and a lost link the offer stands there. */
export function TryLogin({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  if (run.status !== 'ready' && run.status !== 'stopped') return null
  return (
    <section className={styles.tryLogin} aria-label={t('probe.section')}>
      <div>
        <TryLoginButton run={run} />
        <span>{t(run.status === 'ready' ? 'probe.before' : 'probe.after')}</span>
      </div>
      {run.probe && <ProbeResult probe={run.probe} />}
    </section>
  )
}
