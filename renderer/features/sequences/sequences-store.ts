import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { SequenceFile, SequenceReport, SequenceRun } from '../../../shared/contract/sequences.ts'
import type { SequenceInput } from '../../../shared/sequence/schema.ts'
import { withSequence, type Draft } from './draft.ts'

/** What the last click on a line of the terminal did. */
export type LastRecorded = { readonly how: 'added' | 'joined' | 'covered'; readonly step: number }

type SequencesState = {
  readonly folder: string
  readonly files: readonly SequenceFile[] | null
  /** Null: the list is shown. */
  readonly draft: Draft | null
  /** Index of the step that is opened for editing. */
  readonly step: number | null
  /** The last runs, newest first. */
  readonly runs: readonly SequenceRun[]
  /** By run: those under way and the one that is looked at. */
  readonly reports: Readonly<Record<string, SequenceReport>>
  /** The run whose results are looked at; null: the newest of the sequence. */
  readonly shownRun: string | null
  /** Values and lasting commands are asked about. */
  readonly isAsking: boolean
  readonly isRecording: boolean
  readonly lastRecorded: LastRecorded | null
  readonly failure: Failure | null
}

export const sequencesStore = createStore<SequencesState>(() => ({
  folder: '',
  files: null,
  draft: null,
  step: null,
  runs: [],
  reports: {},
  shownRun: null,
  isAsking: false,
  isRecording: false,
  lastRecorded: null,
  failure: null,
}))

export const useSequences = <T>(select: (state: SequencesState) => T): T => useStore(sequencesStore, select)

export const setSequences = (change: Partial<SequencesState>): void => sequencesStore.setState(change)

export const setDraft = (change: (draft: Draft) => Draft): void =>
  sequencesStore.setState(({ draft }) => (draft ? { draft: change(draft) } : {}))

export const changeSequence = (change: (sequence: SequenceInput) => SequenceInput): void =>
  setDraft((draft) => (draft.sequence ? withSequence(draft, change(draft.sequence)) : draft))

export const changeSteps = (change: (steps: SequenceInput['steps']) => SequenceInput['steps']): void =>
  changeSequence((sequence) => ({ ...sequence, steps: change(sequence.steps) }))
