import { text, type Text } from '../text/local-text.ts'
import { commandsOf, type CommandLine } from './command-line.ts'

/** Words for the set form. `keys`: what its first parameter may be, where that names what is set. */
export type SetWords = ((values: readonly string[]) => Text | undefined) & { readonly keys?: Readonly<Record<string, Text>> }

/** What one command is for. */
export type CommandWords = {
  /** A noun that the forms are worded with: "the signal quality". */
  readonly about: Text
  /** In place of "asks for …", where the command without parameters does something. */
  readonly run?: Text
  readonly set?: SetWords
}

export type CommandTable = Readonly<Record<string, CommandWords>>

const asks = (about: Text): Text => text(/^(?:wh|how )/.test(about.en) ? `asks ${about.en}` : `asks for ${about.en}`, `查询${spaced(about.zh)}`)

/** A blank where Chinese meets Latin letters. */
const spaced = (zh: string): string => (/^[A-Za-z0-9]/.test(zh) ? ` ${zh}` : zh)

function wordsOf(words: CommandWords, { form, values }: CommandLine): Text {
  const { about } = words
  if (form === 'test') return text(`asks which values are possible: ${about.en}`, `查询可用取值：${about.zh}`)
  if (form === 'read') return asks(about)
  // A basic command carries its figure: ATE0.
  if (form === 'run') return (values.length > 0 ? words.set?.(values) : undefined) ?? words.run ?? asks(about)
  const shown = values.filter((value) => value !== '').join(', ')
  return words.set?.(values) ?? text(`sets ${about.en}: ${shown}`, `设置${spaced(about.zh)}：${shown}`)
}

/** Words for what a command line of one table's commands does; `undefined` where one of its commands is none of them. */
export function describeCommands(line: string, find: (name: string) => CommandWords | undefined): Text | undefined {
  const said = commandsOf(line).map((command) => {
    const words = find(command.name)
    return words && wordsOf(words, command)
  })
  if (said.length === 0 || said.includes(undefined)) return undefined
  const all = said.filter((words) => words !== undefined)
  return text(all.map(({ en }) => en).join('; '), all.map(({ zh }) => zh).join('；'))
}

export const commandDescriber =
  (table: CommandTable) =>
  (line: string): Text | undefined =>
    describeCommands(line, (name) => (Object.hasOwn(table, name) ? table[name] : undefined))

/** `AT+QMTCFG="keepalive",0,120`: the key says what is set; without values it is asked for. `keys` in small letters. */
export const keyed = (keys: Readonly<Record<string, Text>>, valuesFrom = 2): SetWords =>
  Object.assign(
    (values: readonly string[]): Text | undefined => {
      const key = values[0]?.toLowerCase() ?? ''
      const about = Object.hasOwn(keys, key) ? keys[key] : undefined
      const rest = values.slice(valuesFrom)
      if (!about) return undefined
      return rest.length === 0 ? asks(about) : text(`sets ${about.en}: ${rest.join(', ')}`, `设置${spaced(about.zh)}：${rest.join(', ')}`)
    },
    { keys },
  )

/** Words for a value out of a short list. */
export const among =
  (values: Readonly<Record<string, Text>>) =>
  (value: string | undefined): Text | undefined =>
    value !== undefined && Object.hasOwn(values, value) ? values[value] : undefined
