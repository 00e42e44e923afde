import { z } from 'zod'
import type { Text } from '../text/local-text.ts'
import { patternFault } from './safe-pattern.ts'
import { templateFault } from './template.ts'

/** Characters. */
const longestText = 2_000

// Messages with @ stand for a sentence in both languages, which problem-words.ts has.

/** A word that others refer to: letters, digits, hyphens. Contract ids have 64 characters. */
export const idSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, '@id')
export const keySchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, '@key')

/** One text for both languages, or one each. */
export const localText = z.union(
  [
    z.string().min(1).max(longestText).transform((both): Text => ({ en: both, zh: both })),
    z.strictObject({ en: z.string().min(1).max(longestText), zh: z.string().min(1).max(longestText) }),
  ],
  '@text',
)

export const plainText = z.string().max(longestText)
export const milliseconds = z.int().min(1).max(600_000)

/** A problem found by looking at several fields together; `quote`: the part of the value to point at. */
export function addProblem(ctx: z.RefinementCtx, path: readonly PropertyKey[], what: Text, quote?: string): void {
  ctx.addIssue({ code: 'custom', path: [...path], message: what.en, params: { zh: what.zh, ...(quote !== undefined && { quote }) } })
}

/** A regular expression's source. */
export const pattern = z.string().min(1).superRefine((source, ctx) => {
  const fault = patternFault(source)
  if (fault) addProblem(ctx, [], fault)
})

/** Checks a template against the names that have a value where it stands. */
export function checkTemplate(ctx: z.RefinementCtx, path: readonly PropertyKey[], source: string | undefined, names: ReadonlySet<string>): void {
  const fault = source === undefined ? null : templateFault(source, names)
  if (fault) addProblem(ctx, path, fault.what, fault.quote)
}
