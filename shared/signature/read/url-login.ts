import { percentDecode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Given } from '../given.ts'
import { transportOf } from './labels.ts'

export type UrlLogin = { readonly given: Given; readonly inputs: Readonly<Record<string, string>>; readonly notes: readonly Text[] }

const decoded = text(
  'Percent escapes of the URL (%40 for @) are undone in the user name and password.',
  '用户名和密码里的 URL 百分号转义（如 %40 表示 @）已还原。',
)
const rawDelimiter = text(
  'The user name or password has /, ?, # or @ as they are; in a URL they must be percent-escaped, or most programs cut the URL there.',
  '用户名或密码里直接出现了 /、?、# 或 @；在 URL 中必须写成百分号转义，否则多数程序会在这里把 URL 截断。',
)

const shape = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:(?<login>.*)@)?(?<host>\[[0-9a-f:.]+\]|[^/?#:@]*)(?::(?<port>\d+))?(?<tail>[/?#].*)?$/is

/**
 * RFC 3986 as brokers use it: scheme://user:password@host:port/path. The last @ in front of a host ends the login, since Base64 keys
 * with their slashes stand in URLs unescaped more often than not.
 */
export function readUrl(url: string): UrlLogin | undefined {
  const parts = shape.exec(url)?.groups
  if (!parts?.['scheme']) return undefined
  const notes: Text[] = []
  const login = parts['login']
  if (login !== undefined && /[/?#@]/.test(login)) notes.push(rawDelimiter)
  const plain = (value: string): string => {
    const out = percentDecode(value) ?? value
    if (out !== value && !notes.includes(decoded)) notes.push(decoded)
    return out
  }
  const colon = login?.indexOf(':') ?? -1
  const username = login === undefined ? undefined : plain(colon < 0 ? login : login.slice(0, colon))
  const password = login === undefined || colon < 0 ? undefined : plain(login.slice(colon + 1))
  const clientId = /[?&]client_?id=([^&#]*)/i.exec(parts['tail'] ?? '')?.[1]
  const transport = transportOf(parts['scheme'])
  return {
    given: {
      ...(parts['host'] && { host: parts['host'] }),
      ...(parts['port'] !== undefined && { port: parts['port'] }),
      ...(clientId !== undefined && { clientId: plain(clientId) }),
      ...(username && { username }),
      ...(password !== undefined && { password }),
    },
    inputs: transport === undefined ? {} : { transport },
    notes,
  }
}

/** URLs of MQTT in running text. Quotation marks, brackets and blanks end one. */
export const mqttUrl = /\b(?:mqtts?|wss?|mqtt\+ssl|tcp|ssl|tls):\/\/[^\s"'`<>“”]+/gi
