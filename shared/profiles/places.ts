import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { z } from 'zod'
import { text, type Text } from '../text/local-text.ts'
import { problemWords, yamlProblemWords } from './problem-words.ts'
import { fieldName, type ProfileProblem } from './problem.ts'

/** References to the same text (`*name`) that are followed: more is a file made to fill the memory. */
const mostAliases = 50

/** Problems of one file that are told: behind the first ones the rest often follows from them. */
const mostProblems = 50

/** A YAML (or JSON) text that knows the line and column of every value. */
export class Places {
  readonly #source: string
  readonly #lines = new LineCounter()
  readonly document: Document.Parsed

  constructor(source: string) {
    this.#source = source
    this.document = parseDocument(source, { lineCounter: this.#lines, prettyErrors: false, version: '1.2', schema: 'core' })
  }

  at(offset: number, path: readonly PropertyKey[], what: ProfileProblem['what']): ProfileProblem {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1), field: fieldName(path), what }
  }

  /** The value that a path leads to; for what is missing, where it should have stood. `key`: the field's name instead. */
  offsetOf(path: readonly PropertyKey[], { key, quote }: { key?: string | undefined; quote?: string | undefined } = {}): number {
    let node: Node | null = this.document.contents
    for (const step of path) {
      const next: unknown = isMap(node) || isSeq(node) ? node.get(step, true) : undefined
      if (typeof next !== 'object' || next === null || !('range' in next)) break
      node = next as Node
    }
    if (key !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key)
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const [start, end] = node?.range ?? [0, 0]
    const within = quote === undefined ? -1 : this.#source.slice(start, end).indexOf(quote)
    return start + Math.max(within, 0)
  }
}

const quoteOf = (issue: z.core.$ZodIssue): string | undefined => {
  const quote: unknown = issue.code === 'custom' ? issue.params?.['quote'] : undefined
  return typeof quote === 'string' ? quote : undefined
}

export function asProblems(issues: readonly z.core.$ZodIssue[], places: Places): readonly ProfileProblem[] {
  return issues.flatMap((issue) => {
    // Each unknown field at its own place.
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => places.at(places.offsetOf(issue.path, { key }), [...issue.path, key], problemWords({ ...issue, keys: [key] })))
    }
    return [places.at(places.offsetOf(issue.path, { quote: quoteOf(issue) }), issue.path, problemWords(issue))]
  })
}

export const inOrder = (problems: readonly ProfileProblem[]): readonly ProfileProblem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, mostProblems)

/** What is wrong with a file as a whole. */
export const wholeFile = (what: Text): readonly ProfileProblem[] => [{ line: 1, column: 1, field: '', what }]

/** The fields that a file consists of, before any schema has looked at them. Never throws. `expected`: what to say of a file without fields. */
export function readFields(source: string, expected: Text): { readonly places: Places; readonly data: object } | { readonly problems: readonly ProfileProblem[] } {
  const places = new Places(source)
  // A tag that nobody knows is only a warning to YAML; here it would be a value of another kind than was meant.
  const errors = [...places.document.errors, ...places.document.warnings]
  if (errors.length > 0) return { problems: inOrder(errors.map(({ pos, code, message }) => places.at(pos[0], [], yamlProblemWords(code, message)))) }
  let data: unknown
  try {
    data = places.document.toJS({ maxAliasCount: mostAliases })
  } catch {
    return { problems: wholeFile(text('The file refers to itself too often.', '文件里的引用（*）太多。')) }
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return { problems: wholeFile(expected) }
  return { places, data }
}
