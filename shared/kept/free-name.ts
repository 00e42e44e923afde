/** `Meter (2)`: the first number that is free. */
export function freeName(taken: readonly string[], name: string): string {
  const bare = name.replace(/ \(\d+\)$/, '').slice(0, 90)
  const known = new Set(taken)
  for (let number = 2; ; number++) if (!known.has(`${bare} (${number})`)) return `${bare} (${number})`
}
