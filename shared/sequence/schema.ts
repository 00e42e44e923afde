import { z } from 'zod'
import { addProblem, keySchema, pattern } from '../profiles/schema-kit.ts'
import { text } from '../text/local-text.ts'
import { hexBytes, parseSend } from './send-text.ts'

/** ms. A day: a soak test pauses long, a typing mistake longer. */
const longestMs = 86_400_000
const mostTimes = 100_000
export const mostSteps = 500

const words = z.string().min(1).max(8_192)
const duration = z.int().min(0).max(longestMs)

/** What must come before the time is over. A word, or one field with what is looked for. */
const waitSchema = z.union(
  [
    z.enum(['ok', 'final', 'nothing']),
    z.strictObject({ text: words }),
    z.strictObject({ regex: pattern }),
    /** The beginning of a line that comes by itself; `accept` is a pattern that this line must match. */
    z.strictObject({ urc: words, accept: pattern.optional() }),
  ],
  { error: '@wait' },
)
export type SequenceWait = z.output<typeof waitSchema>

const failureSchema = z.union(
  [
    z.enum(['stop', 'continue']),
    z.strictObject({
      /** How often again, and after how many ms. */
      retry: z.int().min(1).max(1000).optional(),
      pause: duration.optional(),
      /** A step's name; after the last retry. Left out: stop. */
      goTo: keySchema.optional(),
    }),
  ],
  { error: '@onFailure' },
)

const kinds = ['send', 'hex', 'wait', 'pause'] as const

const stepSchema = z
  .strictObject({
    /** What `goTo` refers to. */
    name: keySchema.optional(),
    title: z.string().max(200).optional(),
    /** For people; nothing is done with it. */
    note: z.string().max(2_000).optional(),
    send: words.optional(),
    hex: words.optional(),
    /** After `send`; left out: the file's own, and none where the text ends in a control character. */
    lineEnd: z.enum(['cr', 'lf', 'crlf', 'none']).optional(),
    wait: waitSchema.optional(),
    /** ms from the moment when the bytes are with the driver. */
    within: z.int().min(1).max(longestMs).optional(),
    pause: duration.optional(),
    times: z.int().min(1).max(mostTimes).optional(),
    onFailure: failureSchema.optional(),
  })
  .superRefine((step, ctx) => {
    if (step.send !== undefined && step.hex !== undefined) addProblem(ctx, ['hex'], text('A step sends a text or hex bytes, not both.', '一步只能发文本或 hex 之一。'))
    if (kinds.every((kind) => step[kind] === undefined)) addProblem(ctx, [], text('A step has at least one of: send, hex, wait, pause.', '一步至少要有 send、hex、wait、pause 之一。'))
    if (step.lineEnd !== undefined && step.send === undefined) addProblem(ctx, ['lineEnd'], text('“lineEnd” belongs to a step with “send”.', 'lineEnd 只用于带 send 的步骤。'))
    if (step.within !== undefined && (step.wait === 'nothing' || (step.wait === undefined && step.send === undefined))) {
      addProblem(ctx, ['within'], text('“within” belongs to a step that waits for something.', 'within 只用于有等待内容的步骤。'))
    }
    if (step.hex !== undefined && hexBytes(step.hex) === null) addProblem(ctx, ['hex'], text('Pairs of hex digits are expected, such as 41 54 0D.', '应为成对的十六进制数字，如 41 54 0D。'))
    if (step.send !== undefined) {
      const parsed = parseSend(step.send)
      if (!parsed.ok) addProblem(ctx, ['send'], parsed.what, parsed.quote)
    }
  })
export type SequenceStep = z.output<typeof stepSchema>

const placeholderSchema = z
  .strictObject({
    name: keySchema,
    label: z.string().max(200).optional(),
    initial: z.string().max(2_000).optional(),
    /** Masked in the terminal, the recording and what is printed. */
    secret: z.boolean().default(false),
  })
  .superRefine((each, ctx) => {
    if (each.secret && each.initial !== undefined) addProblem(ctx, ['initial'], text('A secret has no initial value: this file is no place for one.', '密钥不能有 initial：这个文件不是存密钥的地方。'))
  })

export const sequenceSchema = z
  .strictObject({
    kind: z.literal('sequence'),
    name: z.string().min(1).max(100),
    description: z.string().max(2_000).optional(),
    lineEnd: z.enum(['cr', 'lf', 'crlf', 'none']).default('cr'),
    /** The whole sequence, one round after the other. */
    loops: z.int().min(1).max(mostTimes).default(1),
    placeholders: z.array(placeholderSchema).max(50).default([]),
    steps: z.array(stepSchema).min(1).max(mostSteps),
  })
  .superRefine(({ placeholders, steps }, ctx) => {
    const declared = new Set<string>()
    placeholders.forEach(({ name }, at) => {
      if (declared.has(name)) addProblem(ctx, ['placeholders', at, 'name'], text(`There are two placeholders “${name}”.`, `有两个占位符都叫“${name}”。`))
      declared.add(name)
    })
    const names = new Set<string>()
    steps.forEach(({ name }, at) => {
      if (name === undefined) return
      if (names.has(name)) addProblem(ctx, ['steps', at, 'name'], text(`There are two steps “${name}”.`, `有两步都叫“${name}”。`))
      names.add(name)
    })
    steps.forEach((step, at) => {
      const goTo = typeof step.onFailure === 'object' ? step.onFailure.goTo : undefined
      if (goTo !== undefined && !names.has(goTo)) {
        addProblem(ctx, ['steps', at, 'onFailure', 'goTo'], text(`There is no step with the name “${goTo}”.`, `没有叫“${goTo}”的步骤。`))
      }
      const parsed = parseSend(step.send ?? '')
      const unknown = parsed.ok ? parsed.parts.find((part) => 'name' in part && !declared.has(part.name)) : undefined
      if (unknown && 'name' in unknown) {
        addProblem(ctx, ['steps', at, 'send'], text(`{${unknown.name}} is not among the placeholders: declare it, or write \\{ for the brace itself.`, `占位符里没有 {${unknown.name}}：请先声明；若只是花括号，请写 \\{。`), `{${unknown.name}}`)
      }
    })
  })
export type Sequence = z.output<typeof sequenceSchema>
/** As a person writes it: defaults may be left out. */
export type SequenceInput = z.input<typeof sequenceSchema>
