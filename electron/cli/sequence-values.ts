import { readFile } from 'node:fs/promises'
import type { Sequence } from '../../shared/sequence/schema.ts'
import { text, type Text } from '../../shared/text/local-text.ts'
import { pairOf } from './read-inputs.ts'
import { cannotRead } from './read-log.ts'
import { UsageError } from './usage-error.ts'

export type ValueOptions = {
  readonly set: readonly string[]
  /** `name`, the variable being called the same, or `name=VARIABLE`. */
  readonly setEnv?: readonly string[]
  /** `name=path`; `-` is standard input. */
  readonly setFile?: readonly string[]
}

/** Where values come from besides the command line itself. */
export type ValueSources = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readStdin: () => Promise<string>
  /** Asks the person at the terminal, a secret without showing it; left out where nobody is there. Null: given up. */
  readonly ask?: (label: string, isSecret: boolean) => Promise<string | null>
}

/** Characters; a value is one part of one line. */
const longestValue = 8_192

/** The values of the placeholders. What has none and no initial one is asked for where somebody can answer. */
export async function sequenceValues({ placeholders }: Pick<Sequence, 'placeholders'>, options: ValueOptions, sources: ValueSources, warn: (what: Text) => void): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const pair of options.set) {
    const [name, value] = pairOf(pair)
    values[name] = value
    if (placeholders.some((each) => each.name === name && each.secret)) {
      warn(text(`{${name}} is a secret: other users of this machine can read a command line, and the shell keeps it. Use --set-env ${name}, --set-file ${name}=FILE, or leave it out to be asked.`, `{${name}} 是密钥：同机其他用户能看到命令行，shell 历史也会留下。请改用 --set-env ${name}、--set-file ${name}=文件，或不写、运行时再输入。`))
    }
  }
  for (const given of options.setEnv ?? []) {
    const [name, variable] = given.includes('=') ? pairOf(given) : [given, given]
    const value = sources.env[variable]
    if (value === undefined) throw new UsageError(`--set-env ${name}: the environment has no variable ${variable}`)
    values[name] = value
  }
  let stdin: Promise<string> | undefined
  for (const pair of options.setFile ?? []) {
    const at = pair.indexOf('=')
    if (at < 0) throw new UsageError('--set-file needs name=file, with the “=”')
    const [name, path] = [pair.slice(0, at), pair.slice(at + 1)]
    const content = path === '-' ? await (stdin ??= sources.readStdin()) : await readFile(path, 'utf8').catch(cannotRead(path))
    // Editors and `echo` end a file with a line end, which belongs to no password.
    values[name] = content.replace(/\r?\n$/, '')
    if (values[name].length > longestValue) throw new UsageError(`--set-file ${name}: ${path} has ${content.length} characters; a value has at most ${longestValue}`)
  }
  if (!sources.ask) return values
  for (const { name, label, initial, secret } of placeholders) {
    if (values[name] !== undefined || (initial !== undefined && initial !== '')) continue
    const answer = await sources.ask(label ?? name, secret)
    if (answer === null) throw new UsageError(`no value was given for ${name}`)
    values[name] = answer
  }
  return values
}
