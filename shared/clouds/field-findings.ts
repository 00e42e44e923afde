import type { Stage } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'
import { findLookalike, hasControl } from '../text/suspicious.ts'
import type { Finding } from '../wizard/plan.ts'
import { isFile, isShown, str } from './inputs.ts'
import type { Field, FieldProblem, Inputs } from './profile.ts'

/** What is wrong with the values of a form, whatever the cloud: missing, damaged by copying, outside the field's own rule. `inputs` have their defaults filled in. */
export function fieldFindings(fields: readonly Field[], inputs: Inputs, now: number): Finding[] {
  return fields.flatMap((field) => (isShown(field, inputs) ? problemsOf(field, inputs, now).map((problem) => asFinding(field, problem)) : []))
}

const stageOf = ({ group, key }: Field): Stage => (group === 'tls' ? 'tls' : key === 'host' || key === 'port' ? 'net' : 'mqtt')

const asFinding = (field: Field, problem: FieldProblem): Finding => ({ ...problem, stage: stageOf(field), field: field.key })

function problemsOf(field: Field, inputs: Inputs, now: number): readonly FieldProblem[] {
  const value = inputs[field.key]
  if (field.kind === 'file') return field.required && !(isFile(value) && value.bytes.length > 0) ? [missing(field)] : []
  const entered = str(inputs, field.key)
  if (entered.trim() === '' && field.required) return [missing(field)]
  if (entered === '' || field.kind === 'payload') return []
  const copied = damage(field, entered)
  if (copied.some(({ severity }) => severity === 'error')) return copied
  if (field.kind === 'choice') return [...copied, ...unknownChoice(field, entered)]
  return [...copied, ...(field.check?.(entered, { label: field.label, example: field.placeholder ?? field.initial ?? '', now }) ?? [])]
}

const missing = (field: Field): FieldProblem => ({
  severity: 'error',
  code: 'input.missing',
  what: text(`${field.label.en} is empty.`, `“${field.label.zh}”还没有填。`),
  next: field.where ?? field.help,
})

/** What copying from articles, chats and web consoles does to a value. */
function damage(field: Field, value: string): FieldProblem[] {
  const { label } = field
  const found: FieldProblem[] = []
  if (hasControl(value)) {
    found.push({
      severity: 'error',
      code: 'input.control-character',
      what: text(`${label.en} contains a line end or another control character.`, `“${label.zh}”里有换行或其他控制字符。`),
      next: text('Delete it: a carriage return would end the AT command in the middle.', '请删掉：回车会让 AT 指令提前结束。'),
    })
  }
  const lookalike = findLookalike(value)
  if (lookalike) {
    found.push({
      severity: 'error',
      code: 'input.lookalike',
      what: text(
        `${label.en} contains the typographic character ${lookalike.found}, as copied from an article.`,
        `“${label.zh}”里有从文章复制来的全角或弯引号字符 ${lookalike.found}。`,
      ),
      next:
        lookalike.meant.trim() === ''
          ? text('Delete it.', '请删掉它。')
          : text(`Type the plain ${lookalike.meant} instead, or leave it out.`, `改成半角的 ${lookalike.meant}，或者去掉。`),
    })
  }
  if (value !== value.trim() && !field.isTrimmed) {
    found.push({
      severity: 'warning',
      code: 'input.outer-space',
      what: text(`${label.en} begins or ends with a space.`, `“${label.zh}”的开头或结尾有空格。`),
      next: text('Delete it unless the broker really expects it.', '如果不是服务器要求的，请删掉。'),
    })
  }
  return found
}

/** Longer values are no slips of the keyboard but something pasted, perhaps with a secret in it: not repeated. */
const longestQuoted = 32

function unknownChoice(field: Field, value: string): FieldProblem[] {
  const choices = field.choices ?? []
  if (choices.some((choice) => choice.value === value)) return []
  const list = choices.map((choice) => choice.value).join(', ')
  return [
    {
      severity: 'error',
      code: `input.${field.key}`,
      what:
        value.length > longestQuoted
          ? text(`What was entered is not one of the values of ${field.label.en}.`, `填入的内容不是“${field.label.zh}”的可选值。`)
          : text(`“${value}” is not one of the values of ${field.label.en}.`, `“${value}”不是“${field.label.zh}”的可选值。`),
      next: text(`Use ${list}.`, `可选：${list}。`),
    },
  ]
}
