/** One command of a line, by its form (V.250, 5.4): `AT+CSQ`, `AT+CSQ?`, `AT+CSQ=?`, `AT+CFUN=1`. */
export type CommandLine = {
  /** With its sign, in capitals: `+CSQ`, `#XMQTTCFG`, `&F`, `E`, `I`; empty for `AT` alone. */
  readonly name: string
  readonly form: 'run' | 'read' | 'test' | 'set'
  /** Parameters of the set form without their quotation marks; of a basic command the figure behind its letter. */
  readonly values: readonly string[]
}

const quotes = '"“”„＂'

/** Commas inside quotation marks, typographic ones included, and those behind a backslash (ESP-AT) do not part. */
export function splitParameters(source: string): readonly string[] {
  const values: string[] = []
  let value = ''
  let isQuoted = false
  for (let at = 0; at < source.length; at++) {
    const mark = source[at] ?? ''
    if (mark === '\\' && /[",\\]/.test(source[at + 1] ?? '')) value += source[++at] ?? ''
    else if (quotes.includes(mark)) isQuoted = !isQuoted
    else if ((mark === ',' || mark === '，') && !isQuoted) {
      values.push(value.trim())
      value = ''
    } else value += mark
  }
  return [...values, value.trim()]
}

/** Cuts joined commands (V.250, 5.2.1: `AT+CMEE=2;+CSQ`) outside quotation marks. */
function joined(body: string): readonly string[] {
  if (!body.includes(';')) return [body]
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < body.length; at++) {
    if (quotes.includes(body[at] ?? '')) isQuoted = !isQuoted
    // Only a further command begins so: a login's own semicolons may stand unquoted.
    if (body[at] !== ';' || isQuoted || !/^;\s*[+#%^*$&][A-Z]/i.test(body.slice(at))) continue
    parts.push(body.slice(start, at))
    start = at + 1
  }
  return [...parts, body.slice(start)]
}

/** A basic command that another may follow without a sign between them: with its figure, or before one that has a sign. A number to dial goes on to the end of the line. */
const basicBefore = /^\s*(?:S\d+(?:=\d+|\?)|&[A-Z]\d*|[A-CE-Z]\d+|[A-CE-Z](?=[&+#%^*$]))(?=\s*[A-Z&+#%^*$])/i

/** Cuts basic commands that stand one after the other, and before an extended one (V.250, 5.2.1 and 5.3.1: `ATE0&W`, `ATQ0V1S0=0&C1+FCLASS=0`). */
function basicsOf(body: string): readonly string[] {
  const parts: string[] = []
  let rest = body
  for (let found = basicBefore.exec(rest); found; found = basicBefore.exec(rest)) {
    parts.push(found[0])
    rest = rest.slice(found[0].length)
  }
  return [...parts, rest]
}

function commandOf(body: string): CommandLine | undefined {
  const long = /^\s*([+#%^*$][A-Z][A-Z0-9_]*)\s*(=\?|\?|=)?/i.exec(body)
  if (long?.[1]) {
    const [whole, name, sign] = long
    const rest = body.slice(whole.length)
    if (sign === undefined && rest.trim() !== '') return undefined
    const form = sign === '=?' ? 'test' : sign === '?' ? 'read' : sign === '=' ? 'set' : 'run'
    return { name: name.toUpperCase(), form, values: form === 'set' ? splitParameters(rest) : [] }
  }
  const basic = /^\s*(&?[A-Z])?\s*(\d*)\s*(=\d+|\?)?\s*$/i.exec(body)
  if (!basic) return undefined
  const [, letter = '', figure = '', rest = ''] = basic
  const isRegister = letter.toUpperCase() === 'S' && rest !== ''
  if (letter === '' && (figure !== '' || rest !== '')) return undefined
  return {
    name: isRegister ? `S${figure}` : letter.toUpperCase(),
    form: rest === '?' ? 'read' : isRegister ? 'set' : 'run',
    values: isRegister ? [rest.replace(/^=/, '')] : [figure],
  }
}

/** As bytes, and as documents and terminals print them. */
const lineEnds = /(?:[\r\n]|<CR>|<LF>|<0D>|<0A>)+$/i

/** The commands of a line that begins with AT; of none where the line is something else. */
export function commandsOf(line: string): readonly CommandLine[] {
  const start = /^\s*AT/i.exec(line)
  if (!start) return []
  const commands = joined(line.slice(start[0].length).replace(lineEnds, '')).flatMap(basicsOf).map(commandOf)
  return commands.every((command) => command !== undefined) ? commands : []
}

/** A line of a log that is a command, also one that is not put right; `AT version:…` and the like are answers. */
export const isCommandLine = (line: string): boolean => /^AT/i.test(line) && (line.length === 2 || /^AT[+#%^*$&]/i.test(line) || commandsOf(line).length > 0)
