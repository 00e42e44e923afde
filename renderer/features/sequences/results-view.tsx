import { Button, Select, Switch } from '@mantine/core'
import { IconBraces, IconCopy } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SequenceReport } from '../../../shared/contract/sequences.ts'
import { maskReport } from '../../../shared/sequence/mask-report.ts'
import { reportText } from '../../../shared/sequence/report-text.ts'
import { useClipboard } from '@mantine/hooks'
import { notice } from '../../app/notices.tsx'
import { useLanguage } from '../../ui/local-text.ts'
import { formatWhen } from '../recordings/format-when.ts'
import { OutcomeRow } from './outcome-row.tsx'
import { loadReport } from './sequences-actions.ts'
import { setSequences, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'
import { useRunOfDraft, useRunsOfDraft } from './use-run.ts'

/** Outcomes drawn; a copy has all that are held. Under way, where thousands may come in a second, no more than fit a screen. */
const mostDrawn = { ended: 300, running: 40 } as const

/** What was done in a run, line by line; the last runs to choose from. */
export function ResultsView() {
  const { t } = useTranslation('sequences')
  const runs = useRunsOfDraft()
  const { run } = useRunOfDraft()
  const report = useSequences(({ reports }) => (run ? reports[run.id] : undefined))
  const runId = run?.id
  useEffect(() => {
    if (runId !== undefined && !report) void loadReport(runId)
  }, [runId, report])
  return (
    <aside className={styles.results} aria-label={t('results.name')} data-testid="sequence-results">
      {run ? (
        <>
          <div className={styles.resultsHead}>
            <Select
              className={styles.wide ?? ''}
              aria-label={t('results.runs')}
              data={runs.map(({ id, startedAt, status }) => ({ value: id, label: `${formatWhen(startedAt)}  ${t(`status.${status}`)}` }))}
              value={run.id}
              onChange={(id) => setSequences({ shownRun: id })}
            />
            {report && <CopyButtons report={report} />}
          </div>
          {report && <Outcomes key={run.id} report={report} isRunning={run.status === 'running'} />}
        </>
      ) : (
        <p className={styles.empty}>{t('results.empty')}</p>
      )}
    </aside>
  )
}

function CopyButtons({ report }: { readonly report: SequenceReport }) {
  const { t } = useTranslation('sequences')
  const language = useLanguage()
  const clipboard = useClipboard()
  const copy = (content: string): void => {
    clipboard.copy(content)
    notice(t('results.copied'))
  }
  return (
    <>
      <Button variant="default" leftSection={<IconCopy size={13} />} title={t('results.copyHint')} onClick={() => copy(reportText(maskReport(report), language, formatWhen))}>
        {t('results.copyText')}
      </Button>
      <Button variant="default" leftSection={<IconBraces size={13} />} title={t('results.copyHint')} onClick={() => copy(JSON.stringify(maskReport(report), null, 2))}>
        JSON
      </Button>
    </>
  )
}

function Outcomes({ report: { run, outcomes, omitted }, isRunning }: { readonly report: SequenceReport; readonly isRunning: boolean }) {
  const { t } = useTranslation('sequences')
  const [isFailedOnly, setFailedOnly] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const wanted = isFailedOnly ? outcomes.filter(({ passed }) => !passed) : outcomes
  const drawn = wanted.slice(-mostDrawn[isRunning ? 'running' : 'ended'])
  const hidden = wanted.length - drawn.length + (isFailedOnly ? 0 : omitted)
  useLayoutEffect(() => {
    if (isRunning && isAtEnd.current) area.current?.scrollTo({ top: area.current.scrollHeight })
  })
  return (
    <>
      {(run.failed > 0 || isFailedOnly) && <Switch className={styles.failedOnly ?? ''} label={t('results.failedOnly')} checked={isFailedOnly} onChange={(event) => setFailedOnly(event.currentTarget.checked)} />}
      <div
        ref={area}
        className={styles.outcomes}
        tabIndex={0}
        role="list"
        aria-label={t('results.steps')}
        onScroll={({ currentTarget }) => {
          isAtEnd.current = currentTarget.scrollTop + currentTarget.clientHeight >= currentTarget.scrollHeight - 8
        }}
      >
        {hidden > 0 && <p className={styles.hint}>{t('results.hidden', { count: hidden })}</p>}
        {drawn.map((outcome) => (
          <OutcomeRow key={outcome.n} outcome={outcome} title={run.titles[outcome.step] ?? ''} loops={run.loops} />
        ))}
      </div>
    </>
  )
}
