import { parseArguments, type Argument } from './arguments.ts'

/** `run` AT+X, `read` AT+X?, `test` AT+X=?, `set` AT+X=…; basic commands (`E0`, `&F`) are `run` with their number as argument. */
export type Call = {
  readonly name: string
  readonly form: 'run' | 'read' | 'test' | 'set'
  /** Null when what follows `=` cannot be taken apart. */
  readonly args: readonly Argument[] | null
  /** The whole command with its prefix, upper case outside quotes: faults look at this. */
  readonly text: string
}

/** How a family's command lines differ. */
export type Syntax = {
  /** First characters of extended commands: `+`, with some vendors also `#`, `%` or `^`. Default `+`. */
  readonly prefixes?: string
  readonly parseArguments?: (body: string) => readonly Argument[] | null
  /** Commands whose last argument is raw text, quotes and semicolons included: nothing can be joined behind them. */
  readonly takesRest?: RegExp
  /** Line ends between quotation marks are text (a PEM file), not the line's end. */
  readonly quotesHoldLines?: boolean
}

const upperOutsideQuotes = (value: string) =>
  value
    .split('"')
    .map((part, index) => (index % 2 === 0 ? part.toUpperCase() : part))
    .join('"')

function extended(body: string, parse: (body: string) => readonly Argument[] | null): Call {
  const match = /^([^A-Za-z0-9][A-Za-z0-9]+)(=\?|\?|=)?/.exec(body)
  const name = (match?.[1] ?? body).toUpperCase()
  const text = `AT${upperOutsideQuotes(body)}`
  const mark = match?.[2]
  const tail = body.slice(match?.[0].length ?? body.length)
  if (mark === '=') return { name, form: 'set', args: parse(tail), text }
  if (tail.trim() !== '') return { name: '', form: 'run', args: null, text }
  return { name, form: mark === '=?' ? 'test' : mark === '?' ? 'read' : 'run', args: [], text }
}

function endOfExtended(line: string): number {
  let inQuotes = false
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') inQuotes = !inQuotes
    else if (line[i] === ';' && !inQuotes) return i
  }
  return line.length
}

/**
 * Takes a command line apart, `AT` included. Null: not a command line at all, which a modem leaves without an answer.
 * A part that is no known shape becomes a call with an empty name, which nothing answers to but ERROR.
 */
export function parseCommandLine(line: string, syntax: Syntax = {}): readonly Call[] | null {
  const prefixes = syntax.prefixes ?? '+'
  // Control characters in front come from a host that cancels a prompt to be sure; autobauding swallows them.
  const start = /^[\x00-\x20]*[Aa][Tt]/.exec(line)
  if (!start) return null
  let rest = line.slice(start[0].length).replace(syntax.quotesHoldLines ? /[\x00-\x09\x0b\x0c\x0e-\x1f]/g : /[\x00-\x1f]/g, '').trim()
  if (rest === '') return [{ name: '', form: 'run', args: [], text: 'AT' }]
  const calls: Call[] = []
  while (rest !== '') {
    const basic = /^(&?[A-Za-z])(\d*)/.exec(rest)
    if (prefixes.includes(rest.charAt(0))) {
      const end = syntax.takesRest?.test(rest) ? rest.length : endOfExtended(rest)
      calls.push(extended(rest.slice(0, end), syntax.parseArguments ?? parseArguments))
      rest = rest.slice(end + 1)
    } else if (basic?.[1]) {
      calls.push({
        name: basic[1].toUpperCase(),
        form: 'run',
        args: [{ kind: 'integer', value: Number(basic[2] ?? 0) }],
        text: `AT${basic[0].toUpperCase()}`,
      })
      rest = rest.slice(basic[0].length).replace(/^;/, '')
    } else {
      calls.push({ name: '?', form: 'run', args: null, text: `AT${rest}` })
      rest = ''
    }
  }
  return calls
}
