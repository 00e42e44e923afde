import { responsePrefix } from '../../at/classify-line.ts'
import { isFinalResult } from '../../at/final-result.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { CaseRun, CaseStep } from '../format.ts'
import { stepStateNames } from '../words.ts'
import { align } from './align.ts'
import type { Section } from './compare-cases.ts'
import { differ, differInWords, type Difference } from './difference.ts'
import { isSameSignal, normalise } from './normalise.ts'
import { compareTime } from './timing.ts'

type Found = readonly (readonly [Section, readonly Difference[]])[]

/** Two runs of plans, step by step: which steps, in which order, what was sent, what came back, how long it took. */
export function compareSteps(left: CaseRun, right: CaseRun): Found {
  const pairs = align(left.steps, right.steps, ({ id }) => id)
  const found: (readonly [Section, readonly Difference[]])[] = []
  for (const { left: a, right: b } of pairs) {
    if (!a || !b) found.push(['steps', oneSided(a, b, a ? right : left)])
  }
  for (const a of left.steps) {
    const b = right.steps.find(({ id }) => id === a.id)
    if (!b) continue
    found.push(
      ['steps', differInWords(a.id, a.title, a.status, b.status, stepStateNames, a.status === 'waiting' || b.status === 'waiting' ? 'not-reached' : undefined)],
      ['commands', differ(a.id, a.title, a.sent ?? a.send, b.sent ?? b.send)],
      ['commands', differ(`${a.id}:data`, labelled(a, text('data', '数据')), a.data?.label, b.data?.label)],
      ['answers', compareAnswers(a, b)],
      ['timing', compareTime(a.id, a.title, a, b)],
    )
  }
  return found
}

const labelled = ({ title }: CaseStep, what: Text): Text => text(`${title.en}: ${what.en}`, `${title.zh}：${what.zh}`)

/** A step that stands on the other side too stands there at another place. Those are told once, from the left. */
function oneSided(a: CaseStep | undefined, b: CaseStep | undefined, other: CaseRun): readonly Difference[] {
  const step = a ?? b
  if (!step) return []
  const command = step.sent ?? step.send
  if (other.steps.some(({ id }) => id === step.id)) {
    return a ? [{ id: `moved:${step.id}`, label: step.title, left: command, right: command, words: text('at another place in the order', '执行顺序不同') }] : []
  }
  return [{ id: `${a ? 'missing' : 'added'}:${step.id}`, label: step.title, ...(a ? { left: command } : { right: command }) }]
}

/** Steps that ran on both sides; one that never ran has no answer to compare. */
function compareAnswers(a: CaseStep, b: CaseStep): readonly Difference[] {
  if (a.startedAt === undefined || b.startedAt === undefined) return []
  return compareLines(a.id, a.title, answerLines(a), answerLines(b))
}

/** What came back without the command's own echo. */
function answerLines({ lines, send, sent }: CaseStep): readonly string[] {
  const command = sent ?? send
  return lastAnswer(command, lines.map((line) => line.trim()).filter((line) => line !== '' && line !== command && !/^AT/i.test(line)))
}

/** Lines of two answers: the same ones put side by side, the rest told as they are. */
export function compareLines(id: string, label: Text, left: readonly string[], right: readonly string[]): readonly Difference[] {
  const differences: Difference[] = []
  const pairs = align(left, right, (line) => normalise(line).text)
  const alone = { left: pairs.flatMap((each) => (each.right === undefined && each.left !== undefined ? [each.left] : [])), right: pairs.flatMap((each) => (each.left === undefined && each.right !== undefined ? [each.right] : [])) }
  for (const each of pairs) if (each.left !== undefined && each.right !== undefined) differences.push(...differ(id, label, each.left, each.right))
  const unmatched = [...alone.right]
  for (const line of alone.left) {
    // The same kind of line with another value stands beside it: +CSQ beside +CSQ, one final result beside the other.
    const at = unmatched.findIndex((other) => kindOf(other) === kindOf(line))
    const [other] = at < 0 ? [] : unmatched.splice(at, 1)
    differences.push({ id, label, left: line, ...(other !== undefined && { right: other }), ...(other !== undefined && isSameSignal(line, other) && { folded: ['signal'] as const }) })
  }
  for (const line of unmatched) differences.push({ id, label, right: line })
  return differences
}

const kindOf = (line: string): string => (isFinalResult(line) ? 'final' : (/^[+#%^*]?[A-Z0-9_]+:/i.exec(line)?.[0] ?? line))

/** Of a state that was asked for again and again, or a command that was tried again after an obstacle was cleared, the last answer. */
function lastAnswer(command: string, lines: readonly string[]): readonly string[] {
  const ends = lines.flatMap((line, index) => (isFinalResult(line) ? [index] : []))
  const before = ends.at(-2)
  if (before === undefined) return lines
  const rest = lines.slice(before + 1)
  // What the clearing command reported comes first.
  const own = responsePrefix(command)
  const begin = own === undefined ? 0 : rest.findIndex((line) => !/^[+#%^*][A-Z0-9_]+:/i.test(line) || line.startsWith(own))
  return rest.slice(Math.max(0, begin))
}
