import { formatSequence, readSequence, type SequenceProblem } from '../../../shared/sequence/read-sequence.ts'
import type { SequenceInput } from '../../../shared/sequence/schema.ts'

/** The sequence that is open. Its text is what is saved and run; the steps are the same thing to click on. */
export type Draft = {
  /** Null: not a file yet. */
  readonly file: string | null
  /** As it is on the disk; empty: not there yet. */
  readonly saved: string
  readonly text: string
  readonly view: 'steps' | 'text'
  /** Null while the text cannot be read as steps. */
  readonly sequence: SequenceInput | null
}

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
export const withSequence = (draft: Draft, sequence: SequenceInput): Draft => ({ ...draft, sequence, text: formatSequence(sequence) })

export const withText = (draft: Draft, text: string): Draft => ({ ...draft, text, sequence: stepsOf(text) })

export const isChanged = ({ text, saved }: Draft): boolean => text !== saved

export const problemsOf = (text: string): readonly SequenceProblem[] => {
  const read = readSequence(text)
  return read.ok ? [] : read.problems
}
