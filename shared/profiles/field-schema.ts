import { z } from 'zod'
import { text } from '../text/local-text.ts'
import { addProblem, keySchema, localText, pattern, plainText } from './schema-kit.ts'

/** What a person's profile asks for in the form. */
export const fieldSchema = z
  .strictObject({
    key: keySchema,
    kind: z.enum(['text', 'secret', 'number', 'choice', 'time', 'random']),
    label: localText,
    help: localText.optional(),
    where: localText.optional(),
    required: z.boolean().default(true),
    advanced: z.boolean().default(false),
    placeholder: plainText.optional(),
    initial: plainText.optional(),
    /** The whole value must match. */
    pattern: pattern.optional(),
    /** What to say when it does not. */
    expects: localText.optional(),
    maxBytes: z.int().min(1).max(65_535).optional(),
    base64: z.boolean().default(false),
    min: z.int().optional(),
    max: z.int().optional(),
    choices: z.array(z.strictObject({ value: z.string().min(1).max(64), label: localText })).min(1).max(50).optional(),
    shownWhen: z.strictObject({ key: keySchema, oneOf: z.array(z.string().max(64)).min(1).max(50) }).optional(),
    /** `time`: seconds or milliseconds since 1970, so many seconds from the moment of signing. */
    unit: z.enum(['s', 'ms']).optional(),
    plusSeconds: z.int().min(0).max(315_360_000).optional(),
    /** `random`: characters of A-Z, a-z, 0-9. */
    length: z.int().min(1).max(32).optional(),
  })
  .superRefine((field, ctx) => {
    const only = (name: keyof typeof field, kind: string): void => {
      if (field[name] !== undefined && field.kind !== kind) addProblem(ctx, [name], text(`“${name}” belongs to fields of kind ${kind}.`, `“${name}”只用于 kind 为 ${kind} 的字段。`))
    }
    only('unit', 'time')
    only('plusSeconds', 'time')
    only('length', 'random')
    only('choices', 'choice')
    only('min', 'number')
    only('max', 'number')
    if (field.kind === 'choice' && !field.choices) addProblem(ctx, ['kind'], text('A choice needs “choices”.', 'choice 类型的字段要有 choices。'))
    if (field.kind === 'secret' && field.initial !== undefined) addProblem(ctx, ['initial'], text('A secret has no initial value: this file is no place for one.', '密钥字段不能有 initial：这个文件不是存密钥的地方。'))
  })

export type UserField = z.output<typeof fieldSchema>

/** Keys that are used twice, taken by the program's own fields, or referred to and not there. */
export function checkFieldKeys(ctx: z.RefinementCtx, fields: readonly UserField[], taken: ReadonlySet<string>): void {
  const seen = new Set<string>()
  fields.forEach(({ key, shownWhen }, index) => {
    if (taken.has(key)) addProblem(ctx, ['fields', index, 'key'], text(`“${key}” is a field or value that every profile has: choose another key.`, `“${key}”是每个配置自带的字段或值，请换一个 key。`))
    else if (seen.has(key)) addProblem(ctx, ['fields', index, 'key'], text(`There are two fields with the key “${key}”.`, `有两个字段的 key 都是“${key}”。`))
    seen.add(key)
    if (shownWhen && !fields.some((other) => other.key === shownWhen.key)) {
      addProblem(ctx, ['fields', index, 'shownWhen', 'key'], text(`There is no field “${shownWhen.key}”.`, `没有“${shownWhen.key}”这个字段。`))
    }
  })
}
