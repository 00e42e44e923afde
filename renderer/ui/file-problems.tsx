import type { Text } from '../../shared/text/local-text.ts'
import { useText } from './local-text.ts'

/** What is wrong with a file, and where; without a line: with all of it. */
export type FileProblem = { readonly line?: number | undefined; readonly column?: number | undefined; readonly field: string; readonly what: Text }

/** Mistakes of a file that people write by hand: line, column, field. */
export function FileProblems({ problems, className }: { readonly problems: readonly FileProblem[]; readonly className?: string | undefined }) {
  const text = useText()
  return (
    <ul className={className}>
      {problems.map(({ line, column, field, what }) => (
        <li key={`${line}:${column}:${field}:${what.en}`}>
          {line !== undefined && (
            <code>
              {line}:{column}
            </code>
          )}
          <span>
            {field !== '' && <code>{field}</code>} {text(what)}
          </span>
        </li>
      ))}
    </ul>
  )
}
