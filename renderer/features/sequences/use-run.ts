import { useMemo } from 'react'
import type { SequenceRun } from '../../../shared/contract/sequences.ts'
import { stepTitle } from '../../../shared/sequence/step-title.ts'
import { useSequences } from './sequences-store.ts'

/** The runs of the open sequence, newest first. A run knows its sequence by name: it may have come from a file that was never saved. */
export function useRunsOfDraft(): readonly SequenceRun[] {
  const name = useSequences(({ draft }) => draft?.sequence?.name)
  const runs = useSequences((state) => state.runs)
  return useMemo(() => runs.filter((run) => run.name === name), [runs, name])
}

/** The one that is looked at. `matches`: its steps are those that are written here now, so that marks at the steps are true. */
export function useRunOfDraft(): { readonly run: SequenceRun | undefined; readonly matches: boolean } {
  const runs = useRunsOfDraft()
  const shown = useSequences((state) => state.shownRun)
  const steps = useSequences(({ draft }) => draft?.sequence?.steps)
  const run = runs.find(({ id }) => id === shown) ?? runs[0]
  const titles = useMemo(() => steps?.map(stepTitle), [steps])
  const matches = run !== undefined && titles !== undefined && run.titles.length === titles.length && run.titles.every((title, at) => title === titles[at])
  return { run, matches }
}
