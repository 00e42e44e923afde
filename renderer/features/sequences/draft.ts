import { formatSequence, problemsOfSequence, readSequence, type SequenceProblem } from '../../../shared/sequence/read-sequence.ts'
import type { SequenceInput } from '../../../shared/sequence/schema.ts'

/** The sequence that is open. */
export type Draft = {
  /** Null: not a file yet. */
  readonly file: string | null
  /** As it is on the disk; empty: not there yet. */
  readonly saved: string
  /** Null: the steps were changed by clicking, and are written when the text is needed; writing and reading hundreds takes too long for each key. */
  readonly text: string | null
  readonly view: 'steps' | 'text'
  /** Null while the text cannot be read as steps. */
  readonly sequence: SequenceInput | null
}

/** A problem; with its line where there is a text that has lines. */
export type DraftProblem = Pick<SequenceProblem, 'field' | 'what'> & { readonly line?: number; readonly column?: number }

const stepsOf = (text: string): SequenceInput | null => {
  const read = readSequence(text)
  return read.ok ? read.sequence : null
}

export const openedDraft = (file: string | null, text: string, saved = text): Draft => {
  const sequence = stepsOf(text)
  return { file, saved, text, sequence, view: sequence ? 'steps' : 'text' }
}

export const newDraft = (name: string): Draft => openedDraft(null, formatSequence({ kind: 'sequence', name, steps: [{ send: 'AT' }] }), '')

/** By clicking: the file is written anew, which takes comments out of it. */
export const withSequence = (draft: Draft, sequence: SequenceInput): Draft => ({ ...draft, sequence, text: null })

export const withText = (draft: Draft, text: string): Draft => ({ ...draft, text, sequence: stepsOf(text) })

/** What is saved, run and given away. */
export const textOf = ({ text, sequence }: Draft): string => text ?? (sequence ? formatSequence(sequence) : '')

export function withView(draft: Draft, view: Draft['view']): Draft {
  if (view === 'text') return { ...draft, view, text: textOf(draft) }
  return draft.sequence ? { ...draft, view } : draft
}

export const isChanged = ({ text, saved }: Draft): boolean => text !== saved

export function problemsOf({ text, sequence }: Draft): readonly DraftProblem[] {
  if (text === null) return sequence ? problemsOfSequence(sequence) : []
  const read = readSequence(text)
  return read.ok ? [] : read.problems
}
