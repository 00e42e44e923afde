import { createPublicKey, verify } from 'node:crypto'
import { isSame } from './verify.ts'

/** A custom authoriser with token signing: AWS IoT checks the token's signature by the public key, the authoriser's own function the token. */
export type AwsAuthorizer = {
  readonly name: string
  readonly tokenKey: string
  readonly token: string
  /** PEM; the public part is taken from it. */
  readonly rsaKey: string
}

/** `a=1&b=2`, values URL-encoded or not: Base64 in a user name is sent either way, so a plus stays one. Later ones do not replace earlier ones. */
export function parseQuery(query: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=')
    if (at > 0 && !out.has(pair.slice(0, at))) out.set(pair.slice(0, at), decoded(pair.slice(at + 1)))
  }
  return out
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Source: AWS IoT Core developer guide, "Connecting to AWS IoT Core by using custom authentication". Empty when it is right. */
export function authorizerProblem(authorizer: AwsAuthorizer, query: ReadonlyMap<string, string>): string {
  if (query.get('x-amz-customauthorizer-name') !== authorizer.name) return 'no authoriser of this name'
  const token = query.get(authorizer.tokenKey) ?? ''
  const signature = Buffer.from(query.get('x-amz-customauthorizer-signature') ?? '', 'base64')
  if (!verify('sha256', Buffer.from(token, 'utf8'), createPublicKey(authorizer.rsaKey), signature)) return 'wrong token signature'
  return isSame(token, authorizer.token) ? '' : 'wrong token'
}
