import type { Made } from '../../../shared/clouds/profile.ts'

/** One value that an operation gives, to be copied. */
export type ResultRow = { readonly id: string; readonly value: string; readonly isSecret: boolean; /** Where the ID is not its name. */ readonly label?: string }

/** Names under which clouds' documents give something that lets a stranger in. */
const secretNames = /^(sign|signature|token|sas|password|passwd|authorization)$/i

/** The login's parts, what is entered most first, then the other values by the names of the cloud's documents. `secrets`: texts that no value may show unasked. */
export function resultRows({ login, values }: Pick<Made, 'login' | 'values'>, secrets: readonly string[]): readonly ResultRow[] {
  const parts: readonly (readonly [string, string | undefined])[] = login
    ? [
        ['host', login.host],
        ['port', String(login.port)],
        ['transport', login.transport],
        ['path', login.path],
        ['alpn', login.alpn?.join(', ')],
        ['clientId', login.clientId],
        ['username', login.username],
        ['password', login.password],
      ]
    : []
  const given = parts.filter((part): part is readonly [string, string] => part[1] !== undefined && part[1] !== '')
  const others = Object.entries(values).filter(([key]) => !given.some(([part]) => part === key))
  const all = [...given, ...others.map(([key, value]) => [key, String(value)] as const)]
  const hidden = hiddenTexts({ ...(login && { login }), values }, secrets)
  const holds = (value: string): boolean => hidden.some((secret) => value.includes(secret) || value.includes(encodeURIComponent(secret)))
  return all.map(([id, value]) => ({ id, value, isSecret: secretNames.test(id) || holds(value) }))
}

/** Characters below which a text is found everywhere by chance. */
const shortest = 4

/** Every text that is a secret by itself: those entered, and those made of them. */
export const hiddenTexts = ({ login, values }: Pick<Made, 'login' | 'values'>, secrets: readonly string[]): readonly string[] =>
  [...secrets, login?.password ?? '', ...Object.entries(values).flatMap(([key, value]) => (secretNames.test(key) ? [String(value)] : []))].filter(
    (secret) => secret.length >= shortest,
  )

/** The text with bullets for every secret in it, also where it is percent-encoded. */
export function withoutSecrets(shown: string, secrets: readonly string[], bullets: string): string {
  const forms = [...new Set(secrets.filter(({ length }) => length >= shortest).flatMap((secret) => [secret, encodeURIComponent(secret)]))]
  return forms.toSorted((a, b) => b.length - a.length).reduce((text, form) => text.replaceAll(form, bullets), shown)
}
