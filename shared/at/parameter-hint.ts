import { splitParameters } from './command-line.ts'
import { parameterAt, parametersOf, type KeyedSignature, type Parameter, type Signature, type SignatureTable } from './parameter.ts'

/** What stands around the caret of a half-typed line: the set command, its parameters, and which of them the caret is in. */
export type ParameterHint = {
  /** `+QMTPUB`, in capitals. */
  readonly name: string
  readonly signature: Signature | KeyedSignature
  /** By the key, where one is typed. */
  readonly parameters: readonly Parameter[]
  /** The one at the caret; `undefined` behind the last. Without an equals sign: the first. */
  readonly at: number
  readonly current: Parameter | undefined
  /** As typed, without quotation marks, those behind the caret too. */
  readonly values: readonly string[]
  /** The line up to the command and its equals sign, which is put there where it is missing; what stands behind the command. */
  readonly head: string
  readonly tail: string
  /** The line up to the parameter at the caret, and what is typed of it. */
  readonly before: string
  readonly begun: string
}

/** Places where a mark stands outside quotation marks; a backslash takes the next character with it. */
function placesOf(mark: string, line: string, from: number): readonly number[] {
  const places: number[] = []
  let isQuoted = false
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === mark && !isQuoted) places.push(at)
  }
  return places
}

/** Where the command at the caret begins and ends, exclusive; joined commands are parted by semicolons (V.250, 5.2.1). */
function commandAround(line: string, caret: number): { readonly start: number; readonly end: number } | undefined {
  const lead = /^\s*AT/i.exec(line)
  if (!lead) return undefined
  const parts = placesOf(';', line, lead[0].length).filter((at) => /^;\s*[+#%^*$&][A-Z]/i.test(line.slice(at)))
  const start = parts.findLast((at) => at < caret)
  return { start: start === undefined ? lead[0].length : start + 1, end: parts.find((at) => at >= caret) ?? line.length }
}

/** The parameters at the caret, for commands that `signatures` has; `undefined` elsewhere, also in questions (`?`, `=?`). */
export function hintAt(line: string, caret: number, signatures: SignatureTable): ParameterHint | undefined {
  const around = commandAround(line, caret)
  const found = around && /^\s*([+#%^*$&][A-Z][A-Z0-9_]*)\s*(=?)(.*)$/is.exec(line.slice(around.start, around.end))
  const name = found?.[1]?.toUpperCase() ?? ''
  const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined
  if (!around || !found || !signature) return undefined
  const [whole, , sign, body = ''] = found
  if (sign === '' ? body.trim() !== '' : body.trim().startsWith('?')) return undefined
  const bodyStart = around.start + whole.length - body.length
  const head = line.slice(0, bodyStart) + (sign === '' ? '=' : '')
  const values = body === '' ? [] : splitParameters(body)
  const parameters = parametersOf(signature, values)
  const commas = placesOf(',', line.slice(0, around.end), bodyStart)
  const at = commas.filter((place) => place < caret).length
  const valueStart = at === 0 ? bodyStart : (commas[at - 1] ?? bodyStart) + 1
  return {
    name,
    signature,
    parameters,
    at,
    current: parameterAt(parameters, at),
    values,
    head,
    tail: line.slice(around.end),
    before: at === 0 ? head : line.slice(0, valueStart),
    begun: sign === '' ? '' : line.slice(valueStart, Math.max(valueStart, caret)),
  }
}

/** A choice as it stands on the wire. */
const written = ({ isQuoted }: Parameter, value: string): string => (isQuoted ? `"${value}"` : value)

/** What the parameter at the caret may become: the values of its list that begin as typed, with the line each makes. */
export function choicesAt({ current, before, begun }: ParameterHint): readonly { readonly line: string; readonly value: string }[] {
  const typed = begun.trim().replace(/^"/, '').toLowerCase()
  return Object.keys(current?.choices ?? {})
    .filter((value) => value.toLowerCase().startsWith(typed) && begun.trim() !== written(current as Parameter, value) && begun.trim() !== value)
    .map((value) => ({ line: before + written(current as Parameter, value), value }))
}
