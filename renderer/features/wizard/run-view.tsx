import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { useSessions } from '../../app/open-session.ts'
import { PanelHeader } from '../../app/panel-header.tsx'
import { useText } from '../../ui/local-text.ts'
import { AfterConnect } from './after-connect.tsx'
import { DoneSummary } from './done-summary.tsx'
import { ExtraList } from './extra-list.tsx'
import { FindingList } from '../cloud-form/finding-list.tsx'
import { PutBack } from './put-back.tsx'
import { ReceivedList } from './received-list.tsx'
import { RunAlert } from './run-alert.tsx'
import { RunControls } from './run-controls.tsx'
import { hasBegun, progressOf } from './run-progress.ts'
import { ReportMenu } from './report-menu.tsx'
import { RunStep } from './run-step.tsx'
import { StageBar } from './stage-bar.tsx'
import { TryLogin } from './try-login.tsx'
import { useEdit } from './use-edit.ts'
import styles from './run.module.css'
import panel from './wizard.module.css'

/** A plan on its way: stages above, steps below, controls at the foot. */
export function RunView({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const session = useSessions().find(({ id }) => id === run.sessionId)
  const progress = progressOf(run)
  const edit = useEdit(run)
  const scroller = useRef<HTMLDivElement>(null)

  // The step in question stays in sight, its card included, whoever moved the run on.
  useEffect(() => {
    const find = (selector: string): Element | null | undefined => scroller.current?.querySelector(selector)
    // A failed step can stand behind the one to retry from: its explanation matters most, and is shown last of both.
    if (run.status === 'done') find('[data-end]')?.scrollIntoView({ block: 'nearest' })
    else find('[data-current="true"]')?.scrollIntoView({ block: 'nearest' })
    if (run.status === 'failed') find('[data-status="failed"]')?.scrollIntoView({ block: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- these are the moments to scroll at
  }, [run.position, run.status, run.probe, run.received.length])

  // What was just asked for may come in below the edge.
  const newest = run.extras.at(-1)
  useEffect(() => {
    scroller.current?.querySelector('[data-newest="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [newest?.id, newest?.status])

  return (
    <>
      <PanelHeader>
        <span className={panel.title}>{text(run.plan.title)}</span>
        {run.status !== 'running' && hasBegun(run) && <ReportMenu run={run} />}
        <span className={panel.count} data-testid="wizard-progress">
          {progress.finished} / {progress.total}
        </span>
      </PanelHeader>
      <StageBar run={run} isPortOpen={session?.state === 'open'} />
      <RunAlert run={run} session={session} />
      <div ref={scroller} className={styles.scroll}>
        {run.status === 'ready' && <FindingList findings={run.plan.findings} />}
        <TryLogin run={run} />
        <ol className={styles.steps} aria-label={t('run.steps')}>
          {run.plan.steps.map((step, index) => {
            const state = run.steps[index]
            return state && <RunStep key={step.id} run={run} step={step} state={state} isCurrent={index === run.position} edit={edit} />
          })}
        </ol>
        <DoneSummary run={run} />
        <AfterConnect run={run} />
        <ExtraList extras={run.extras} />
        <PutBack run={run} />
        <ReceivedList run={run} />
        <div data-end />
      </div>
      <RunControls run={run} edit={edit} isPortOpen={session?.state === 'open'} />
    </>
  )
}
