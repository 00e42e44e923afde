import { parseDocument, stringify } from 'yaml'
import { asProblems, inOrder, readFields, wholeFile, type Places } from '../profiles/places.ts'
import { problemWords } from '../profiles/problem-words.ts'
import { fieldName, type ProfileProblem } from '../profiles/problem.ts'
import { text } from '../text/local-text.ts'
import { sequenceSchema, type Sequence, type SequenceInput } from './schema.ts'

export type SequenceProblem = ProfileProblem
/** One at least. */
export type SequenceProblems = readonly [SequenceProblem, ...SequenceProblem[]]
export type ReadSequence = { readonly ok: true; readonly sequence: Sequence; readonly lines: readonly number[] } | { readonly ok: false; readonly problems: SequenceProblems }

/** Characters. */
export const longestSequenceFile = 262_144

const stepFields = ['send', 'hex', 'wait', 'pause', 'name', 'title', 'note', 'lineEnd', 'within', 'times', 'onFailure'] as const

/** Reads a sequence file, YAML or JSON. Never throws. `lines`: where each step begins, from 1. */
export function readSequence(source: string): ReadSequence {
  if (source.length > longestSequenceFile) return refused(wholeFile(text(`A sequence has at most ${longestSequenceFile} characters; this file has ${source.length}.`, `序列文件最多 ${longestSequenceFile} 个字符，这个文件有 ${source.length} 个。`)))
  const read = readFields(source.replace(/^\uFEFF/, ''), text('Fields are expected: “kind: sequence”, “name” and “steps”.', '应为若干字段：kind: sequence、name 和 steps。'))
  if ('problems' in read) return refused(read.problems)
  const { places, data } = read
  const parsed = sequenceSchema.safeParse(data)
  if (!parsed.success) return refused(inOrder([...unknownKinds(data, places), ...asProblems(parsed.error.issues.flatMap(withoutStepKeys), places)]))
  return { ok: true, sequence: parsed.data, lines: parsed.data.steps.map((_, at) => places.at(places.offsetOf(['steps', at]), [], text('', '')).line) }
}

/** What is wrong with a sequence that has no text yet: the fields, without lines. */
export function problemsOfSequence(sequence: SequenceInput): readonly Pick<SequenceProblem, 'field' | 'what'>[] {
  const parsed = sequenceSchema.safeParse(sequence)
  return parsed.success ? [] : parsed.error.issues.map((issue) => ({ field: fieldName(issue.path), what: problemWords(issue) }))
}

// Nothing is refused without a problem: each error and each issue makes one.
const refused = (problems: readonly SequenceProblem[]): ReadSequence => ({ ok: false, problems: problems as SequenceProblems })

type Issue = Parameters<typeof asProblems>[0][number]

const isStep = (path: readonly PropertyKey[]): boolean => path.length === 2 && path[0] === 'steps'

/** A step's unknown field is told once, by `unknownKinds`; that the step then has no known one follows from it. */
const withoutStepKeys = (issue: Issue): readonly Issue[] => (isStep(issue.path) && issue.code === 'unrecognized_keys' ? [] : [issue])

/** What a step cannot do, named at its own line. */
function unknownKinds(data: object, places: Places): readonly SequenceProblem[] {
  const steps: unknown = (data as Record<string, unknown>)['steps']
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: unknown, at) => {
    if (typeof step !== 'object' || step === null || Array.isArray(step)) return []
    return Object.keys(step)
      .filter((key) => !(stepFields as readonly string[]).includes(key))
      .map((key) => {
        const path = ['steps', at]
        const what = text(`Step ${at + 1}: “${key}” is nothing that a step can do. A step has send, hex, wait or pause; with name, title, note, lineEnd, within, times, onFailure.`, `第 ${at + 1} 步：没有“${key}”这种步骤。可用 send、hex、wait、pause，以及 name、title、note、lineEnd、within、times、onFailure。`)
        return places.at(places.offsetOf(path, { key }), [...path, key], what)
      })
  })
}

/** The same file with another name in it, comments and order kept. The source is one that can be used. */
export function renamedSequence(source: string, name: string): string {
  const document = parseDocument(source.replace(/^\uFEFF/, ''), { version: '1.2', schema: 'core' })
  document.set('name', name)
  return document.toString({ lineWidth: 0 })
}

/** The file of a sequence: what is as usual is left out. */
export function formatSequence(sequence: SequenceInput): string {
  const { loops = 1, lineEnd = 'cr', placeholders = [], steps, kind, name, description } = sequence
  const plain = {
    kind,
    name,
    ...(description !== undefined && description !== '' && { description }),
    ...(lineEnd !== 'cr' && { lineEnd }),
    ...(loops !== 1 && { loops }),
    ...(placeholders.length > 0 && { placeholders: placeholders.map(({ secret = false, ...each }) => ({ ...each, ...(secret && { secret }) })) }),
    steps,
  }
  return stringify(plain, { lineWidth: 0, singleQuote: true })
}
