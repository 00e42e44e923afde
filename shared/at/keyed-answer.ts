import type { KeyedSignature, LineForm, Parameter } from './parameter.ts'

/**
 * The answer to a question by key, `+QMTCFG: "keepalive",120`: the key, then the values that the set command takes, with or without the number of what is
 * set in front, as manuals and firmware differ. `undefined` where the count fits neither.
 */
export const keyedAnswer = ({ key, keys, source }: KeyedSignature): LineForm => ({
  source,
  fields: ([first = '', ...values]): readonly Parameter[] | undefined => {
    const name = first.toLowerCase()
    const parameters = Object.hasOwn(keys, name) ? (keys[name] ?? []) : []
    if (parameters.length === 0) return undefined
    if (values.length === parameters.length) return [key, ...parameters]
    return values.length === parameters.length - 1 ? [key, ...parameters.slice(1)] : undefined
  },
})
