import type { z } from 'zod'

/** What a kept file holds under `name`, entry by entry: a bad one costs only itself, and makes the file a damaged one. */
export const entryList =
  <T>(name: string, schema: z.ZodType<T>) =>
  (data: unknown): { readonly entries: readonly T[]; readonly isDamaged: boolean } => {
    const all: unknown = (data as Record<string, unknown> | null)?.[name]
    if (!Array.isArray(all)) return { entries: [], isDamaged: true }
    const parsed = all.map((one) => schema.safeParse(one))
    return { entries: parsed.flatMap(({ data: entry }) => (entry === undefined ? [] : [entry])), isDamaged: parsed.some(({ success }) => !success) }
  }
