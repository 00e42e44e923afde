import { text, type Text } from '../text/local-text.ts'
import type { FieldCheck } from './profile.ts'

/** A pasted address may carry a login before its “@”, which no message may repeat. */
const withoutLogin = (host: string): string => host.replace(/^.*@/, '***@')

/** A host name or IPv4 address alone. */
export const checkHost: FieldCheck = (entered) => {
  const host = entered.trim()
  const bad = (code: string, what: Text, next: Text) => [{ severity: 'error' as const, code, what, next }]
  if (host === '') return []
  if (host.includes('://')) {
    const bare = host
      .replace(/^.*?:\/\//, '')
      .replace(/^[^/]*@/, '')
      .replace(/[:/].*$/, '')
    return bad(
      'input.host-scheme',
      text('The broker address carries a scheme such as mqtt://.', '服务器地址里带了 mqtt:// 之类的前缀。'),
      text(`Enter the host alone: ${bare}`, `只填主机名：${bare}`),
    )
  }
  if (/^[^:]+:\d+$/.test(host)) {
    return bad(
      'input.host-port',
      text('The broker address carries a port.', '服务器地址里带了端口。'),
      text('Put the port into its own field.', '把端口填到“端口”一栏。'),
    )
  }
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(host)) {
    return bad(
      'input.host-characters',
      text(`“${withoutLogin(host)}” is not a host name or IPv4 address.`, `“${withoutLogin(host)}”不是有效的域名或 IPv4 地址。`),
      text('Use letters, digits, dots and hyphens only, and check for spaces copied with it.', '只能有字母、数字、点和连字符，检查是否多复制了空格或标点。'),
    )
  }
  return []
}
