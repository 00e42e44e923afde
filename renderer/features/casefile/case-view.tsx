import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../../shared/casefile/progress.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { StageBar } from '../wizard/stage-bar.tsx'
import { CaseDetails } from './case-details.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseSteps } from './case-steps.tsx'
import { showCasefileTab, useCasefile, type CasefileTab, type OpenedCase } from './casefile-store.ts'
import styles from './casefile.module.css'
import { CompareView } from './compare-view.tsx'
import { ReplayControls } from './replay-controls.tsx'
import { ReplayLog } from './replay-log.tsx'
import { runAt, runEnd } from './run-at.ts'
import { useReplay } from './use-replay.ts'

const tabs: readonly CasefileTab[] = ['replay', 'details', 'compare']

/** An open case file: stages and steps on one side, as they stood at the replay's moment; transcript, details or comparison on the other. */
export function CaseView({ opened }: { readonly opened: OpenedCase }) {
  const { t } = useTranslation('casefile')
  const tab = useCasefile((state) => state.tab)
  const other = useCasefile((state) => state.other)
  const replay = useReplay(opened.content)
  const { run, transcript } = opened.content
  // Details and comparison are about the whole.
  const at = tab === 'replay' ? replay.position : Number.POSITIVE_INFINITY
  const failure = run && failureOf(run)
  const seek = (to: number): void => {
    replay.pause()
    replay.seek(to)
    showCasefileTab('replay')
  }
  return (
    <>
      <CaseHead opened={opened} />
      {run && <StageBar run={runAt(run, at)} isPortOpen />}
      <div className={styles['body']} data-run={run !== undefined}>
        {run && (
          <div className={styles['left']}>
            {failure && at >= runEnd(run) && (
              <div className={styles['failure']}>
                <FailureCard failure={failure} />
              </div>
            )}
            <CaseSteps run={run} at={at} onSeek={seek} />
          </div>
        )}
        <div className={styles['right']}>
          <div className={styles['tabs']}>
            <SegmentedControl
              aria-label={t('tabs')}
              value={tab}
              onChange={(value) => showCasefileTab(value as CasefileTab)}
              data={tabs.map((value) => ({ value, label: <span data-testid={`casefile-tab-${value}`}>{t(`tab.${value}`)}</span> }))}
            />
          </div>
          {tab === 'replay' && (
            <>
              <ReplayLog rows={replay.rows} count={replay.shown} isCut={transcript.omitted > 0} />
              <ReplayControls replay={replay} />
            </>
          )}
          {tab === 'details' && <CaseDetails content={opened.content} />}
          {tab === 'compare' && <CompareView left={opened} right={other} />}
        </div>
      </div>
    </>
  )
}
