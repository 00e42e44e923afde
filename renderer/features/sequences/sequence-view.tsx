import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeEditor } from '../../ui/code-editor.tsx'
import { problemsOf, textOf, withText } from './draft.ts'
import { ProblemList } from './problem-list.tsx'
import { RecordBar } from './record-bar.tsx'
import { ResultsView } from './results-view.tsx'
import { RunDialog } from './run-dialog.tsx'
import { RunStrip } from './run-strip.tsx'
import { SequenceHead } from './sequence-head.tsx'
import { SequenceSettings } from './sequence-settings.tsx'
import { stepOfField } from './step-edit.ts'
import { StepList } from './step-list.tsx'
import { setDraft, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'
import { useRunOfDraft } from './use-run.ts'

/** The open sequence: its steps or its text, and how its runs went beside or below them. */
export function SequenceView() {
  const { t } = useTranslation('sequences')
  const draft = useSequences((state) => state.draft)
  const isAsking = useSequences((state) => state.isAsking)
  const isRecording = useSequences((state) => state.isRecording)
  const problems = useMemo(() => (draft ? problemsOf(draft) : []), [draft])
  const { run, matches } = useRunOfDraft()
  if (!draft) return null
  const isSteps = draft.view === 'steps' && draft.sequence !== null
  // What belongs to a step is told there.
  const shown = isSteps ? problems.filter(({ field }) => stepOfField(field) === null) : problems
  return (
    <>
      <SequenceHead draft={draft} problems={problems.length} />
      {isRecording && <RecordBar />}
      {run && <RunStrip run={run} />}
      <div className={styles.body}>
        <div className={styles.editor} data-view={draft.view}>
          {shown.length > 0 && <ProblemList problems={shown} file={draft.file ?? t('newFile')} />}
          {isSteps && draft.sequence ? (
            <>
              {!isRecording && <SequenceSettings sequence={draft.sequence} />}
              <StepList steps={draft.sequence.steps} problems={problems} run={matches ? run : undefined} />
            </>
          ) : (
            <CodeEditor value={textOf(draft)} onChange={(typed) => setDraft((now) => withText(now, typed))} label={t('textOf')} />
          )}
        </div>
        {/* While lines are chosen the steps that they become are what is looked at. */}
        {!isRecording && <ResultsView />}
      </div>
      {isAsking && <RunDialog draft={draft} />}
    </>
  )
}
