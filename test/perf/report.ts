/** Prints one figure a line: what, value, unit. */
export const figure = (what: string, value: string): void => void process.stdout.write(`${what.padEnd(76)} ${value}\n`)

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The smallest value that so many in a hundred do not exceed. */
export const percentile = (values: readonly number[], hundredths: number): number => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((values.length * hundredths) / 100) - 1)] ?? Number.NaN

export const spread = (values: readonly number[], digits: number): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`
