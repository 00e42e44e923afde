import { text, type Text } from '../text/local-text.ts'
import { commandDescriber, type CommandTable, type CommandWords } from './command-words.ts'
import type { SignatureTable } from './parameter.ts'

/** A line that what was typed may become, and what it does or is about. */
export type Completion = { readonly line: string; readonly words: Text }

/** Single digits are tried out; no command has more than ten values that have words of their own. */
const digits = Array.from({ length: 10 }, (_, digit) => String(digit))
/** Stands for any value in words that only repeat it. */
const unlikely = '\u0001'

const isBasic = (name: string): boolean => /^&?[A-Z]?$/.test(name)

/** Values of the first parameter that have words of their own: 0 and 1 where everything else is 1. */
function valuesOf({ set }: CommandWords): readonly { readonly value: string; readonly words: Text }[] {
  if (!set) return []
  if (set.keys) return Object.entries(set.keys).map(([key, words]) => ({ value: `"${key}"`, words }))
  if (set([unlikely])?.en.includes(unlikely)) return []
  const seen = new Set<string>()
  return digits.flatMap((value) => {
    const words = set([value])
    if (!words || words.en.includes('undefined') || seen.has(words.en)) return []
    seen.add(words.en)
    return [{ value, words }]
  })
}

function formsOf(head: string, name: string, words: CommandWords, table: CommandTable, hasParameters: boolean): readonly Completion[] {
  const describe = commandDescriber(table)
  const named = (form: string): Completion[] => {
    const said = describe(`AT${name}${form}`)
    return said ? [{ line: `${head}${name}${form}`, words: said }] : []
  }
  const values = valuesOf(words)
  if (isBasic(name)) return [...(values.length === 0 ? named('') : []), ...values.map(({ value, words: said }) => ({ line: `${head}${name}${value}`, words: said }))]
  const runs = words.run ? named('') : []
  const sets = values.length > 0 ? values.map(({ value, words: said }) => ({ line: `${head}${name}=${value}`, words: said })) : words.set || hasParameters ? [{ line: `${head}${name}=`, words: text(`sets ${words.about.en}`, `设置：${words.about.zh}`) }] : []
  return [...runs, ...named('?'), ...named('=?'), ...sets]
}

const matchesWords = ({ about, run }: CommandWords, wanted: string): boolean =>
  [about, run].some((words) => words !== undefined && (words.en.toLowerCase().includes(wanted) || words.zh.toLowerCase().includes(wanted)))

/**
 * What a half-typed line may become, from the tables in their order: names that begin so, the forms and values of a name that is whole, the values
 * behind its `=`. Also behind a semicolon. `signatures`: commands that have parameters, also where none has words of its own. A line that is no command finds commands by their words: “signal”, “信号”.
 */
export function completeCommand(typed: string, tables: readonly CommandTable[], limit: number, signatures: SignatureTable = {}): readonly Completion[] {
  const all: CommandTable = Object.assign({}, ...tables.toReversed())
  // The first table's names first; a later table's word for the same name does not count.
  const names = [...new Set(tables.flatMap((table) => Object.keys(table)))]
  const parts = /^(\s*AT(?:.*;)?)([+#%^*$&]?[A-Z0-9_]*)(=?)([^,;=?]*)$/i.exec(typed)
  if (!parts) {
    const wanted = typed.trim().toLowerCase()
    // Two Chinese characters say as much as four letters.
    if (wanted.length < (/[^\x00-\x7f]/.test(wanted) ? 2 : 4) || wanted.startsWith('at')) return []
    return names.filter((name) => all[name] && matchesWords(all[name], wanted)).slice(0, limit).map((name) => ({ line: `AT${name}`, words: all[name]?.run ?? all[name]?.about ?? text('', '') }))
  }
  const [, head = '', begun = '', equals = '', value = ''] = parts
  const name = begun.toUpperCase()
  const whole = Object.hasOwn(all, name) ? all[name] : undefined
  if (equals !== '') {
    return whole ? valuesOf(whole).filter((one) => one.value.startsWith(value.toLowerCase()) && one.value !== value).slice(0, limit).map((one) => ({ line: `${head}${begun}=${one.value}`, words: one.words })) : []
  }
  if (begun === '') return []
  const longer = names.filter((other) => other !== name && other.startsWith(name) && other !== '').map((other) => ({ line: `${head}${other}`, words: all[other]?.run ?? all[other]?.about ?? text('', '') }))
  return [...(whole ? formsOf(head, name, whole, all, Object.hasOwn(signatures, name)) : []), ...longer].filter(({ line }) => line.toUpperCase() !== typed.toUpperCase()).slice(0, limit)
}
