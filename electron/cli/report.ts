import { reportMarkdown } from '../../shared/casefile/report-markdown.ts'
import type { Output } from './output.ts'
import { readCaseFile } from './read-case-file.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

/** Prints a case file as a report to read, in Markdown. */
export async function reportCommand(file: string, options: { readonly lang?: string }, out: Output, stdin: () => Promise<Uint8Array>): Promise<number> {
  const say = speaker(options.lang)
  const content = await readCaseFile(file, say, stdin)
  out.line(reportMarkdown(content, say({ en: 'en', zh: 'zh' }) === 'zh' ? 'zh' : 'en').trimEnd())
  return exitCode.done
}
