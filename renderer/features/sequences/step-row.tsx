import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import { IconChevronRight, IconCopyPlus, IconGripVertical, IconTrash } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { durationText } from '../../../shared/casefile/duration.ts'
import type { SequenceOutcome } from '../../../shared/contract/sequences.ts'
import type { SequenceProblem } from '../../../shared/sequence/read-sequence.ts'
import { useText } from '../../ui/local-text.ts'
import { RunMark } from './run-mark.tsx'
import type { Step, Steps } from './step-edit.ts'
import { StepForm } from './step-form.tsx'
import { StepSummary } from './step-summary.tsx'
import styles from './sequences.module.css'

type Props = {
  readonly at: number
  readonly step: Step
  readonly steps: Steps
  readonly isOpen: boolean
  readonly problems: readonly SequenceProblem[]
  /** The last time it was done in the run that is looked at. */
  readonly outcome: SequenceOutcome | null
  readonly isCurrent: boolean
  readonly drop: 'above' | 'below' | undefined
  readonly onOpen: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onDuplicate: () => void
  /** Null: it is the only one. */
  readonly onRemove: (() => void) | null
  readonly onDragStart: () => void
  readonly onDragOver: () => void
  readonly onDragEnd: () => void
  readonly onDrop: () => void
}

/** One step: a line that says what it does, opened up for changing it. */
export function StepRow({ at, step, steps, isOpen, problems, outcome, isCurrent, drop, onOpen, onKeyDown, onDuplicate, onRemove, onDragStart, onDragOver, onDragEnd, onDrop }: Props) {
  const { t } = useTranslation('sequences')
  const text = useText()
  const label = t('stepNumber', { number: at + 1 })
  const start = (event: DragEvent<HTMLElement>): void => {
    // Firefox drags nothing without data; the whole row is what is seen to move.
    event.dataTransfer.setData('text/plain', String(at))
    event.dataTransfer.effectAllowed = 'move'
    const row = event.currentTarget.closest('li')
    if (row) event.dataTransfer.setDragImage(row, 8, 8)
    onDragStart()
  }
  return (
    <li
      className={styles.step}
      data-step={at}
      data-open={isOpen || undefined}
      data-drop={drop}
      data-outcome={outcome ? (outcome.passed ? 'passed' : 'failed') : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        onDragOver()
      }}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      <div className={styles.stepLine}>
        <span className={styles.grip} draggable onDragStart={start} onDragEnd={onDragEnd} title={t('dragHint')} data-grip>
          <IconGripVertical size={14} />
        </span>
        <button type="button" className={styles.stepHead} aria-expanded={isOpen} aria-label={label} data-step-head onClick={onOpen} onKeyDown={onKeyDown}>
          <span className={styles.stepNumber}>{at + 1}</span>
          <span className={styles.stepMark}>
            {isCurrent ? <Loader size={12} type="oval" /> : outcome ? <RunMark status={outcome.passed ? 'passed' : 'failed'} /> : <IconChevronRight size={13} className={styles.chevron} />}
          </span>
          <StepSummary step={step} steps={steps} />
          {outcome && <span className={styles.time}>{durationText(outcome.elapsedMs)}</span>}
        </button>
        <span className={styles.stepActions}>
          <Tooltip label={t('duplicateStep')}>
            <ActionIcon size="sm" aria-label={`${t('duplicateStep')} ${at + 1}`} onClick={onDuplicate}>
              <IconCopyPlus size={13} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('removeStep')}>
            <ActionIcon size="sm" aria-label={`${t('removeStep')} ${at + 1}`} disabled={onRemove === null} onClick={() => onRemove?.()}>
              <IconTrash size={13} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      {problems.map(({ field, what }) => (
        <p key={`${field}:${what.en}`} className={styles.stepProblem} role="alert">
          <code>{field.replace(/^steps\[\d+\]\.?/, '')}</code> {text(what)}
        </p>
      ))}
      {outcome?.failure && !isOpen && (
        <p className={styles.stepProblem}>{text(outcome.failure.what)}</p>
      )}
      {isOpen && <StepForm at={at} step={step} steps={steps} />}
      {isOpen && outcome && outcome.lines.length > 0 && (
        <div className={styles.came}>
          <span>{t('cameBack')}</span>
          <pre>{outcome.lines.join('\n')}</pre>
        </div>
      )}
    </li>
  )
}
