import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SequenceRun } from '../../../shared/contract/sequences.ts'
import type { DraftProblem } from './draft.ts'
import { add, move } from './step-actions.ts'
import { onFailureOf, stepOfField, type Steps } from './step-edit.ts'
import { StepRow } from './step-row.tsx'
import { useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

type Props = {
  readonly steps: Steps
  readonly problems: readonly DraftProblem[]
  /** The run whose marks stand at the steps. */
  readonly run: SequenceRun | undefined
}

const none: readonly DraftProblem[] = []

/** The steps in their order; dragged, or moved with Alt and the arrow keys. */
export function StepList({ steps, problems, run }: Props) {
  const { t } = useTranslation('sequences')
  const opened = useSequences((state) => state.step)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const byStep = useMemo(() => {
    const found = new Map<number | null, DraftProblem[]>()
    for (const problem of problems) found.set(stepOfField(problem.field), [...(found.get(stepOfField(problem.field)) ?? []), problem])
    return found
  }, [problems])
  const places = useMemo(() => new Map(steps.flatMap(({ name }, at) => (name === undefined ? [] : [[name, at] as const]))), [steps])
  const drag = useMemo(
    () => ({
      start: setDragged,
      over: setOver,
      drop: (at: number) => {
        if (dragged !== null) move(dragged, at)
      },
      end: () => {
        setDragged(null)
        setOver(null)
      },
    }),
    [dragged],
  )
  return (
    <>
      <ol className={styles.steps} aria-label={t('steps')}>
        {steps.map((step, at) => {
          const { goTo } = onFailureOf(step)
          return (
            <StepRow
              key={at}
              at={at}
              step={step}
              target={goTo === undefined ? null : (places.get(goTo) ?? null)}
              isOpen={opened === at}
              isOnly={steps.length === 1}
              problems={byStep.get(at) ?? none}
              outcome={run?.last[at] ?? null}
              isCurrent={run?.status === 'running' && run.step === at}
              dropAt={over === at && dragged !== null && dragged !== at ? (dragged > at ? 'above' : 'below') : null}
              drag={drag}
            />
          )
        })}
      </ol>
      <Button className={styles.add ?? ''} variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        {t('addStep')}
      </Button>
    </>
  )
}
