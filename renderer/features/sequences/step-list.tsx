import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SequenceRun } from '../../../shared/contract/sequences.ts'
import type { SequenceProblem } from '../../../shared/sequence/read-sequence.ts'
import { duplicateStep, insertStep, moveStep, stepOfField, type Steps } from './step-edit.ts'
import { StepRow } from './step-row.tsx'
import { changeSteps, setSequences, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

type Props = {
  readonly steps: Steps
  readonly problems: readonly SequenceProblem[]
  /** The run whose marks stand at the steps. */
  readonly run: SequenceRun | undefined
}

/** The steps in their order; dragged, or moved with Alt and the arrow keys. */
export function StepList({ steps, problems, run }: Props) {
  const { t } = useTranslation('sequences')
  const opened = useSequences((state) => state.step)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)

  const open = (step: number | null): void => setSequences({ step })
  const focus = (at: number): void => {
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-step="${at}"] [data-step-head]`)?.focus())
  }
  const move = (from: number, to: number): void => {
    if (from === to || to < 0 || to >= steps.length) return
    changeSteps((now) => moveStep(now, from, to))
    if (opened !== null) open(opened === from ? to : opened + (from < opened && to >= opened ? -1 : from > opened && to <= opened ? 1 : 0))
    focus(to)
  }
  const remove = (at: number): void => {
    // A sequence has one step at least.
    if (steps.length === 1) return
    changeSteps((now) => now.toSpliced(at, 1))
    open(null)
    focus(Math.min(at, steps.length - 2))
  }
  const duplicate = (at: number): void => {
    changeSteps((now) => duplicateStep(now, at))
    open(null)
    focus(at + 1)
  }
  const add = (): void => {
    changeSteps((now) => insertStep(now, now.length))
    open(steps.length)
  }
  const onKeyDown = (at: number, event: KeyboardEvent): void => {
    const key = event.altKey ? `Alt+${event.key}` : event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key
    const actions: Record<string, () => void> = {
      'Alt+ArrowUp': () => move(at, at - 1),
      'Alt+ArrowDown': () => move(at, at + 1),
      ArrowUp: () => focus(Math.max(0, at - 1)),
      ArrowDown: () => focus(Math.min(steps.length - 1, at + 1)),
      Delete: () => remove(at),
      'Ctrl+d': () => duplicate(at),
    }
    const action = actions[key]
    if (!action) return
    event.preventDefault()
    action()
  }

  return (
    <>
      <ol ref={list} className={styles.steps} aria-label={t('steps')}>
        {steps.map((step, at) => (
          <StepRow
            key={at}
            at={at}
            step={step}
            steps={steps}
            isOpen={opened === at}
            problems={problems.filter(({ field }) => stepOfField(field) === at)}
            outcome={run?.last[at] ?? null}
            isCurrent={run?.status === 'running' && run.step === at}
            drop={over === at && dragged !== null && dragged !== at ? (dragged > at ? 'above' : 'below') : undefined}
            onOpen={() => open(opened === at ? null : at)}
            onKeyDown={(event) => onKeyDown(at, event)}
            onDuplicate={() => duplicate(at)}
            onRemove={steps.length === 1 ? null : () => remove(at)}
            onDragStart={() => setDragged(at)}
            onDragOver={() => setOver(at)}
            onDragEnd={() => {
              setDragged(null)
              setOver(null)
            }}
            onDrop={() => {
              if (dragged !== null) move(dragged, at)
            }}
          />
        ))}
      </ol>
      <Button className={styles.add ?? ''} variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        {t('addStep')}
      </Button>
    </>
  )
}
