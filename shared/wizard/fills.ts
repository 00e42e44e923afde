import type { Job } from './credential.ts'
import type { Step } from './step.ts'

export const placeholder = (name: string): string => `{${name}}`

/** The fills of a job that stand in a command line made from its credential, as a step names them. */
export function fillsIn({ fills = [] }: Job, send: string): Pick<Step, 'fill'> {
  const fill = fills.filter((name) => send.includes(placeholder(name)))
  return fill.length > 0 ? { fill } : {}
}

/** A text with the values put in. Names without a value stay as they are. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(placeholder(name), () => value), text)

/** The secrets among a credential's parts that are known already: what is still to be filled in is no secret yet. */
export const knownSecrets = ({ fills = [] }: Job, value: string | undefined): readonly string[] =>
  value === undefined || fills.some((name) => value.includes(placeholder(name))) ? [] : [value]
