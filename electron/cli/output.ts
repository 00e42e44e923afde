/** Where a command prints: results to stdout, remarks and progress to stderr, so that a pipe carries results alone. */
export type Output = { readonly line: (text: string) => void; readonly remark: (text: string) => void }

export const processOutput: Output = {
  line: (text) => process.stdout.write(`${text}\n`),
  remark: (text) => process.stderr.write(`${text}\n`),
}
