import { fixed, name, separator, value, type Part } from '../../signature/working.ts'
import { percentEncode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

export const authorizerName = 'x-amz-customauthorizer-name'
export const authorizerSignature = 'x-amz-customauthorizer-signature'

/** Base64 has no %, so that one with it was URL-encoded already: the device SDKs read it the same way. */
const encodedSignature = (signature: string): string => (/%[0-9a-fA-F]{2}/.test(signature) ? signature : percentEncode(signature))

/**
 * What says to the gateway which authorizer to ask, and what it asks about. AWS IoT Core developer guide, "Connecting to AWS IoT Core by using
 * custom authentication": the signature should be URL-encoded, the name and the token key’s value too. Empty where the account’s default authorizer takes user name and password.
 */
export function authorizerQuery(inputs: Inputs): readonly Part[] {
  const [chosen, signature] = [str(inputs, 'authorizerName'), str(inputs, 'tokenSignature')]
  const [tokenKey, token] = [str(inputs, 'tokenKey'), str(inputs, 'token')]
  const pairs: readonly (readonly [Part, Part])[] = [
    ...(chosen === '' ? [] : [[name(authorizerName), value(percentEncode(chosen), 'authorizerName')] as const]),
    ...(signature === '' ? [] : [[name(authorizerSignature), value(encodedSignature(signature), 'tokenSignature')] as const]),
    ...(tokenKey === '' ? [] : [[value(percentEncode(tokenKey), 'tokenKey'), value(percentEncode(token), 'token')] as const]),
  ]
  return pairs.flatMap(([key, content], index) => [...(index > 0 ? [separator('&')] : []), key, separator('='), content])
}

export function userNameParts(inputs: Inputs): readonly Part[] {
  const query = authorizerQuery(inputs)
  const user = str(inputs, 'username')
  return [...(user === '' ? [] : [value(user, 'username')]), ...(query.length === 0 ? [] : [fixed('?'), ...query])]
}

/** Token, its key and its signature belong together. */
export function authorizerFindings(inputs: Inputs): Finding[] {
  const has = (key: string) => str(inputs, key) !== ''
  const lacks = (field: string, severity: Finding['severity'], what: Text, next: Text): Finding => ({ severity, code: 'aws.authorizer-parts', stage: 'cloud', field, what, next })
  const together = text('Token, token key and token signature belong together.', '令牌、令牌键名和令牌签名要一起填写。')
  if (has('token') && !has('tokenKey')) return [lacks('tokenKey', 'error', text('There is a token but no name for it.', '填了令牌，但没有令牌键名。'), together)]
  if (has('tokenKey') && !has('token')) return [lacks('token', 'error', text('The token is missing.', '缺少令牌。'), together)]
  if (has('tokenSignature') && !has('token')) return [lacks('token', 'error', text('There is a signature but no token.', '填了签名，但没有令牌。'), together)]
  if (has('token') && !has('tokenSignature')) {
    return [
      lacks(
        'tokenSignature',
        'warning',
        text('The token goes without a signature.', '令牌没有附带签名。'),
        text('Right only where signing is switched off for the authorizer.', '只有授权方关闭了签名校验时才可以。'),
      ),
    ]
  }
  if (has('password') && !has('username') && authorizerQuery(inputs).length === 0) {
    return [
      {
        severity: 'error',
        code: 'login.no-username',
        stage: 'mqtt',
        field: 'username',
        what: text('There is a password but no user name.', '填了密码，但没有用户名。'),
        next: text('MQTT 3.1.1 allows a password only with a user name. Enter one.', 'MQTT 3.1.1 规定有密码就必须有用户名，请补上。'),
      },
    ]
  }
  return []
}
