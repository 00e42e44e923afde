import { Button, CopyButton } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconCopy, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { openDialog } from '../../app/dialogs.ts'
import { useActiveSession } from '../../app/open-session.ts'
import { PanelHeader } from '../../app/panel-header.tsx'
import { useText } from '../../ui/local-text.ts'
import { FindingList } from '../cloud-form/finding-list.tsx'
import { ExportPlan } from './export-plan.tsx'
import { showView } from './form-actions.ts'
import { PlannedStep } from './planned-step.tsx'
import { planText } from './plan-text.ts'
import { startRun } from './run-actions.ts'
import { inOrder } from './stage-blocks.ts'
import { SessionLine } from './session-line.tsx'
import { useComposed } from './use-composed.ts'
import { useCloud, useModem, useWizard } from './wizard-store.ts'
import styles from './wizard.module.css'

/** Every command before any of them is sent. The first byte goes out with the first step, not with Start. */
export function PlanPreview() {
  const { t } = useTranslation('wizard')
  const text = useText()
  const modem = useModem()
  const cloud = useCloud()
  const session = useActiveSession()
  const busy = useWizard((state) => state.busy)
  const { plan, findings, inputs } = useComposed()
  const start = (): void => {
    if (!session) openDialog('open-port')
    else void startRun(session.id, modem.id, cloud.id, inputs, plan?.variant)
  }

  return (
    <>
      <PanelHeader>
        <span className={styles.title}>{plan ? text(plan.title) : t('preview.title')}</span>
        {plan && <span className={styles.count}>{t('preview.steps', { steps: plan.steps.length })}</span>}
      </PanelHeader>
      <div className={styles.scroll} data-testid="wizard-plan">
        <SessionLine />
        <FindingList findings={findings} />
        {inOrder(plan?.steps ?? []).map(({ stage, steps }) => (
          <section key={steps[0]?.id} className={styles.stageBlock}>
            <h3>{t(`stage.${stage}`)}</h3>
            <ol className={styles.planned}>
              {steps.map((step) => (
                <PlannedStep key={step.id} step={step} />
              ))}
            </ol>
          </section>
        ))}
      </div>
      <footer className={styles.footer}>
        <Button
          leftSection={<IconPlayerPlay size={14} />}
          disabled={!plan || (session !== undefined && session.state !== 'open')}
          loading={busy === 'start'}
          onClick={start}
          autoFocus
          data-testid="wizard-start"
        >
          {t(session ? 'preview.start' : 'preview.openPort')}
        </Button>
        <Button variant="default" leftSection={<IconArrowLeft size={14} />} onClick={() => showView('form')}>
          {t('preview.back')}
        </Button>
        <span className={styles.footnote}>{t('preview.note')}</span>
        {plan && (
          <CopyButton value={planText(plan)}>
            {({ copied, copy }) => (
              <Button variant="subtle" px={8} title={t('preview.copyHint')} leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />} onClick={copy}>
                {t(copied ? 'preview.copied' : 'preview.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        {plan && <ExportPlan plan={plan} />}
      </footer>
    </>
  )
}
