const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

/**
 * Fields of a file that the reader has not taken over, as paths: `options.will.colour`. What is empty holds nothing to lose. Items of lists are compared one by one;
 * bytes are not looked into.
 */
export function unknownFields(given: unknown, taken: unknown, at = ''): readonly string[] {
  if (Array.isArray(given) && Array.isArray(taken)) return given.flatMap((each: unknown, index) => unknownFields(each, taken[index], `${at}[${index}]`))
  if (!isPlain(given) || !isPlain(taken)) return []
  return Object.entries(given).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`
    if (key in taken) return unknownFields(value, taken[key], path)
    return value === null || value === '' ? [] : [path]
  })
}
