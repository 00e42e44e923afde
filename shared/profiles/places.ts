import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { z } from 'zod'
import { problemWords } from './problem-words.ts'
import { fieldName, type ProfileProblem } from './problem.ts'

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
