import { utf8 } from '../text/bytes.ts'
import { parameterAt, type Parameter } from './parameter.ts'

/** Why a value cannot stand where it is meant to. */
export type ParameterProblem =
  | { readonly kind: 'missing' | 'number' | 'quote' | 'comma' | 'control' }
  | { readonly kind: 'range'; readonly least: number; readonly most: number }
  | { readonly kind: 'long'; readonly bytes: number; readonly most: number }

/** What is wrong with one value, by what the manual says of its parameter. `escapes`: strings may hold quotation marks. */
export function problemOf({ isQuoted, isOptional, mayBeEmpty, range, choices }: Parameter, value: string, escapes: boolean): ParameterProblem | undefined {
  // It would end the command.
  if (/[\r\n]/.test(value)) return { kind: 'control' }
  if (value === '') return isOptional || mayBeEmpty ? undefined : { kind: 'missing' }
  if (isQuoted) {
    if (!escapes && value.includes('"')) return { kind: 'quote' }
    const size = utf8(value).length
    return range && size > range[1] ? { kind: 'long', bytes: size, most: range[1] } : undefined
  }
  if (/[,"]/.test(value)) return { kind: 'comma' }
  if (!range || (choices && Object.hasOwn(choices, value))) return undefined
  if (!/^-?\d+$/.test(value)) return { kind: 'number' }
  return Number(value) < range[0] || Number(value) > range[1] ? { kind: 'range', least: range[0], most: range[1] } : undefined
}

const escaped = (value: string): string => value.replace(/[\\",]/g, (mark) => `\\${mark}`)

/** The parameters as they stand behind the equals sign: strings in quotation marks, what is left out at the end not there at all. */
export function writeParameters(parameters: readonly Parameter[], values: readonly string[], escapes: boolean): string {
  const last = values.findLastIndex((value, index) => value !== '' || parameterAt(parameters, index)?.isOptional !== true)
  return values
    .slice(0, last + 1)
    .map((value, index) => {
      const parameter = parameterAt(parameters, index)
      if (!parameter?.isQuoted) return value
      return value === '' && parameter.isOptional && !parameter.mayBeEmpty ? '' : `"${escapes ? escaped(value) : value}"`
    })
    .join(',')
}
