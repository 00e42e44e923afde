import { Button, type ButtonProps } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { controlRun, hasEnded, leaveRun } from './run-actions.ts'
import { controlsOf, type RunControl } from './run-progress.ts'
import type { Edit } from './use-edit.ts'
import { WatchButton } from './watch-button.tsx'
import { mayWatch } from './watch-run.ts'
import { useWizard } from './wizard-store.ts'
import panel from './wizard.module.css'

type Props = { readonly run: WizardRun; readonly edit: Edit; readonly isPortOpen: boolean }

/** What can be done now, the likeliest first and filled. */
export function RunControls({ run, edit, isPortOpen }: Props) {
  const { t } = useTranslation('wizard')
  const busy = useWizard((state) => state.busy)
  // Without a port nothing can be sent; skipping and stopping need none.
  const sends: readonly RunControl[] = ['runStep', 'retry', 'runAll']
  const isChecking = run.steps.some(({ checks }) => checks?.some(({ status }) => status === 'running'))
  const isUnsendable = edit.reading.kind === 'still-masked' || edit.reading.kind === 'empty'
  // A pause begins when the running command has ended, which can take minutes: until then the button says so.
  const [pausingAt, setPausingAt] = useState<number | null>(null)
  const isPausing = run.status === 'running' && pausingAt === run.position
  const act: Record<RunControl, () => void> = {
    runStep: edit.run,
    retry: edit.run,
    runAll: () => void controlRun(run.id, 'wizard.runAll'),
    pause: () => {
      setPausingAt(run.position)
      void controlRun(run.id, 'wizard.pause')
    },
    skip: () => void controlRun(run.id, 'wizard.skip'),
    stop: () => void controlRun(run.id, 'wizard.stop'),
    leave: () => void leaveRun(run),
  }
  const controls = controlsOf(run.status)
  const look = (control: RunControl): ButtonProps => (control === controls[0] && control !== 'pause' ? {} : { variant: 'default' })
  // After a lost connection the step to repeat may be an earlier one that had passed.
  const isFailedStep = run.steps[run.position]?.status === 'failed'

  const nameOf = (control: RunControl): string => {
    if (control === 'retry' && !isFailedStep) return run.position === 0 ? 'control.retryTop' : 'control.retryFrom'
    if (control === 'stop' && run.status === 'done') return 'control.disconnect'
    return control === 'pause' && isPausing ? 'control.pausing' : `control.${control}.name`
  }

  return (
    <footer className={`${panel.footer} ${panel.controls}`}>
      {controls.map((control) => (
        <Button
          key={control}
          {...look(control)}
          onClick={act[control]}
          disabled={(control === 'pause' && isPausing) || ((!isPortOpen || isChecking) && sends.includes(control)) || busy === 'control' || busy === 'leave' || (isUnsendable && (control === 'runStep' || control === 'retry'))}
          data-testid={`wizard-${control}`}
          title={t(`control.${control}.hint`)}
        >
          {t(nameOf(control))}
        </Button>
      ))}
      {run.status === 'stopped' ? <span className={panel.footnote}>{t('done.stopped')}</span> : <span className={panel.spacer} />}
      {!hasEnded(run) && mayWatch(run) && <WatchButton run={run} isShort />}
      {!hasEnded(run) && run.status !== 'running' && (
        <Button className={panel.leave ?? ''} variant="subtle" color="gray" leftSection={<IconArrowLeft size={14} />} loading={busy === 'leave'} onClick={act.leave} title={t('control.leave.hint')} data-testid="wizard-leave">
          <span className={panel.leaveText}>{t('control.change')}</span>
        </Button>
      )}
    </footer>
  )
}
