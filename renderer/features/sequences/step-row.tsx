import { Loader } from '@mantine/core'
import { IconChevronRight, IconCopyPlus, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { memo, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { durationText } from '../../../shared/casefile/duration.ts'
import type { SequenceOutcome } from '../../../shared/contract/sequences.ts'
import { useText } from '../../ui/local-text.ts'
import type { DraftProblem } from './draft.ts'
import { RunMark } from './run-mark.tsx'
import { duplicate, onStepKey, remove, toggleStep } from './step-actions.ts'
import type { Step } from './step-edit.ts'
import { StepForm } from './step-form.tsx'
import { StepSummary } from './step-summary.tsx'
import styles from './sequences.module.css'

type Props = {
  readonly at: number
  readonly step: Step
  /** Index of the step that a failure leads to; null: to none. */
  readonly target: number | null
  readonly isOpen: boolean
  readonly isOnly: boolean
  readonly problems: readonly DraftProblem[]
  /** The last time it was done in the run that is looked at. */
  readonly outcome: SequenceOutcome | null
  readonly isCurrent: boolean
  /** Where the step that is dragged would go. */
  readonly dropAt: 'above' | 'below' | null
  readonly drag: { readonly start: (at: number) => void; readonly over: (at: number) => void; readonly drop: (at: number) => void; readonly end: () => void }
}

/** One step: a line that says what it does, opened up for changing it. There may be hundreds: only what changes is drawn anew. */
export const StepRow = memo(function StepRow({ at, step, target, isOpen, isOnly, problems, outcome, isCurrent, dropAt, drag }: Props) {
  const { t } = useTranslation('sequences')
  const text = useText()
  const start = (event: DragEvent<HTMLElement>): void => {
    // Firefox drags nothing without data; the whole row is what is seen to move.
    event.dataTransfer.setData('text/plain', String(at))
    event.dataTransfer.effectAllowed = 'move'
    const row = event.currentTarget.closest('li')
    if (row) event.dataTransfer.setDragImage(row, 8, 8)
    drag.start(at)
  }
  return (
    <li
      className={styles.step}
      data-step={at}
      data-open={isOpen || undefined}
      data-drop={dropAt ?? undefined}
      onDragOver={(event) => {
        event.preventDefault()
        drag.over(at)
      }}
      onDrop={(event) => {
        event.preventDefault()
        drag.drop(at)
      }}
    >
      <div className={styles.stepLine}>
        <span className={styles.grip} draggable onDragStart={start} onDragEnd={drag.end} title={t('dragHint')} data-grip>
          <IconGripVertical size={14} />
        </span>
        <button type="button" className={styles.stepHead} aria-expanded={isOpen} aria-label={t('stepNumber', { number: at + 1 })} data-step-head onClick={() => toggleStep(at)} onKeyDown={(event) => onStepKey(at, event)}>
          <span className={styles.stepNumber}>{at + 1}</span>
          <span className={styles.stepMark}>
            {isCurrent ? <Loader size={12} type="oval" /> : outcome ? <RunMark status={outcome.passed ? 'passed' : 'failed'} /> : <IconChevronRight size={13} className={styles.chevron} />}
          </span>
          <StepSummary step={step} target={target} />
          {outcome && <span className={styles.time}>{durationText(outcome.elapsedMs)}</span>}
        </button>
        <span className={styles.stepActions}>
          <button type="button" title={t('duplicateStep')} aria-label={`${t('duplicateStep')} ${at + 1}`} onClick={() => duplicate(at)}>
            <IconCopyPlus size={13} />
          </button>
          <button type="button" title={t('removeStep')} aria-label={`${t('removeStep')} ${at + 1}`} disabled={isOnly} onClick={() => remove(at)}>
            <IconTrash size={13} />
          </button>
        </span>
      </div>
      {problems.map(({ field, what }) => (
        <p key={`${field}:${what.en}`} className={styles.stepProblem} role="alert">
          <code>{field.replace(/^steps\[\d+\]\.?/, '')}</code> {text(what)}
        </p>
      ))}
      {outcome?.failure && !isOpen && <p className={styles.stepProblem}>{text(outcome.failure.what)}</p>}
      {isOpen && <StepForm at={at} step={step} />}
      {isOpen && outcome && outcome.lines.length > 0 && (
        <div className={styles.came}>
          <span>{t('cameBack')}</span>
          <pre>{outcome.lines.join('\n')}</pre>
        </div>
      )}
    </li>
  )
})
